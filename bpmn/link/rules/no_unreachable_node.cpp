#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

bool begins(const Node& node) {
    return node.kind.as<StartEvent>() || node.kind.as<BoundaryEvent>() || node.kind.as<Process>();
}

}  // namespace

// Only a warning: what cannot be reached cannot do harm either.
void no_unreachable_node(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    std::vector<bool> reached(definition.nodes.size(), false);
    std::vector<NodeIndex> next;
    for (NodeIndex index = 0; index < definition.nodes.size(); ++index)
        if (begins(definition.node(index))) next.push_back(index);
    while (!next.empty()) {
        const NodeIndex index = next.back();
        next.pop_back();
        if (reached[index]) continue;
        reached[index] = true;
        for (const FlowIndex flow : definition.node(index).outgoing)
            if (definition.flow(flow).target != none) next.push_back(definition.flow(flow).target);
    }
    for (NodeIndex index = 0; index < definition.nodes.size(); ++index)
        if (!reached[index] && !definition.node(index).id.empty())  // what has no id has been told so
            diagnostics.push_back(finding(Severity::warning, "unreachable", definition.node(index),
                                          "Nothing leads to '" + definition.node(index).id + "': it will never run."));
}

}  // namespace pavane::bpmn
