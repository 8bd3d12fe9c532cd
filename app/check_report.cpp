#include "app/check_report.hpp"

#include <filesystem>
#include <optional>

#include "app/decision_model.hpp"
#include "app/diagnostic_text.hpp"
#include "app/dmn_file.hpp"
#include "app/files.hpp"
#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"
#include "json/writer.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace {

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

CheckReport check_bpmn(const std::string& path, const std::string& content, const expression::Evaluator& evaluator,
                       bool scripts) {
    CheckReport report;
    report.file = path;
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
    const auto beside_it = [&](const std::string& name) -> std::optional<std::string> {
        auto found = read_file((std::filesystem::path(path).parent_path() / name).string());
        return found ? std::optional(std::move(*found)) : std::nullopt;
    };
    bpmn::Linked linked = bpmn::link(parsed->document, evaluator, beside_it);
    report.diagnostics = said_once(std::move(parsed->diagnostics), linked.diagnostics);
    if (!scripts) report.diagnostics.insert(report.diagnostics.end(), linked.scripts.begin(), linked.scripts.end());
    return report;
}

std::string tag_of(const dmn::document::ExpressionPointer& logic) {
    // In the order of the variant.
    constexpr std::string_view tags[] = {
        "literalExpression", "decisionTable",      "invocation",  "context", "list",
        "relation",          "functionDefinition", "conditional", "filter",  "iterator"};
    static_assert(std::size(tags) == std::variant_size_v<decltype(logic->kind)>);
    return logic ? std::string(tags[logic->kind.index()]) : "";
}

CheckReport check_dmn(const std::string& path, const std::string& content, std::span<const std::string> others,
                      const expression::Evaluator& evaluator) {
    CheckReport report;
    report.file = path;
    DmnFile file = read_dmn_file(path, content, others, evaluator);
    report.diagnostics = std::move(file.diagnostics);
    report.diagnostics.insert(report.diagnostics.end(), file.of_imports.begin(), file.of_imports.end());
    if (!file.definitions) return report;
    describe_decisions(*file.definitions, report.diagnostics);
    const auto inputs_of = [&](dmn::NodeKind kind, const dmn::document::NamedElement& element) {
        const auto node = file.model->find(kind, element.id.empty() ? element.name : element.id);
        return node ? input_names(*file.model, *node) : std::vector<std::string>();
    };
    for (const auto& decision : file.definitions->decisions)
        report.decisions.push_back(
            {decision.id, decision.name, tag_of(decision.logic), inputs_of(dmn::NodeKind::decision, decision)});
    for (const auto& service : file.definitions->services)
        report.services.push_back({service.id, service.name, "", inputs_of(dmn::NodeKind::service, service)});
    return report;
}

void write(json::Writer& writer, const ProcessSummary& process) {
    writer.begin_object().member("id", process.id).member("isExecutable", process.executable);
    writer.key("elements").begin_object();
    for (const auto& [tag, number] : process.elements) writer.member(tag, number);
    writer.end_object().end_object();
}

void write(json::Writer& writer, const DecisionSummary& decision) {
    writer.begin_object().member("id", decision.id).member("name", decision.name);
    if (!decision.logic.empty()) writer.member("logic", decision.logic);
    writer.key("inputs").begin_array();
    for (const std::string& input : decision.inputs) writer.value(input);
    writer.end_array().end_object();
}

void write(json::Writer& writer, const Diagnostic& diagnostic) {
    writer.begin_object()
        .member("severity", name_of(diagnostic.severity))
        .member("code", diagnostic.code)
        .member("message", diagnostic.message)
        .member("element", diagnostic.element)
        .member("line", std::int64_t{diagnostic.location.line})
        .member("column", std::int64_t{diagnostic.location.column})
        .end_object();
}

template <class Item>
void write_all(json::Writer& writer, std::string_view name, const std::vector<Item>& items) {
    writer.key(name).begin_array();
    for (const Item& item : items) write(writer, item);
    writer.end_array();
}

}  // namespace

CheckReport check_file(const std::string& path, const std::string& content, std::span<const std::string> others,
                       const expression::Evaluator& evaluator, bool scripts) {
    return engine::is_dmn_file(path) ? check_dmn(path, content, others, evaluator)
                                     : check_bpmn(path, content, evaluator, scripts);
}

std::string to_json(const CheckReport& report) {
    json::Writer writer;
    writer.begin_object().member("file", report.file);
    write_all(writer, "processes", report.processes);
    if (engine::is_dmn_file(report.file)) {
        write_all(writer, "decisions", report.decisions);
        write_all(writer, "services", report.services);
    }
    write_all(writer, "diagnostics", report.diagnostics);
    return writer.end_object().take();
}

}  // namespace pavane::app
