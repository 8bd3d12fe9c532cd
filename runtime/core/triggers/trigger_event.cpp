#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void trigger_event(Step& step, const ActivityId& owner, NodeIndex node, const Assignments& variables) {
    const auto* boundary = definition_of(step, owner).node(node).kind.as<bpmn::BoundaryEvent>();
    if (!boundary) {
        set_variables(step, owner, variables);
        complete(step, owner);
        return;
    }
    const ActivityId scope = step.state.activities.at(owner).parent;
    if (boundary->interrupting) cancel(step, owner);
    if (!step.stopped) step.agenda.push_back(Arrive{scope, node, variables});
}

}  // namespace pavane::core
