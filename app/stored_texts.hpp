// The evaluator for texts that were deployed, when they could be read: it refuses none.
#pragma once

#include "expression/evaluator.hpp"

namespace pavane::app {

// A text that can no longer be read fails where it is evaluated; JavaScript is left to whoever runs it.
class StoredTexts final : public expression::Evaluator {
  public:
    // `evaluator` must live as long as this object.
    explicit StoredTexts(const expression::Evaluator& evaluator) : evaluator_(evaluator) {}

    Result<expression::Expression, expression::SyntaxError> compile(expression::Language language,
                                                                    std::string_view text) const override;
    Result<expression::Value, expression::EvaluationError> evaluate(const expression::Expression& expression,
                                                                    expression::Scope& scope) const override;

  private:
    const expression::Evaluator& evaluator_;
};

}  // namespace pavane::app
