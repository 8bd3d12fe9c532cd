#include "bpmn/link/link.hpp"

#include <algorithm>

#include "bpmn/link/link_process.hpp"
#include "bpmn/link/message_flows.hpp"
#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

Diagnostic not_executable(const document::Process& process) {
    return {Severity::warning, "process-not-executable",
            "The process '" + process.id +
                "' is not executable: it is kept, and nothing of it is deployed. Set isExecutable=\"true\" to run it.",
            process.id, process.location};
}

}  // namespace

Linked link(const document::Document& document, const expression::Evaluator& evaluator,
            const FindResource& find_resource, Purpose purpose) {
    Linked linked;
    ExecutedElements executed;
    const FileIndex index = index_of(document.definitions);
    for (const document::Process& process : document.definitions.processes) {
        if (!process.is_executable.value_or(false)) {
            linked.diagnostics.push_back(not_executable(process));
            continue;
        }
        Diagnostics diagnostics;
        ProcessDefinition definition;
        Linking linking{document.definitions, index, evaluator, find_resource, definition, diagnostics, linked.scripts};
        link_process(linking, process);
        for (const auto& [id, node] : definition.node_by_id) executed.insert(id);
        if (purpose == Purpose::deployment)
            for (const Rule rule : rules) rule(definition, diagnostics);
        std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::pair(a.location.line, a.location.column) < std::pair(b.location.line, b.location.column);
        });
        if (!has_errors(diagnostics)) linked.definitions.push_back(std::move(definition));
        linked.diagnostics.insert(linked.diagnostics.end(), std::make_move_iterator(diagnostics.begin()),
                                  std::make_move_iterator(diagnostics.end()));
    }
    for (Diagnostic& finding : judge_message_flows(document.definitions, executed))
        linked.diagnostics.push_back(std::move(finding));
    if (has_errors(linked.diagnostics)) linked.definitions.clear();
    return linked;
}

}  // namespace pavane::bpmn
