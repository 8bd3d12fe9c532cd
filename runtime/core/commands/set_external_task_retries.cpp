#include "runtime/core/commands/external_task_commands.hpp"
#include "runtime/core/commands/perform.hpp"
#include "runtime/core/jobs.hpp"

namespace pavane::core {

void perform(Step& step, const SetExternalTaskRetries& command) {
    const ExternalTask* known = find_external_task(step, command.task);
    if (!known) return;
    ExternalTask task = *known;
    task.retries = command.retries;
    const ActivityId owner = task.owner;
    const NodeIndex node = task.node;
    const std::string message = task.error_message;
    emit(step, ExternalTaskChanged{command.task, std::move(task)});
    match_incident(step, owner, node, Incident::Kind::failed_external_task, command.task.value, command.retries,
                   message);
}

}  // namespace pavane::core
