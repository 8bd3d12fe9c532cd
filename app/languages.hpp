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

// The same for texts that were deployed, when they could be read: none is refused. One that can no longer be read fails
// where it is evaluated; JavaScript is left to whoever runs it.
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
