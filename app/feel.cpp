// pavane feel: what an expression gives, as one literal of FEEL, without a server.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "app/feel_context.hpp"
#include "app/verb.hpp"
#include "expression/feel/feel.hpp"
#include "expression/feel/to_text.hpp"

namespace pavane::app {

namespace feel = expression::feel;

namespace {

class Variables final : public feel::Scope {
  public:
    explicit Variables(expression::Context context) : context_(std::move(context)) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        const expression::Value* value = context_.find(name);
        return value == nullptr ? std::nullopt : std::optional(*value);
    }
    Instant now() const override { return now_; }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& [name, value] : context_.entries()) names.push_back(name);
        return names;
    }

  private:
    expression::Context context_;
    Instant now_ = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
};

int complain(const std::string& message, int exit = Exit::failure) {
    std::fprintf(stderr, "pavane feel: %s\n", message.c_str());
    return exit;
}

void warn(const std::string& sentence) { std::fprintf(stderr, "pavane feel: warning: %s\n", sentence.c_str()); }

int run(const Arguments& arguments) {
    if (arguments.operands.size() != 1)
        return complain("Give one expression, or - to read it from standard input.", Exit::usage);
    std::string text = arguments.operands.front();
    if (text == "-") text.assign(std::istreambuf_iterator<char>(std::cin), {});
    expression::Context context;
    if (const auto given = arguments.value("context")) {
        auto read = read_context(*given);
        if (!read) return complain(read.error().message, read.error().is_missing_file ? Exit::not_found : Exit::usage);
        for (const std::string& warning : read->warnings) warn("--context: " + warning);
        context = std::move(read->context);
    }
    const feel::KnownNames names = names_of(context);
    feel::CompileOptions options;
    options.names = &names;
    const auto program = feel::compile(text, options);
    if (!program) return complain("column " + std::to_string(program.error().column) + ": " + program.error().message);
    const auto outcome = feel::evaluate(**program, Variables(std::move(context)));
    if (!outcome) return complain(outcome.error().message);
    for (const std::string& warning : outcome->warnings) warn(warning);
    std::puts(feel::to_literal(outcome->value).c_str());
    return Exit::ok;
}

}  // namespace

Verb feel_verb() {
    return {"feel",
            "EXPRESSION|-",
            "evaluates an expression in FEEL",
            "pavane feel 'date(\"2024-02-29\") + duration(\"P1Y\") > due' --context '{due: date(\"2025-01-01\")}'",
            {{"context", true, "variables: a context in FEEL, or a file with a JSON object", false}},
            run};
}

}  // namespace pavane::app
