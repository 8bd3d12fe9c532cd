#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// Whatever triggered it has already happened: it only passes the token on.
void enter(Step& step, const ActivityId& activity, const bpmn::StartEvent&) { complete(step, activity); }

}  // namespace pavane::core
