#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_flow_across_scopes(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const SequenceFlow& flow : definition.flows) {
        if (flow.source == none || flow.target == none) continue;
        const Node& source = definition.node(flow.source);
        if (source.scope == definition.node(flow.target).scope) continue;
        diagnostics.push_back(finding(Severity::error, "flow-across-scopes", source,
                                      "The sequenceFlow '" + flow.id + "' crosses the border of a sub-process, from '" +
                                          source.id + "' to '" + definition.node(flow.target).id +
                                          "'; a sequence flow stays in its process."));
    }
}

}  // namespace pavane::bpmn
