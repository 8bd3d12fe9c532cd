#include "app/languages.hpp"

#include "foundation/utf8.hpp"

namespace pavane::app {

using expression::EvaluationError;
using expression::Expression;
using expression::Language;
using expression::SyntaxError;
using expression::Value;

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
    if (!scripts_) return expression::unread_script(text);
    auto script = scripts_->compile(text);
    if (script) return std::move(*script);
    return tl::make_unexpected(SyntaxError{script.error().message, script.error().column, script.error().line});
}

Result<Value, EvaluationError> Languages::evaluate(const Expression& expression, expression::Scope& scope) const {
    const SyntaxError* const why = expression.program->unreadable();
    if (!why) return run(expression, scope);
    return tl::make_unexpected(EvaluationError{
        "The expression " + beginning_of(expression.text, 60) +
        " could be read when it was deployed, and no longer can be, at its column " + std::to_string(why->column) +
        ": " + why->message + ". Write it anew in a new version of the process, and start that."});
}

Result<Value, EvaluationError> Languages::run(const Expression& expression, expression::Scope& scope) const {
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
