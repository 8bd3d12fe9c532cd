#include "runtime/core/commands/external_task_commands.hpp"
#include "runtime/core/commands/perform.hpp"
#include "runtime/core/jobs.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const FailExternalTask& command) {
    const ExternalTask* known = find_external_task(step, command.task);
    if (!known) return;
    ExternalTask task = *known;
    const ActivityId owner = task.owner;
    set_variables(step, owner, command.variables);
    set_local_variables(step, owner, command.local_variables);
    task.error_message = command.error_message;
    task.error_details = command.error_details;
    task.retries = command.retries;
    const NodeIndex node = task.node;
    emit(step, ExternalTaskChanged{command.task, std::move(task)});
    if (raise_mapped_error(step, command.task) || step.stopped) return;
    match_incident(step, owner, node, Incident::Kind::failed_external_task, command.task.value, command.retries,
                   command.error_message);
}

}  // namespace pavane::core
