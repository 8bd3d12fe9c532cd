#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ReceiveTask& task) {
    subscribe(step, activity, step.state.activities.at(activity).node, task.trigger);
}

}  // namespace pavane::core
