#include "app/languages.hpp"

namespace pavane::app {

using expression::EvaluationError;
using expression::Expression;
using expression::Language;
using expression::SyntaxError;
using expression::Value;

namespace {

// JavaScript where none runs.
class UnreadScript final : public expression::Program {};

}  // namespace

Result<Expression, SyntaxError> Languages::compile(Language language, std::string_view text) const {
    switch (language) {
        case Language::juel:
            return juel_.compile(language, text);
        case Language::feel:
            return feel_.compile(language, text);
        case Language::xpath:
            return xpath_.compile(language, text);
        case Language::javascript:
            break;
    }
    if (!scripts_) return Expression{language, std::string(text), std::make_shared<const UnreadScript>()};
    auto script = scripts_->compile(text);
    if (script) return std::move(*script);
    return tl::make_unexpected(SyntaxError{script.error().message, script.error().column, script.error().line});
}

Result<Value, EvaluationError> Languages::evaluate(const Expression& expression, expression::Scope& scope) const {
    switch (expression.language) {
        case Language::juel:
            return juel_.evaluate(expression, scope);
        case Language::feel:
            return feel_.evaluate(expression, scope);
        case Language::xpath:
            return xpath_.evaluate(expression, scope);
        case Language::javascript:
            break;
    }
    return tl::make_unexpected(
        EvaluationError{"JavaScript runs inside of a process instance only; write ${...} or the text itself here."});
}

}  // namespace pavane::app
