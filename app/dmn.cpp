// pavane dmn evaluate: what a decision or a decision service of a file gives, without a server.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>

#include "app/decision_inputs.hpp"
#include "app/diagnostic_text.hpp"
#include "app/dmn_file.hpp"
#include "app/feel_context.hpp"
#include "app/files.hpp"
#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/verb.hpp"
#include "dmn/execution/evaluate.hpp"
#include "expression/feel/to_text.hpp"
#include "foundation/closest_word.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

namespace feel = expression::feel;

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane dmn: %s\n", message.c_str());
    return exit;
}

void warn(const std::string& sentence) { std::fprintf(stderr, "pavane dmn: warning: %s\n", sentence.c_str()); }

struct Question {
    std::vector<std::string> files;  // the model, and what it may import
    std::string wanted;              // by its name or id
    dmn::NodeKind kind = dmn::NodeKind::decision;
    std::optional<std::string> input;
    bool prints_feel = false;

    std::string title() const {
        return (kind == dmn::NodeKind::service ? "decision service '" : "decision '") + wanted + "'";
    }
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
    const std::string decision = arguments.value("decision").value_or("");
    const std::string service = arguments.value("service").value_or("");
    if (arguments.operands.empty() || arguments.operands.front() != "evaluate" || question.files.empty())
        return tl::make_unexpected(std::string("write 'pavane dmn evaluate FILE', and what to evaluate."));
    if (decision.empty() == service.empty())
        return tl::make_unexpected(std::string("name either a --decision or a --service."));
    if (format != "json" && format != "feel")
        return tl::make_unexpected("-o is json or feel, and '" + format + "' is neither.");
    question.kind = decision.empty() ? dmn::NodeKind::service : dmn::NodeKind::decision;
    question.wanted = decision.empty() ? service : decision;
    question.prints_feel = format == "feel";
    question.input = arguments.value("input");
    return question;
}

// If the name is that of several elements of the file, none of which has it for its id: the ids.
std::string others_of_that_name(const dmn::Model& model, std::size_t found, const std::string& wanted) {
    const dmn::Node& first = model.nodes[found];
    if (first.id == wanted) return "";
    std::string ids;
    std::size_t count = 0;
    for (const dmn::Node& node : model.nodes) {
        if (node.kind != first.kind || node.name != wanted || node.namespace_uri != first.namespace_uri) continue;
        ids += (count++ == 0 ? "'" : ", '") + node.id + "'";
    }
    return count > 1 ? ids : "";
}

// What the question means in the model; if it means nothing, what is there is named.
std::optional<std::size_t> find_wanted(const dmn::Model& model, const Question& question) {
    const auto found = model.find(question.kind, question.wanted);
    if (found) {
        const std::string others = others_of_that_name(model, *found, question.wanted);
        if (others.empty()) return found;
        complain("The name '" + question.wanted + "' means more than one element: " + others + "; write the id.",
                 Exit::not_found);
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (const dmn::Node& node : model.nodes)
        if (node.kind == question.kind) names.push_back(node.name);
    std::string known = names.empty() ? " It has none." : " It has:";
    for (const std::string& name : names) known += " '" + name + "'";
    const std::string hint = did_you_mean(question.wanted, names);
    complain("There is no " + question.title() + " in " + question.files.front() + (hint.empty() ? "." : hint) + known,
             Exit::not_found);
    return std::nullopt;
}

// An error counts unless it is that of an element which the wanted one does without.
bool concerns(const dmn::Model& model, std::size_t wanted, const Diagnostic& diagnostic) {
    const auto is_meant = [&](std::size_t node) { return model.nodes[node].id == diagnostic.element; };
    return std::ranges::any_of(model.closure(wanted), is_meant) ||
           std::ranges::none_of(model.nodes, [&](const dmn::Node& node) { return node.id == diagnostic.element; });
}

bool has_error_about(const Diagnostics& diagnostics, const dmn::Model& model, std::size_t wanted) {
    return std::ranges::any_of(diagnostics, [&](const Diagnostic& each) {
        return each.severity == Severity::error && concerns(model, wanted, each);
    });
}

// What a decision asks for by name, as in a process: input data, and any other variable.
class GivenInput final : public feel::Scope {
  public:
    GivenInput(const expression::Context& input, Instant now) : input_(input), now_(now) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        const expression::Value* value = input_.find(name);
        if (value == nullptr) return std::nullopt;
        asked_.insert(std::string(name));
        return *value;
    }
    Instant now() const override { return now_; }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& [name, value] : input_.entries()) names.push_back(name);
        return names;
    }
    bool was_asked(const std::string& name) const { return asked_.contains(name); }

  private:
    const expression::Context& input_;
    Instant now_;
    mutable std::set<std::string> asked_;
};

