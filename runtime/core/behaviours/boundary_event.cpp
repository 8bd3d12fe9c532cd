#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// It exists only once it has fired; what it interrupts is canceled before (triggers/trigger_event.cpp, throwing.cpp).
void enter(Step& step, const ActivityId& activity, const bpmn::BoundaryEvent&) { complete(step, activity); }

}  // namespace pavane::core
