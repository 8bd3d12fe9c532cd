#include "app/stored_texts.hpp"

#include "expression/script_text.hpp"

namespace pavane::app {

using expression::EvaluationError;
using expression::Expression;
using expression::Language;
using expression::SyntaxError;
using expression::Value;

namespace {

class UnreadableText final : public expression::Program {
  public:
    explicit UnreadableText(SyntaxError why) : why_(std::move(why)) {}
    const SyntaxError* unreadable() const override { return &why_; }

  private:
    SyntaxError why_;
};

}  // namespace

Result<Expression, SyntaxError> StoredTexts::compile(Language language, std::string_view text) const {
    if (language == Language::javascript) return expression::unread_script(text);
    auto compiled = evaluator_.compile(language, text);
    if (compiled) return compiled;
    return Expression{language, std::string(text), std::make_shared<const UnreadableText>(std::move(compiled.error()))};
}

Result<Value, EvaluationError> StoredTexts::evaluate(const Expression& expression, expression::Scope& scope) const {
    return evaluator_.evaluate(expression, scope);
}

}  // namespace pavane::app
