#include "runtime/core/commands/external_task_commands.hpp"
#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const CompleteExternalTask& command) {
    const ExternalTask* task = find_external_task(step, command.task);
    if (!task) return;
    const ActivityId owner = task->owner;
    set_variables(step, owner, command.variables);
    set_local_variables(step, owner, command.local_variables);
    if (raise_mapped_error(step, command.task) || step.stopped) return;
    emit(step, ExternalTaskEnded{command.task});
    complete(step, owner);
}

}  // namespace pavane::core
