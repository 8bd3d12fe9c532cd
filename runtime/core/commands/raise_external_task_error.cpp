#include "runtime/core/commands/external_task_commands.hpp"
#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/throwing.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const RaiseExternalTaskError& command) {
    const ExternalTask* task = find_external_task(step, command.task);
    if (!task) return;
    const ActivityId owner = task->owner;
    // Set first, so that they outlive the activity and the path ends with them when nobody catches the error.
    set_variables(step, owner, command.variables);
    if (throw_error(step, owner, {command.code, command.message}, {}) || step.stopped) return;
    emit(step, ExternalTaskEnded{command.task});
    end_path(step, owner);
}

}  // namespace pavane::core
