// The languages of this program behind the one port: each expression goes to the evaluator of its language. JavaScript
// is only judged here: it runs outside of every step (runtime/engine/scripts.hpp).
#pragma once

#include "expression/evaluator.hpp"
#include "expression/feel/feel_evaluator.hpp"
#include "expression/javascript/script_engine.hpp"
#include "expression/juel/juel.hpp"
#include "expression/xpath/xpath.hpp"

namespace pavane::app {

class Languages final : public expression::Evaluator {
  public:
    // Both must live as long as this object. Without an engine for scripts JavaScript is not judged.
    explicit Languages(const expression::DocumentReader& documents, expression::ScriptEngine* scripts = nullptr)
        : juel_(documents), xpath_(documents), scripts_(scripts) {}

    Result<expression::Expression, expression::SyntaxError> compile(expression::Language language,
                                                                    std::string_view text) const override;
    Result<expression::Value, expression::EvaluationError> evaluate(const expression::Expression& expression,
                                                                    expression::Scope& scope) const override;

  private:
    Result<expression::Value, expression::EvaluationError> run(const expression::Expression& expression,
                                                               expression::Scope& scope) const;

    expression::JuelEvaluator juel_;
    expression::FeelEvaluator feel_;
    expression::XpathEvaluator xpath_;
    expression::ScriptEngine* scripts_;
};

}  // namespace pavane::app
