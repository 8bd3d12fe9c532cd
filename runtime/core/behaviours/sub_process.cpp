#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// An embedded sub-process starts at its none start event, and ends when nothing is left in it (BPMN 2.0.2 §13.3.4).
void enter(Step& step, const ActivityId& activity, const bpmn::SubProcess&) {
    const bpmn::ProcessDefinition& definition = definition_of(step, activity);
    for (const NodeIndex child : node_of(step, activity).children) {
        const auto* start = definition.node(child).kind.as<bpmn::StartEvent>();
        if (start && std::holds_alternative<bpmn::NoTrigger>(start->trigger))
            step.agenda.push_back(Arrive{activity, child, {}});
    }
    step.touched.insert(activity);
}

}  // namespace pavane::core
