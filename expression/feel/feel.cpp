#include "expression/feel/feel.hpp"

#include "expression/feel/evaluation.hpp"
#include "expression/feel/parser.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::feel {
namespace {

std::optional<SyntaxError> refusal(std::string_view text) {
    if (text.size() > max_text_bytes)
        return SyntaxError{"the expression is longer than " + std::to_string(max_text_bytes / 1024) + " kB"};
    if (!is_utf8(text)) return SyntaxError{"the expression is not UTF-8"};
    return std::nullopt;
}

Result<Outcome, EvaluationError> outcome(Computed computed, Evaluation& evaluation) {
    if (!computed)
        return unexpected(EvaluationError{"The expression was stopped: " + evaluation.why(computed.error())});
    return Outcome{std::move(*computed), evaluation.take_warnings()};
}

}  // namespace

Result<std::shared_ptr<const Program>, SyntaxError> compile(std::string_view text, const CompileOptions& options) {
    if (auto refused = refusal(text)) return unexpected(std::move(*refused));
    return Parser(text, options).expression_only();
}

Result<std::shared_ptr<const Program>, SyntaxError> compile_unary_tests(std::string_view text,
                                                                        const CompileOptions& options) {
    if (auto refused = refusal(text)) return unexpected(std::move(*refused));
    return Parser(text, options).unary_tests_only();
}

Result<Outcome, EvaluationError> evaluate(const Program& program, const Scope& scope, const Limits& limits) {
    Evaluation evaluation(scope, limits);
    return outcome(evaluation.run(program), evaluation);
}

Result<Outcome, EvaluationError> evaluate_unary_tests(const Program& program, const Value& input, const Scope& scope,
                                                      const Limits& limits) {
    Evaluation evaluation(scope, limits);
    return outcome(evaluation.run(program, input), evaluation);
}

}  // namespace pavane::expression::feel
