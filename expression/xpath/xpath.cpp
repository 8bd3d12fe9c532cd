#include "expression/xpath/xpath.hpp"

#include "expression/xpath/code.hpp"
#include "expression/xpath/evaluation.hpp"
#include "expression/xpath/result.hpp"
#include "foundation/ensure.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression {
namespace {

constexpr std::size_t shown_bytes = 200;

Result<Value, std::string> evaluate_code(const xpath::Code& code, Scope& scope, const DocumentReader& documents) {
    xpath::Evaluation evaluation(&scope, documents);
    const std::scoped_lock lock(code.mutex);
    const auto object = evaluation.run(code.compiled.get(), code.scan);
    if (!object) return unexpected(object.error());
    return xpath::to_value(**object);
}

}  // namespace

Result<Expression, SyntaxError> XpathEvaluator::compile(Language language, std::string_view text) const {
    if (language != Language::xpath) return unexpected(SyntaxError{"this is not an XPath expression", 1});
    auto code = xpath::compile(text, xpath::PathsBegin::with_a_variable);
    if (!code) return unexpected(std::move(code.error()));
    return Expression{Language::xpath, std::string(text), std::move(*code)};
}

Result<Value, EvaluationError> XpathEvaluator::evaluate(const Expression& expression, Scope& scope) const {
    ENSURE(expression.language == Language::xpath && expression.program != nullptr);
    auto value = evaluate_code(static_cast<const xpath::Code&>(*expression.program), scope, documents_);
    if (value) return std::move(*value);
    return unexpected(EvaluationError{"Error while evaluating expression: " +
                                      beginning_of(expression.text, shown_bytes) + ". Cause: " + value.error()});
}

}  // namespace pavane::expression
