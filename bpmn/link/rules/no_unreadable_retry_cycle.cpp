#include "bpmn/link/rules/rules.hpp"
#include "expression/retry_cycle.hpp"

namespace pavane::bpmn {

// Only a warning: the process runs the same, but for how often and when a failing job is tried again.
void no_unreadable_retry_cycle(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        if (expression::parse_retry_cycle(node.retry_cycle).valid) continue;
        diagnostics.push_back(finding(Severity::warning, "retry-cycle-unreadable", node,
                                      "The failedJobRetryTimeCycle '" + node.retry_cycle + "' of '" + node.id +
                                          "' is neither like R3/PT10M nor a list of durations like PT1M,PT5M (an "
                                          "expression is not evaluated there); its jobs are tried as if it said "
                                          "nothing."));
    }
}

}  // namespace pavane::bpmn
