#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ExternalTask& model) {
    const std::optional<std::string> topic = evaluate_text(step, activity, model.topic);
    const std::optional<std::int64_t> priority = evaluate_number(step, activity, model.priority, 0);
    const std::optional<std::int32_t> retries = evaluate_int32(step, activity, model.retries, 0);
    if (step.stopped) return;
    // Nobody could ever fetch it.
    if (topic->empty()) {
        const std::string& id = node_of(step, activity).id;
        return fail(step, id, "The topic of '" + id + "' is empty: no worker could fetch its task.");
    }
    if (model.retries && *retries < 1) {
        const std::string& id = node_of(step, activity).id;
        return fail(step, id, "The retries of '" + id + "' must be 1 or more: no worker could fetch its task.");
    }
    ExternalTask task;
    task.owner = activity;
    task.node = step.state.activities.at(activity).node;
    task.topic = *topic;
    task.priority = *priority;
    if (model.retries) task.retries = retries;
    task.created_at = step.environment.now;
    emit(step, ExternalTaskCreated{new_id<ExternalTaskId>(step), std::move(task)});
}

}  // namespace pavane::core
