// pavane dmn evaluate: what a decision or a decision service of a file gives, without a server.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "app/files.hpp"
#include "app/json_documents.hpp"
#include "app/verb.hpp"
#include "dmn/execution/evaluate.hpp"
#include "dmn/link/link.hpp"
#include "dmn/parser/parse.hpp"
#include "expression/feel/to_text.hpp"
#include "expression/juel/juel.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

namespace feel = expression::feel;
using dmn::document::Definitions;

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane dmn: %s\n", message.c_str());
    return exit;
}

class NoVariables : public feel::Scope {
  public:
    std::optional<expression::Value> variable(std::string_view) const override { return std::nullopt; }
    Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

Result<expression::Value, std::string> read_feel(const std::string& text) {
    const auto program = feel::compile(text);
    if (!program)
        return tl::make_unexpected("--input cannot be read as FEEL at its column " +
                                   std::to_string(program.error().column) + ": " + program.error().message);
    auto outcome = feel::evaluate(**program, NoVariables());
    if (!outcome) return tl::make_unexpected("--input cannot be evaluated: " + outcome.error().message);
    return std::move(outcome->value);
}

Result<expression::Value, std::string> read_json(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return tl::make_unexpected(content.error());
    auto parsed = json::parse(*content);
    if (!parsed) return tl::make_unexpected("'" + path + "' is not JSON: " + parsed.error().message);
    return std::move(*parsed);
}

// A FEEL context as it stands, or a file with a JSON object.
Result<expression::Context, std::string> read_input(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_context = first != std::string::npos && text[first] == '{';
    const auto value = is_context ? read_feel(text) : read_json(text);
    if (!value) return tl::make_unexpected(value.error());
    if (value->context() == nullptr)
        return tl::make_unexpected(std::string("--input is not a context: give names with their values."));
    return *value->context();
}

void print(const std::string& path, const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity == Severity::error)
            std::fprintf(stderr, "%s:%u:%u: error: %s [%s]\n", path.c_str(), diagnostic.location.line,
                         diagnostic.location.column, diagnostic.message.c_str(), diagnostic.code.c_str());
}

// The content of a file; nothing, with what is wrong on standard error, if it is no DMN.
std::optional<Definitions> read_model(const std::string& path) {
    const auto content = read_file(path);
    if (!content) {
        complain(content.error(), Exit::failure);
        return std::nullopt;
    }
    auto parsed = dmn::parse(*content);
    if (!parsed) {
        print(path, parsed.error());
        return std::nullopt;
    }
    return std::move(parsed->definitions);
}

// What a file may import: the other files that were named, and those beside it.
std::vector<Definitions> read_imports(const std::vector<std::string>& paths, bool looks_around) {
    namespace fs = std::filesystem;
    std::vector<std::string> candidates(paths.begin() + 1, paths.end());
    const fs::path main(paths.front());
    const fs::path folder = main.has_parent_path() ? main.parent_path() : fs::path(".");
    if (looks_around)
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".dmn" && entry.path().filename() != main.filename())
                candidates.push_back(entry.path());
    std::ranges::sort(candidates);
    std::vector<Definitions> imports;
    for (const std::string& path : candidates)
        if (auto model = read_model(path)) imports.push_back(std::move(*model));
    return imports;
}

struct Question {
    std::vector<std::string> files;
    std::string decision;
    std::string service;
    std::optional<std::string> input;
    bool prints_feel = false;
};

Result<Question, std::string> question_of(const Arguments& arguments) {
    Question question;
    std::string format = arguments.value("output").value_or("json");
    for (std::size_t at = 1; at < arguments.operands.size(); ++at) {
        if (arguments.operands[at] == "-o" && at + 1 < arguments.operands.size())
            format = arguments.operands[++at];
        else
            question.files.push_back(arguments.operands[at]);
    }
    question.decision = arguments.value("decision").value_or("");
    question.service = arguments.value("service").value_or("");
    if (arguments.operands.empty() || arguments.operands.front() != "evaluate" || question.files.empty())
        return tl::make_unexpected(std::string("write 'pavane dmn evaluate FILE', and what to evaluate."));
    if (question.decision.empty() == question.service.empty())
        return tl::make_unexpected(std::string("name either a --decision or a --service."));
    if (format != "json" && format != "feel") return tl::make_unexpected(std::string("-o is json or feel."));
    question.prints_feel = format == "feel";
    question.input = arguments.value("input");
    return question;
}

int answer(const Question& question) {
    const auto input = question.input ? read_input(*question.input) : expression::Context();
    if (!input) return complain(input.error(), Exit::failure);
    const auto main = read_model(question.files.front());
    if (!main) return Exit::failure;
    const std::vector<Definitions> imports = read_imports(question.files, !main->imports.empty());
    std::vector<const Definitions*> imported;
    for (const Definitions& import : imports) imported.push_back(&import);
    const JsonDocuments documents;
    const expression::JuelEvaluator evaluator(documents);
    const dmn::Linked linked = dmn::link(*main, imported, {&evaluator});
    print(question.files.front(), linked.diagnostics);
    const dmn::EvaluationOptions options{.limits = {.steps = 1'000'000}, .now = NoVariables().now()};
    const auto evaluation = question.service.empty()
                                ? dmn::evaluate_decision(linked.model, question.decision, *input, options)
                                : dmn::evaluate_service(linked.model, question.service, *input, options);
    if (!evaluation) return complain(evaluation.error().message, Exit::failure);
    for (const std::string& warning : evaluation->warnings) std::fprintf(stderr, "warning: %s\n", warning.c_str());
    std::puts((question.prints_feel ? feel::to_literal(evaluation->value) : json::write(evaluation->value)).c_str());
    return Exit::ok;
}

int run(const Arguments& arguments) {
    const auto question = question_of(arguments);
    if (!question) return complain(question.error(), Exit::usage);
    return answer(*question);
}

}  // namespace

Verb dmn_verb() {
    return {"dmn",
            "evaluate FILE...",
            "evaluates a decision or a decision service of a DMN file",
            "pavane dmn evaluate dish.dmn --decision Dish --input '{season: \"Winter\", guests: 4}' -o feel",
            {{"decision", true, "the decision, by its name or id", false},
             {"service", true, "the decision service, by its name or id", false},
             {"input", true, "a FEEL context, or a file with a JSON object", false},
             {"output", true, "json (default), or feel: one literal, with its type; also -o", false}},
            run};
}

}  // namespace pavane::app
