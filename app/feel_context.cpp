#include "app/feel_context.hpp"

#include <chrono>

#include "app/files.hpp"
#include "expression/feel/feel.hpp"
#include "json/parse.hpp"

namespace pavane::app {

namespace feel = expression::feel;
using expression::Context;
using expression::Value;

namespace {

class Nothing final : public feel::Scope {
  public:
    std::optional<Value> variable(std::string_view) const override { return std::nullopt; }
    Instant now() const override {
        return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    }
};

unexpected<ContextProblem> problem(std::string message) { return unexpected(ContextProblem{std::move(message)}); }

Result<feel::Outcome, ContextProblem> read_feel(const std::string& text) {
    const auto program = feel::compile(text);
    if (!program)
        return problem("The context cannot be read at column " + std::to_string(program.error().column) + ": " +
                       program.error().message + ".");
    auto outcome = feel::evaluate(**program, Nothing());
    if (!outcome) return problem("The context cannot be evaluated. " + outcome.error().message + ".");
    return std::move(*outcome);
}

Result<feel::Outcome, ContextProblem> read_json(const std::string& path) {
    const auto content = read_file(path);
    if (!content) return unexpected(ContextProblem{content.error(), true});
    auto parsed = json::parse(*content);
    if (!parsed) return problem("'" + path + "' is no JSON: " + parsed.error().message);
    return feel::Outcome{std::move(*parsed), {}};
}

void add_names(const Value& value, feel::KnownNames& names) {
    if (const expression::List* list = value.list())
        for (const Value& item : *list) add_names(item, names);
    if (const Context* context = value.context())
        for (const auto& [name, entry] : context->entries()) {
            names.add(name);
            add_names(entry, names);
        }
}

}  // namespace

Result<GivenContext, ContextProblem> read_context(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_feel = first != std::string::npos && text[first] == '{';
    auto read = is_feel ? read_feel(text) : read_json(text);
    if (!read) return unexpected(std::move(read.error()));
    const Context* context = read->value.context();
    if (context == nullptr) return problem("The context is none: give names with values, like '{amount: 5}'.");
    return GivenContext{*context, std::move(read->warnings)};
}

feel::KnownNames names_of(const Context& context) {
    feel::KnownNames names;
    add_names(Value(context), names);
    return names;
}

}  // namespace pavane::app
