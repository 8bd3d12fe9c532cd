#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ParallelGateway&) { complete(step, activity); }

// Conditions on its outgoing flows have no meaning (BPMN 2.0.2 §13.4.1); the linker has said so.
std::vector<FlowIndex> choose_flows(Step&, const ActivityId&, const bpmn::Node& node, const bpmn::ParallelGateway&) {
    return node.outgoing;
}

// One token from each incoming flow, the oldest of each; surplus tokens stay for the next time (BPMN 2.0.2 §13.4.1).
bool join(Step& step, const ActivityId& scope, NodeIndex gateway, const bpmn::ParallelGateway&) {
    const ParkedTokens::ByFlow& parked = step.state.tokens.index().at(scope, gateway);
    if (parked.size() < definition_of(step, scope).node(gateway).incoming.size()) return false;
    std::vector<TokenId> oldest;
    for (const auto& [flow, tokens] : parked) oldest.push_back(*tokens.begin());
    for (const TokenId& token : oldest) emit(step, TokenConsumed{token});
    arrive(step, scope, gateway);
    return true;
}

}  // namespace pavane::core
