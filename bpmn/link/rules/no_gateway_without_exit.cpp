#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_gateway_without_exit(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (NodeIndex index = 0; index < definition.nodes.size(); ++index)
        if (const Node& node = definition.node(index);
            node.kind.as<ExclusiveGateway>() && node.outgoing.empty() && !definition.unread.left.contains(index))
            diagnostics.push_back(finding(
                Severity::error, "gateway-without-exit", node,
                "No sequence flow leaves the exclusiveGateway '" + node.id + "': it has nothing to choose from."));
}

}  // namespace pavane::bpmn
