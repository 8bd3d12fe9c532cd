#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_process_without_start(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    if (!definition.start_events.empty() || definition.unread.started.contains(process_node)) return;
    const Node& process = definition.node(process_node);
    diagnostics.push_back(finding(Severity::error, "process-without-start", process,
                                  "The process '" + process.id +
                                      "' has no start event. Starting where nothing leads to is not built "
                                      "into this version: draw a start event."));
}

}  // namespace pavane::bpmn
