#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::CatchEvent& event) {
    const NodeIndex node = step.state.activities.at(activity).node;
    std::visit([&](const auto& trigger) { subscribe(step, activity, node, trigger); }, event.trigger);
    // Without a trigger there is nothing to wait for (a none intermediate event, as tools write it).
    if (std::holds_alternative<bpmn::NoTrigger>(event.trigger)) complete(step, activity);
}

}  // namespace pavane::core
