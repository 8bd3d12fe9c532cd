#include "bpmn/link/rules/rules.hpp"
#include "expression/retry_cycle.hpp"

namespace pavane::bpmn {

// A failing job would be run as often as the engine does by default, and nobody would know why.
void no_unreadable_retry_cycle(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes)
        if (!expression::parse_retry_cycle(node.retry_cycle).valid)
            diagnostics.push_back(
                finding(Severity::error, "retry-cycle-unreadable", node,
                        "The failedJobRetryTimeCycle '" + node.retry_cycle + "' of '" + node.id +
                            "' cannot be read; write it like R3/PT10M, or as a list of delays like PT1M,PT10M."));
}

}  // namespace pavane::bpmn
