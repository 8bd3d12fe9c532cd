#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/throwing.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

// A catching error event waits for nothing: throw_error() looks for it when there is an error.
void subscribe(Step&, const ActivityId&, NodeIndex, const bpmn::ErrorTrigger&) {}

// An error nobody catches ends the path, as the Camunda 7 line has it.
void perform(Step& step, const ActivityId& event, const bpmn::ErrorTrigger& trigger) {
    const std::optional<std::string> message = evaluate_text(step, event, trigger.message);
    if (!message || throw_error(step, event, {trigger.code, *message}, {}) || step.stopped) return;
    complete(step, event);
}

}  // namespace pavane::core
