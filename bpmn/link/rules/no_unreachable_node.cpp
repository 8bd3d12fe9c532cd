#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

bool begins(const Node& node) {
    return node.kind.as<StartEvent>() || node.kind.as<BoundaryEvent>() || node.kind.as<Process>();
}

// What a flow was to lead to, of which an end is wrong and has been told. A flow without a target may have been meant
// for any node that no flow leads to; if there are more of those, some are nobody's.
std::vector<NodeIndex> led_to_by_broken_flows(const ProcessDefinition& definition) {
    std::vector<NodeIndex> nodes(definition.unread.led_to.begin(), definition.unread.led_to.end());
    std::size_t aimless = 0;
    for (const SequenceFlow& flow : definition.flows)
        if (flow.target == none)
            ++aimless;
        else if (flow.source == none)
            nodes.push_back(flow.target);
    std::vector<NodeIndex> alone;
    for (NodeIndex index = 0; index < definition.nodes.size(); ++index)
        if (const Node& node = definition.node(index);
            node.incoming.empty() && !begins(node) && !definition.unread.led_to.contains(index))
            alone.push_back(index);
    if (alone.size() <= aimless) nodes.insert(nodes.end(), alone.begin(), alone.end());
    return nodes;
}

}  // namespace

// Only a warning: what cannot be reached cannot do harm either.
void no_unreachable_node(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    std::vector<bool> reached(definition.nodes.size(), false);
    std::vector<NodeIndex> next = led_to_by_broken_flows(definition);
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
