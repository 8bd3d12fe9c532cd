#include "runtime/core/flow.hpp"
#include "runtime/core/throwing.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

// A catching error event waits for nothing: throw_error() looks for it when there is an error.
void subscribe(Step&, const ActivityId&, NodeIndex, const bpmn::ErrorTrigger&) {}

// An error nobody catches ends the path, as the Camunda 7 line has it.
void perform(Step& step, const ActivityId& event, const bpmn::ErrorTrigger& trigger) {
    if (throw_error(step, event, {trigger.code, trigger.message}, {}) || step.stopped) return;
    complete(step, event);
}

}  // namespace pavane::core
