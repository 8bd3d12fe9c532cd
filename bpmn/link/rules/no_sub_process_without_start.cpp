#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_sub_process_without_start(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (NodeIndex index = 0; index < definition.nodes.size(); ++index) {
        const Node& node = definition.node(index);
        if (!node.kind.as<SubProcess>()) continue;
        bool has_start = definition.unread.started.contains(index);
        for (const NodeIndex child : node.children)
            has_start = has_start || definition.node(child).kind.as<StartEvent>();
        if (has_start) continue;
        diagnostics.push_back(
            finding(Severity::error, "sub-process-without-start", node,
                    node.children.empty()
                        ? "The subProcess '" + node.id + "' is empty; draw what happens in it, or make it a task."
                        : "The subProcess '" + node.id + "' has no start event; draw one."));
    }
}

}  // namespace pavane::bpmn
