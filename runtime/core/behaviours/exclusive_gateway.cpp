#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ExclusiveGateway&) { complete(step, activity); }

// The first flow, in the order of the file, whose condition holds; else the default flow (BPMN 2.0.2 §13.4.2).
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::ExclusiveGateway&) {
    if (node.outgoing.empty()) return {};
    const bpmn::ProcessDefinition& definition = definition_of(step, scope);
    for (const FlowIndex flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        const bpmn::Expression& condition = definition.flow(flow).condition;
        if (!condition) return {flow};
        const std::optional<bool> holds = condition_holds(step, scope, node, condition);
        if (!holds) return {};
        if (*holds) return {flow};
    }
    if (node.default_flow != bpmn::none) return {node.default_flow};
    fail(step, node.id,
         "No condition of the sequence flows out of the exclusive gateway '" + node.id +
             "' holds and it has no default flow.");
    return {};
}

}  // namespace pavane::core
