#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_flow_out_of_end(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes)
        if (node.kind.as<EndEvent>() && !node.outgoing.empty())
            diagnostics.push_back(finding(Severity::error, "flow-out-of-end", node,
                                          "A sequence flow leaves the end event '" + node.id + "'; nothing can."));
}

}  // namespace pavane::bpmn
