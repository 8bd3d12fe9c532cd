#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void subscribe(Step&, const ActivityId&, NodeIndex, const bpmn::TerminateTrigger&) {
    ENSURE(!"terminate cannot be caught");
}

// Everything else in the scope ends at once, and the event completes; the scope then has nothing left (BPMN 2.0.2
// §13.5.6). In this order an event that is async after has terminated already while it waits.
void perform(Step& step, const ActivityId& event, const bpmn::TerminateTrigger&) {
    cancel_siblings(step, event);
    if (!step.stopped) complete(step, event);
}

}  // namespace pavane::core
