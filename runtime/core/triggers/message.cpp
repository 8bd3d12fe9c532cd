#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::MessageTrigger& trigger) {
    const std::optional<std::string> message = evaluate_text(step, owner, trigger.name);
    if (!message) return;
    if (message->empty()) {
        const std::string& id = definition_of(step, owner).node(node).id;
        return fail(step, id, "The name of the message that '" + id + "' waits for is empty: nobody could send it.");
    }
    emit(step, SubscriptionOpened{new_id<SubscriptionId>(step),
                                  EventSubscription{owner, node, *message, step.environment.now}});
}

// The linker offers a message that is thrown to a worker or refuses it: no node with this trigger is ever made.
void perform(Step&, const ActivityId&, const bpmn::MessageTrigger&) { ENSURE(!"a thrown message reached the core"); }

}  // namespace pavane::core
