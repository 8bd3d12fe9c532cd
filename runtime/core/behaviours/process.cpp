#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// A process instance's outermost scope: its start event is put on the agenda by whoever starts the instance, since it
// knows which.
void enter(Step& step, const ActivityId& activity, const bpmn::Process&) { step.touched.insert(activity); }

}  // namespace pavane::core
