#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ExternalTask& model) {
    const std::optional<std::string> topic = evaluate_text(step, activity, model.topic);
    const std::optional<std::int64_t> priority = evaluate_number(step, activity, model.priority, 0);
    if (step.stopped) return;
    // Nobody could ever fetch it.
    if (topic->empty()) {
        const std::string& id = node_of(step, activity).id;
        return fail(step, id, "The topic of '" + id + "' is empty: no worker could fetch its task.");
    }
    ExternalTask task;
    task.owner = activity;
    task.node = step.state.activities.at(activity).node;
    task.topic = *topic;
    task.priority = *priority;
    task.created_at = step.environment.now;
    emit(step, ExternalTaskCreated{new_id<ExternalTaskId>(step), std::move(task)});
}

}  // namespace pavane::core
