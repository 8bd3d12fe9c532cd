#include "expression/feel/feel_evaluator.hpp"

#include "expression/feel/characters.hpp"
#include "expression/feel/feel.hpp"
#include "expression/feel/process_scope.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression {
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
    const feel::ProcessScope variables(scope);
    auto outcome = feel::evaluate(*expression.program, variables);
    if (!outcome) return unexpected(std::move(outcome.error()));
    if (!outcome->warnings.empty()) scope.warned(outcome->warnings);
    if (variables.error()) return unexpected(*variables.error());
    return std::move(outcome->value);
}

}  // namespace pavane::expression
