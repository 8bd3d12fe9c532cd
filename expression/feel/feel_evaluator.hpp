// FEEL behind the port of all languages: the expressions of Zeebe's models, over the variables of a process.
#pragma once

#include "expression/evaluator.hpp"

namespace pavane::expression {

// A leading `=`, by which Zeebe's models mark FEEL, is left out. Variables need not be known when an expression is
// compiled, so those whose names hold spaces or operators are written in `backticks`. What FEEL calls an error is null
// (DMN 1.5 §10.3.2.13), and the scope is told why; an EvaluationError is a limit that was reached, or a document that
// is no JSON. Safe to use from several threads.
class FeelEvaluator final : public Evaluator {
  public:
    // Other languages than FEEL are refused.
    Result<Expression, SyntaxError> compile(Language language, std::string_view text) const override;
    Result<Value, EvaluationError> evaluate(const Expression& expression, Scope& scope) const override;
};

}  // namespace pavane::expression
