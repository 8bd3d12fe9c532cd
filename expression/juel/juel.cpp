#include "expression/juel/juel.hpp"

#include <algorithm>

#include "expression/juel/code.hpp"
#include "expression/juel/machine.hpp"
#include "expression/juel/parser.hpp"
#include "expression/language_names.hpp"
#include "foundation/ensure.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression {
namespace {

constexpr std::size_t shown_bytes = 200;

// In the words of Camunda 7, which people search for.
std::string message(const juel::Fault& fault, std::string_view text) {
    const std::string_view what =
        fault.kind == juel::Fault::Kind::unknown_property ? "Unknown property used in expression: "
        : fault.kind == juel::Fault::Kind::unknown_method ? "Unknown method used in expression: "
                                                          : "Error while evaluating expression: ";
    return std::string(what) + beginning_of(text, shown_bytes) + ". Cause: " + fault.cause;
}

// Nothing if the expression is of another language.
const juel::Code* code_of(const Expression& expression) {
    return expression.language == Language::juel ? dynamic_cast<const juel::Code*>(expression.program.get()) : nullptr;
}

bool jumps(juel::Op op) {
    return op == juel::Op::jump || op == juel::Op::jump_unless || op == juel::Op::jump_if_false ||
           op == juel::Op::jump_if_true;
}

}  // namespace

Result<Expression, SyntaxError> JuelEvaluator::compile(Language language, std::string_view text) const {
    if (language != Language::juel)
        return unexpected(
            SyntaxError{std::string(name_of(language)) +
                            " is not built into this version: write the expression in JUEL, like ${amount > 100}",
                        1});
    auto code = juel::parse(text);
    if (!code) return unexpected(std::move(code.error()));
    return Expression{Language::juel, std::string(text), std::move(*code)};
}

Result<Value, EvaluationError> JuelEvaluator::evaluate(const Expression& expression, Scope& scope) const {
    ENSURE(expression.language == Language::juel && expression.program != nullptr);
    juel::Evaluation evaluation(scope, documents_);
    auto outcome = juel::run(static_cast<const juel::Code&>(*expression.program), evaluation);
    if (!outcome) return unexpected(EvaluationError{message(outcome.error(), expression.text)});
    return std::move(*outcome);
}

std::optional<BeanReference> bean_reference(const Expression& expression) {
    const juel::Code* code = code_of(expression);
    if (!code) return std::nullopt;
    const auto& instructions = code->instructions;
    const juel::Instruction& last = instructions.back();
    const bool is_name = last.op == juel::Op::variable && instructions.size() == 1;
    // A jump behind the last instruction means that the call is one branch of several.
    const bool is_call = last.op == juel::Op::object_method && std::ranges::none_of(instructions, [&](const auto& i) {
                             return jumps(i.op) && i.operand == instructions.size();
                         });
    if ((!is_name && !is_call) || juel::is_engine_object(code->names[last.operand])) return std::nullopt;
    return BeanReference{code->names[last.operand], is_call ? code->names[last.operand2] : std::string()};
}

std::optional<std::string> literal_text(const Expression& expression) {
    const juel::Code* code = code_of(expression);
    if (!code || !code->is_plain_text) return std::nullopt;
    return *code->constants.front().string();
}

}  // namespace pavane::expression
