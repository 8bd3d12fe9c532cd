#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_flow_into_start_or_boundary(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes)
        if ((node.kind.as<StartEvent>() || node.kind.as<BoundaryEvent>()) && !node.incoming.empty())
            diagnostics.push_back(
                finding(Severity::error, "flow-into-start-or-boundary", node,
                        "A sequence flow leads to '" + node.id + "'; nothing can lead to a start or boundary event."));
}

}  // namespace pavane::bpmn
