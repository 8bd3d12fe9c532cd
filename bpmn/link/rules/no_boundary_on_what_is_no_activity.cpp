#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

bool is_activity(const Node& node) {
    return node.kind.as<SubProcess>() || node.kind.as<PassThroughTask>() || node.kind.as<UserTask>() ||
           node.kind.as<ExternalTask>() || node.kind.as<ExpressionTask>() || node.kind.as<BusinessRuleTask>() ||
           node.kind.as<ReceiveTask>() || node.kind.as<CallActivity>();
}

}  // namespace

void no_boundary_on_what_is_no_activity(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        const auto* boundary = node.kind.as<BoundaryEvent>();
        if (!boundary || boundary->attached_to == none) continue;
        const Node& holder = definition.node(boundary->attached_to);
        if (!is_activity(holder) || holder.scope != node.scope)
            diagnostics.push_back(finding(Severity::error, "boundary-out-of-place", node,
                                          "The boundaryEvent '" + node.id + "' is attached to '" + holder.id +
                                              "'; it must sit on an activity of its own process or sub-process."));
    }
}

}  // namespace pavane::bpmn
