#include "dmn/execution/execution.hpp"
#include "expression/typed_value.hpp"
#include "foundation/utf8.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;

namespace {

// A frame as another language sees it, with one more name for the input of a cell.
class ForeignScope : public expression::Scope {
  public:
    explicit ForeignScope(const Frame& frame, const Value* input = nullptr) : frame_(frame), input_(input) {}

    std::optional<Value> variable(std::string_view name) const override {
        if (input_ != nullptr && name == "cellInput") return plain(*input_);
        const std::optional<Value> value = frame_.variable(name);
        return value ? std::optional(plain(*value)) : std::nullopt;
    }
    std::optional<Result<Value, expression::EvaluationError>> property(std::string_view,
                                                                       std::string_view) const override {
        return std::nullopt;
    }
    std::optional<Result<Value, expression::EvaluationError>> call(std::string_view, std::string_view,
                                                                   std::span<const Value>) override {
        return std::nullopt;
    }
    Instant now() const override { return frame_.now(); }

  private:
    // As a variable keeps it: other languages know no decimals and no dates of FEEL.
    static Value plain(const Value& value) { return expression::storable(value).value_or(value); }

    const Frame& frame_;
    const Value* input_;
};

Evaluated evaluate_foreign(Execution& execution, const Code& code, ForeignScope scope) {
    auto value = execution.model->evaluator->evaluate(code.foreign, scope);
    if (!value) return unexpected(Stop{std::nullopt, std::move(value.error().message)});
    return std::move(*value);
}

Value unreadable(Execution& execution, const Code& code) {
    return execution.evaluation.null("The expression '" + beginning_of(code.text, 200) +
                                     "' could not be read when it was deployed.");
}

Evaluated run(Execution& execution, const Code& code, const Frame& frame) {
    const Within within(execution.evaluation, frame);
    return evaluated(execution.evaluation.run(*code.program));
}

}  // namespace

Evaluated evaluate(Execution& execution, const Code& code, const Frame& frame) {
    if (code.program) return run(execution, code, frame);
    if (code.foreign) return evaluate_foreign(execution, code, ForeignScope(frame));
    if (code.empty()) return Value();
    return unreadable(execution, code);
}

// Of a table's cells most are FEEL and most do not match: that way is kept short.
Result<bool, Stop> matches(Execution& execution, const Code& tests, const Value& input, const Frame& frame) {
    if (tests.empty()) return true;
    if (tests.program) {
        const feel::Computed outcome = execution.evaluation.run(*tests.program, input);
        if (!outcome) return unexpected(Stop{outcome.error(), {}});
        return outcome->boolean() != nullptr && *outcome->boolean();
    }
    Evaluated outcome = tests.foreign ? evaluate_foreign(execution, tests, ForeignScope(frame, &input))
                                      : Evaluated(unreadable(execution, tests));
    if (!outcome) return unexpected(std::move(outcome.error()));
    return outcome->boolean() != nullptr && *outcome->boolean();
}

Evaluated typed(Execution& execution, Value value, const Type* type, std::string_view what) {
    if (type == nullptr) return value;
    auto converted = evaluated(feel::converted(execution.evaluation, value, *type));
    if (!converted || !converted->is_null() || value.is_null()) return converted;
    auto of_type = evaluated(feel::converted(execution.evaluation, value, *type, feel::Constraints::ignored));
    if (!of_type) return of_type;
    const std::string type_name = feel::name_of(*type);
    return execution.evaluation.null(
        "The value of " + std::string(what) +
        (of_type->is_null() ? " is not of the type " + type_name : " is none that the type " + type_name + " allows") +
        ", so it is null.");
}

}  // namespace pavane::dmn
