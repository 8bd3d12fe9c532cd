#include "bpmn/link/link.hpp"

#include <algorithm>
#include <set>

#include "bpmn/link/link_process.hpp"
#include "bpmn/link/message_flows.hpp"
#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

Diagnostic not_executable(const document::Process& process) {
    return {Severity::warning, "process-not-executable",
            "The process '" + process.id +
                "' is not executable: it is kept, and nothing of it is deployed. Set isExecutable=\"true\" to run it.",
            process.id, process.location};
}

Diagnostic defined_twice(const document::Process& process) {
    return {Severity::error, "duplicate-process-id",
            "The process '" + process.id +
                "' is in this file more than once, and executable; every process needs an id of its own.",
            process.id, process.location};
}

// Files that a file names are never fetched; what they hold has to be deployed.
void judge_imports(const document::Definitions& file, Diagnostics& diagnostics) {
    for (const document::Import& import : file.imports)
        diagnostics.push_back(
            {Severity::warning, "import-not-followed",
             "The import of '" + import.import_location +
                 "' is not followed; deploy that file, too, if a process of this one calls what it holds.",
             import.id, import.location});
}

// What a process that is not executable would be told if it were: one degree milder, since nothing of it runs.
Diagnostics milder(Diagnostics diagnostics) {
    for (Diagnostic& each : diagnostics)
        each.severity = each.severity == Severity::error ? Severity::warning : Severity::info;
    return diagnostics;
}

void in_order_of_the_file(Diagnostics& diagnostics) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.location.line, a.location.column) < std::pair(b.location.line, b.location.column);
    });
}

}  // namespace

Linked link(const document::Document& document, const expression::Evaluator& evaluator,
            const FindResource& find_resource, Purpose purpose) {
    Linked linked;
    ExecutedElements executed;
    const FileIndex index = index_of(document.definitions);
    std::set<std::string> keys;
    judge_imports(document.definitions, linked.diagnostics);
    for (const document::Process& process : document.definitions.processes) {
        const bool runs = process.is_executable.value_or(false);
        if (!runs && purpose == Purpose::loading) continue;
        if (!runs && process.flow_elements.empty()) {  // a pool that is only drawn
            linked.diagnostics.push_back(not_executable(process));
            continue;
        }
        Diagnostics diagnostics;
        Diagnostics scripts_that_do_not_run;
        ProcessDefinition definition;
        Linking linking{document.definitions, process,    index,       evaluator,
                        find_resource,        definition, diagnostics, runs ? linked.scripts : scripts_that_do_not_run,
                        misread_of(process)};
        link_process(linking, process);
        if (purpose == Purpose::deployment)
            for (const Rule rule : rules) rule(definition, diagnostics);
        in_order_of_the_file(diagnostics);
        if (!runs) {
            linked.diagnostics.push_back(not_executable(process));
            diagnostics = milder(std::move(diagnostics));
        } else {
            for (const auto& [id, node] : definition.node_by_id) executed.insert(id);
            if (!keys.insert(process.id).second) diagnostics.push_back(defined_twice(process));
            if (!has_errors(diagnostics) && !linking.is_broken) linked.definitions.push_back(std::move(definition));
        }
        linked.diagnostics.insert(linked.diagnostics.end(), std::make_move_iterator(diagnostics.begin()),
                                  std::make_move_iterator(diagnostics.end()));
    }
    for (Diagnostic& finding : judge_message_flows(document.definitions, executed))
        linked.diagnostics.push_back(std::move(finding));
    if (has_errors(linked.diagnostics)) linked.definitions.clear();
    return linked;
}

}  // namespace pavane::bpmn
