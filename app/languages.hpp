// The languages of this program behind the one port: each expression goes to the evaluator of its language.
#pragma once

#include "expression/evaluator.hpp"
#include "expression/feel/feel_evaluator.hpp"
#include "expression/juel/juel.hpp"

namespace pavane::app {

class Languages final : public expression::Evaluator {
  public:
    // `documents` must live as long as this object.
    explicit Languages(const expression::DocumentReader& documents) : juel_(documents) {}

    // A language that this program has not is refused by the sentence of JUEL's evaluator, which says what to write.
    Result<expression::Expression, expression::SyntaxError> compile(expression::Language language,
                                                                    std::string_view text) const override {
        return of(language).compile(language, text);
    }
    Result<expression::Value, expression::EvaluationError> evaluate(const expression::Expression& expression,
                                                                    expression::Scope& scope) const override {
        return of(expression.language).evaluate(expression, scope);
    }

  private:
    const expression::Evaluator& of(expression::Language language) const {
        if (language == expression::Language::feel) return feel_;
        return juel_;
    }

    expression::JuelEvaluator juel_;
    expression::FeelEvaluator feel_;
};

}  // namespace pavane::app
