#include "expression/feel/feel_evaluator.hpp"

#include <map>
#include <string>

#include "expression/feel/characters.hpp"
#include "expression/feel/feel.hpp"
#include "foundation/ensure.hpp"
#include "json/parse.hpp"

namespace pavane::expression {
namespace {

bool is_json(const Document& document) {
    using Format = Document::Format;
    return document.format == Format::json ||
           (document.format == Format::object && document.serialization_format == "application/json");
}

// The variables of a process as FEEL sees them: a document of JSON is what it says.
class ProcessScope final : public feel::Scope {
  public:
    explicit ProcessScope(const expression::Scope& scope) : scope_(scope) {}

    std::optional<Value> variable(std::string_view name) const override {
        auto value = scope_.variable(name);
        if (!value || value->document() == nullptr || !is_json(*value->document())) return value;
        return content(name, *value->document());
    }
    Instant now() const override { return scope_.now(); }

    const std::optional<EvaluationError>& error() const { return error_; }

  private:
    Value content(std::string_view name, const Document& document) const {
        if (const auto known = contents_.find(name); known != contents_.end()) return known->second;
        auto parsed = json::parse(document.text);
        if (!parsed) {
            error_ = EvaluationError{"The variable '" + std::string(name) +
                                     "' cannot be read as JSON: " + parsed.error().message};
            return Value();
        }
        return contents_.emplace(name, std::move(*parsed)).first->second;
    }

    const expression::Scope& scope_;
    // Read once per evaluation. What `variable` cannot return, evaluate asks for behind it.
    mutable std::map<std::string, Value, std::less<>> contents_;
    mutable std::optional<EvaluationError> error_;
};

}  // namespace

Result<Expression, SyntaxError> FeelEvaluator::compile(Language language, std::string_view text) const {
    if (language != Language::feel) return unexpected(SyntaxError{"This is not an expression in FEEL"});
    const std::size_t spaces = feel::space_length(text);
    const std::size_t start = text.substr(spaces).starts_with('=') ? spaces + 1 : 0;
    feel::CompileOptions options;
    options.refuse_unknown_calls = true;
    auto program = feel::compile(text.substr(start), options);
    if (program) return Expression{Language::feel, std::string(text), std::move(*program)};
    return unexpected(
        SyntaxError{std::move(program.error().message), program.error().column + feel::column_of(text, start) - 1});
}

Result<Value, EvaluationError> FeelEvaluator::evaluate(const Expression& expression, Scope& scope) const {
    ENSURE(expression.language == Language::feel && expression.program);
    const ProcessScope variables(scope);
    auto outcome = feel::evaluate(*expression.program, variables);
    if (!outcome) return unexpected(std::move(outcome.error()));
    if (variables.error()) return unexpected(*variables.error());
    return std::move(outcome->value);
}

}  // namespace pavane::expression
