#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_gateway_without_exit(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes)
        if (node.kind.as<ExclusiveGateway>() && node.outgoing.empty())
            diagnostics.push_back(finding(
                Severity::error, "gateway-without-exit", node,
                "No sequence flow leaves the exclusiveGateway '" + node.id + "': it has nothing to choose from."));
}

}  // namespace pavane::bpmn