// Whether the text has the name on its own, not as a part of a longer word.
bool speaks_of(std::string_view text, std::string_view name) {
    const auto is_of_word = [&](std::size_t at) {
        return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
    };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
        if ((at == 0 || !is_of_word(at - 1)) && !is_of_word(at + name.size())) return true;
    return false;
}

// A model that names no input data (as Camunda 7 lets tables do) does not say what may be given: any name that it
// speaks of may.
void name_unknown_inputs(const DmnFile& file, std::string_view content, std::size_t wanted, const Question& question,
                         const expression::Context& input, const GivenInput& given) {
    const bool declares = !input_names(*file.model, wanted).empty();
    if (!declares && !file.imported.empty()) return;
    const std::vector<std::string> known = asked_names(*file.model, wanted);
    for (const auto& [name, value] : input.entries())
        if (std::ranges::find(known, name) == known.end() && !given.was_asked(name) &&
            (declares || !speaks_of(content, name))) {
            const std::string hint = did_you_mean(name, known);
            warn("The " + question.title() + " asks for no input '" + name + "'" + (hint.empty() ? "." : hint));
        }
}

int evaluate(const DmnFile& file, std::string_view content, std::size_t wanted, const Question& question,
             const expression::Context& input) {
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const GivenInput given(input, now);
    const dmn::EvaluationOptions options{.limits = {.steps = 1'000'000}, .now = now, .variables = &given};
    const auto evaluation = question.kind == dmn::NodeKind::decision
                                ? dmn::evaluate_decision(file.model, question.wanted, expression::Context(), options)
                                : dmn::evaluate_service(file.model, question.wanted, input, options);
    if (!evaluation) return complain(evaluation.error().message, Exit::failure);
    name_unknown_inputs(file, content, wanted, question, input, given);
    for (const std::string& warning : evaluation->warnings) warn(warning);
    std::puts((question.prints_feel ? feel::to_literal(evaluation->value) : json::write(evaluation->value)).c_str());
    return Exit::ok;
}

int answer(const Question& question) {
    expression::Context input;
    if (question.input) {
        auto read = read_context(*question.input);
        if (!read)
            return complain("--input: " + read.error().message,
                            read.error().is_missing_file ? Exit::not_found : Exit::usage);
        for (const std::string& warning : read->warnings) warn("--input: " + warning);
        input = std::move(read->context);
    }
    const std::string& path = question.files.front();
    for (const std::string& file : question.files)
        if (!std::filesystem::is_regular_file(file))
            return complain("There is no file '" + file + "'.", Exit::not_found);
    const auto content = read_file(path);
    if (!content) return complain(content.error(), Exit::not_found);
    const JsonDocuments documents;
    const Languages evaluator(documents);
    const DmnFile file = read_dmn_file(path, *content, std::span(question.files).subspan(1), evaluator);
    print_problems(path, file.diagnostics);
    print_problems(path, file.of_imports);
    if (!file.model) return Exit::invalid;
    const auto wanted = find_wanted(*file.model, question);
    if (!wanted) return Exit::not_found;
    for (const Diagnostics* diagnostics : {&file.diagnostics, &file.of_imports})
        if (has_error_about(*diagnostics, *file.model, *wanted))
            return complain("The " + question.title() + " is not evaluated: mend the errors of the model first.",
                            Exit::invalid);
    return evaluate(file, *content, *wanted, question, input);
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
