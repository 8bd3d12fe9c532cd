// pavane check: what is in a file and what is wrong with it, without a server.
#include <cstdio>
#include <map>

#include "app/files.hpp"
#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/verb.hpp"
#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

using bpmn::Diagnostic;
using bpmn::Severity;

struct ProcessSummary {
    std::string id;
    bool executable = false;
    std::map<std::string, std::size_t> elements;
};

struct Report {
    std::string file;
    std::vector<ProcessSummary> processes;
    bpmn::Diagnostics diagnostics;

    bool has_errors() const {
        for (const Diagnostic& diagnostic : diagnostics)
            if (diagnostic.severity == Severity::error) return true;
        return false;
    }
};

void count(const std::vector<bpmn::document::FlowElement>& elements, std::map<std::string, std::size_t>& counts) {
    for (const auto& element : elements) {
        ++counts[std::string(tag_of(element))];
        std::visit(
            [&counts](const auto& kind) {
                if constexpr (requires { kind.flow_elements; }) count(kind.flow_elements, counts);
            },
            element.kind());
    }
}

Report check(const std::string& path, const std::string& content, const expression::Evaluator& evaluator) {
    Report report{path, {}, {}};
    auto parsed = bpmn::parse(content);
    if (!parsed) {
        report.diagnostics = std::move(parsed.error());
        return report;
    }
    for (const bpmn::document::Process& process : parsed->document.definitions.processes) {
        ProcessSummary summary{process.id, process.is_executable.value_or(false), {}};
        count(process.flow_elements, summary.elements);
        report.processes.push_back(std::move(summary));
    }
    bpmn::Linked linked = bpmn::link(parsed->document, evaluator);
    report.diagnostics = std::move(parsed->diagnostics);
    report.diagnostics.insert(report.diagnostics.end(), linked.diagnostics.begin(), linked.diagnostics.end());
    return report;
}

std::string_view name_of(Severity severity) {
    if (severity == Severity::error) return "error";
    return severity == Severity::warning ? "warning" : "info";
}

void print_text(const Report& report) {
    for (const ProcessSummary& process : report.processes) {
        std::printf("%s: process %s%s:", report.file.c_str(), process.id.c_str(),
                    process.executable ? "" : " (not executable)");
        for (const auto& [tag, number] : process.elements) std::printf(" %zu %s", number, tag.c_str());
        std::printf("\n");
    }
    for (const Diagnostic& diagnostic : report.diagnostics)
        std::printf("%s:%u:%u: %s: %s [%s]\n", report.file.c_str(), diagnostic.location.line,
                    diagnostic.location.column, std::string(name_of(diagnostic.severity)).c_str(),
                    diagnostic.message.c_str(), diagnostic.code.c_str());
}

void print_json(const Report& report) {
    json::Writer writer;
    writer.begin_object().member("file", report.file).key("processes").begin_array();
    for (const ProcessSummary& process : report.processes) {
        writer.begin_object()
            .member("id", process.id)
            .member("isExecutable", process.executable)
            .key("elements")
            .begin_object();
        for (const auto& [tag, number] : process.elements) writer.member(tag, number);
        writer.end_object().end_object();
    }
    writer.end_array().key("diagnostics").begin_array();
    for (const Diagnostic& diagnostic : report.diagnostics) {
        writer.begin_object()
            .member("severity", name_of(diagnostic.severity))
            .member("code", diagnostic.code)
            .member("message", diagnostic.message)
            .member("element", diagnostic.element)
            .member("line", std::int64_t{diagnostic.location.line})
            .member("column", std::int64_t{diagnostic.location.column})
            .end_object();
    }
    writer.end_array().end_object();
    std::puts(writer.take().c_str());
}

int run(const Arguments& arguments) {
    const std::string format = arguments.value("format").value_or("text");
    if (arguments.operands.empty() || (format != "text" && format != "json")) {
        std::fputs("pavane check: name at least one file; --format is text or json.\n", stderr);
        return Exit::usage;
    }
    const JsonDocuments documents;
    const Languages evaluator(documents);
    int exit = Exit::ok;
    for (const std::string& path : arguments.operands) {
        const auto content = read_file(path);
        if (!content) {
            std::fprintf(stderr, "pavane check: %s\n", content.error().c_str());
            return Exit::not_found;
        }
        const Report report = check(path, *content, evaluator);
        if (format == "json")
            print_json(report);
        else
            print_text(report);
        if (report.has_errors()) exit = Exit::invalid;
    }
    return exit;
}

}  // namespace

Verb check_verb() {
    return {"check",
            "FILE...",
            "says what is in BPMN files and what is wrong with them",
            "pavane check order.bpmn --format json",
            {{"format", true, "text (default) or json: one object per file and line", false}},
            run};
}

}  // namespace pavane::app
