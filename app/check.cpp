// pavane check: what is in files of processes and decisions and what is wrong with them, without a server.
#include <cstdio>

#include "app/check_report.hpp"
#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/named_files.hpp"
#include "app/verb.hpp"

namespace pavane::app {

namespace {

void print_decision(const CheckReport& report, const char* kind, const DecisionSummary& decision) {
    std::printf("%s: %s %s", report.file.c_str(), kind, decision.name.c_str());
    if (!decision.logic.empty()) std::printf(" (%s)", decision.logic.c_str());
    const char* separator = ", asks for ";
    for (const std::string& input : decision.inputs) {
        std::printf("%s%s", separator, input.c_str());
        separator = ", ";
    }
    std::printf("\n");
}

void print_text(const CheckReport& report) {
    for (const ProcessSummary& process : report.processes) {
        std::printf("%s: process %s%s:", report.file.c_str(), process.id.c_str(),
                    process.executable ? "" : " (not executable)");
        for (const auto& [tag, number] : process.elements) std::printf(" %zu %s", number, tag.c_str());
        std::printf("\n");
    }
    for (const DecisionSummary& decision : report.decisions) print_decision(report, "decision", decision);
    for (const DecisionSummary& service : report.services) print_decision(report, "decision service", service);
    for (const Diagnostic& diagnostic : report.diagnostics) std::puts(line_of(report.file, diagnostic).c_str());
}

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane check: %s\n", message.c_str());
    return exit;
}

int run(const Arguments& arguments) {
    const std::string format = arguments.value("format").value_or("text");
    if (arguments.operands.empty()) return complain("name at least one file or folder.", Exit::usage);
    if (format != "text" && format != "json")
        return complain("--format is text or json, and '" + format + "' is neither.", Exit::usage);
    const JsonDocuments documents;
    const bool scripts = !arguments.has("no-scripts");
    expression::ScriptEngine script_engine(documents);
    const Languages evaluator(documents, scripts ? &script_engine : nullptr);
    std::vector<std::string> files;
    int exit = Exit::ok;
    // What is not there is told, and the rest looked at all the same.
    for (const std::string& operand : arguments.operands) {
        const auto named = models_named({operand});
        if (named)
            files.insert(files.end(), named->begin(), named->end());
        else
            exit = complain(named.error(), Exit::not_found);
    }
    for (const std::string& path : files) {
        const auto content = read_file(path);
        if (!content) {
            exit = complain(content.error(), Exit::not_found);
            continue;
        }
        CheckReport report = check_file(path, *content, files, evaluator, scripts);
        if (const std::string advice = advice_on_name(path, *content); !advice.empty())
            report.diagnostics.push_back({Severity::warning, "name-of-no-model", advice, "", {}});
        if (format == "json")
            std::puts(to_json(report).c_str());
        else
            print_text(report);
        if (exit == Exit::ok && has_errors(report.diagnostics)) exit = Exit::invalid;
    }
    return exit;
}

}  // namespace

Verb check_verb() {
    return {"check",
            "FILE|DIR...",
            "says what is in BPMN and DMN files, or those of a folder, and what is wrong with them",
            "pavane check order.bpmn discount.dmn --format json",
            {{"format", true, "text (default) or json: one object per file and line", false},
             {"no-scripts", false, "reports JavaScript as an error, as a server without --scripts does", false}},
            run};
}

}  // namespace pavane::app
