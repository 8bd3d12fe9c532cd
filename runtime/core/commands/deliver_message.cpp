#include "runtime/core/commands/perform.hpp"
#include "runtime/core/triggers/triggers.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const DeliverMessage& command) {
    const EventSubscription* known = step.state.subscriptions.find(command.subscription);
    if (!known)
        return reject(step, Rejection::Reason::unknown_subscription,
                      "The message's receiver does not wait for it any more.");
    const EventSubscription subscription = *known;
    const auto* boundary =
        definition_of(step, subscription.owner).node(subscription.node).kind.as<bpmn::BoundaryEvent>();
    // A boundary event that does not interrupt goes on listening.
    if (!boundary || boundary->interrupting) emit(step, SubscriptionClosed{command.subscription});
    set_local_variables(step, subscription.owner, command.local_variables);
    trigger_event(step, subscription.owner, subscription.node, command.variables);
}

}  // namespace pavane::core
