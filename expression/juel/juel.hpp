// JUEL, the expression language of Camunda 7 models: EL 2.2 in ${} and #{}, the methods that people call on Java's
// strings, lists, maps, numbers, booleans and dates, and Spin's JSON. There is no Java behind it: nothing is called by
// reflection, and a bean is a name that the caller may offer elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expression/document_reader.hpp"
#include "expression/evaluator.hpp"

namespace pavane::expression {

// Limits (reliability contract §3.3): 64 kB of text and depth 100 when compiling; 100,000 steps and 16 MB of
// produced text when evaluating. Safe to use from several threads.
class JuelEvaluator final : public Evaluator {
  public:
    // `documents` must live as long as the evaluator.
    explicit JuelEvaluator(const DocumentReader& documents) : documents_(documents) {}

    // Text without ${ or #{ is a string that stands for itself. Other languages than JUEL are refused.
    Result<Expression, SyntaxError> compile(Language language, std::string_view text) const override;
    Result<Value, EvaluationError> evaluate(const Expression& expression, Scope& scope) const override;

  private:
    const DocumentReader& documents_;
};

// What can be said of a compiled JUEL expression without evaluating it. An expression of another language has
// neither bean nor literal text.

// `${bean}` (then `method` is empty) or `${bean.method(..)}`, with nothing around it. Whether there is a variable of
// that name only the instance knows.
struct BeanReference {
    std::string bean;
    std::string method;

    friend bool operator==(const BeanReference&, const BeanReference&) = default;
};
std::optional<BeanReference> bean_reference(const Expression& expression);

// The text that it stands for if it holds no ${ or #{ (escapes resolved).
std::optional<std::string> literal_text(const Expression& expression);

}  // namespace pavane::expression
