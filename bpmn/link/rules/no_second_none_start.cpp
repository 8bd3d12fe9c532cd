#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_second_none_start(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& scope : definition.nodes) {
        std::size_t count = 0;
        for (const NodeIndex child : scope.children) {
            const auto* start = definition.node(child).kind.as<StartEvent>();
            if (start && std::holds_alternative<NoTrigger>(start->trigger) && ++count > 1)
                diagnostics.push_back(finding(Severity::error, "several-none-starts", definition.node(child),
                                              "'" + scope.id + "' has more than one start event without a trigger ('" +
                                                  definition.node(child).id + "' is another); this version runs one."));
        }
    }
}

}  // namespace pavane::bpmn
