#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ParallelGateway&) { complete(step, activity); }

// Conditions on its outgoing flows have no meaning (BPMN 2.0.2 §13.4.1); the linker has said so.
std::vector<FlowIndex> choose_flows(Step&, const ActivityId&, const bpmn::Node& node, const bpmn::ParallelGateway&) {
    return node.outgoing;
}

// One token from each incoming flow, the oldest of each; surplus tokens stay for the next time.
bool join(Step& step, const ActivityId& scope, NodeIndex gateway) {
    std::map<FlowIndex, TokenId> oldest;
    for (const TokenId& token : step.state.tokens.owned_by(scope))
        oldest.emplace(step.state.tokens.at(token).flow, token);
    const bpmn::Node& node = definition_of(step, scope).node(gateway);
    for (const FlowIndex flow : node.incoming)
        if (!oldest.contains(flow)) return false;
    for (const FlowIndex flow : node.incoming) emit(step, TokenConsumed{oldest.at(flow)});
    step.touched.insert(scope);
    arrive(step, scope, gateway);
    return true;
}

}  // namespace pavane::core
