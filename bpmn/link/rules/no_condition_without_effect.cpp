#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

void warn(const ProcessDefinition& definition, const Node& node, FlowIndex flow, const std::string& why,
          Severity severity, Diagnostics& diagnostics) {
    diagnostics.push_back(finding(severity, "condition-without-effect", node,
                                  "The condition of the sequenceFlow '" + definition.flow(flow).id + "' out of '" +
                                      node.id + "' is never asked: " + why));
}

}  // namespace

void no_condition_without_effect(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes)
        for (const FlowIndex flow : node.outgoing) {
            if (!definition.flow(flow).condition) continue;
            if (flow == node.default_flow)
                warn(definition, node, flow, "it is the default flow.", Severity::error, diagnostics);
            else if (node.kind.as<ParallelGateway>())
                warn(definition, node, flow, "a parallel gateway takes all its flows.", Severity::warning, diagnostics);
        }
}

}  // namespace pavane::bpmn
