#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// Abstract and manual tasks are non-operational: the token passes (BPMN 2.0.2 §13.1, §13.3.3).
void enter(Step& step, const ActivityId& activity, const bpmn::PassThroughTask&) { complete(step, activity); }

}  // namespace pavane::core
