#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void subscribe(Step&, const ActivityId&, NodeIndex, const bpmn::TerminateTrigger&) {
    ENSURE(!"terminate cannot be caught");
}

// Everything else in the scope ends at once; the scope then completes (BPMN 2.0.2 §13.5.6). The event itself completes,
// since it was reached, and is not among what it terminates.
void perform(Step& step, const ActivityId& event, const bpmn::TerminateTrigger&) {
    const ActivityId scope = step.state.activities.at(event).parent;
    complete(step, event);
    if (!step.stopped && !step.state.activities.find(event)) cancel_children(step, scope);
}

}  // namespace pavane::core
