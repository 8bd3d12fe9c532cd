#include "runtime/core/commands/external_task_commands.hpp"

#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/throwing.hpp"

namespace pavane::core {

const ExternalTask* find_external_task(Step& step, const ExternalTaskId& id) {
    const ExternalTask* task = step.state.external_tasks.find(id);
    if (!task)
        reject(step, Rejection::Reason::unknown_external_task,
               "External task with id " + to_string(id) + " does not exist");
    return task;
}

bool raise_mapped_error(Step& step, const ExternalTaskId& id) {
    const ActivityId owner = step.state.external_tasks.at(id).owner;
    for (const auto& mapping : node_of(step, owner).kind.as<bpmn::ExternalTask>()->error_mappings) {
        const std::optional<bool> holds = evaluate_condition(step, owner, mapping.condition);
        if (!holds) return false;
        if (!*holds) continue;
        const std::optional<std::string> message = evaluate_text(step, owner, mapping.error.message);
        if (!message) return false;
        if (throw_error(step, owner, {mapping.error.code, *message}, {})) return true;
        if (step.stopped) return false;
        emit(step, ExternalTaskEnded{id});
        end_path(step, owner);
        return true;
    }
    return false;
}

}  // namespace pavane::core
