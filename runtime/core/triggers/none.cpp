#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void subscribe(Step&, const ActivityId&, NodeIndex, const bpmn::NoTrigger&) {}

void perform(Step& step, const ActivityId& event, const bpmn::NoTrigger&) { complete(step, event); }

}  // namespace pavane::core
