#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

// Of several flows out of an exclusive gateway at most one may have no condition, and then it should be the default:
// one that is not hides all that stand behind it in the file. A default flow's condition is never asked, and of one
// that cannot be read that has been said.
void no_undecided_exclusive_gateway(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        if (!node.kind.as<ExclusiveGateway>() || node.outgoing.size() < 2) continue;
        std::vector<std::string> undecided;
        for (const FlowIndex flow : node.outgoing)
            if (flow != node.default_flow && !definition.flow(flow).condition &&
                !has_error(diagnostics, definition.flow(flow).id))
                undecided.push_back(definition.flow(flow).id);
        if (undecided.empty()) continue;
        const bool hopeless = undecided.size() > 1 || node.default_flow != none;
        diagnostics.push_back(
            finding(hopeless ? Severity::error : Severity::warning, "exclusive-gateway-undecided", node,
                    "The sequenceFlow '" + undecided.front() + "' out of the exclusiveGateway '" + node.id +
                        "' has no condition and is not the default flow" +
                        (hopeless ? "; give it a condition." : "; it is taken when no condition before it holds.")));
    }
}

}  // namespace pavane::bpmn
