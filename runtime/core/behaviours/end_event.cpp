#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::EndEvent& event) {
    const ActivityInstance& instance = step.state.activities.at(activity);
    if (instance.parent == instance.process) step.last_end_event[instance.process] = instance.node;
    std::visit([&](const auto& trigger) { perform(step, activity, trigger); }, event.trigger);
}

}  // namespace pavane::core
