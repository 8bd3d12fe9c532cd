// Numeric functions (DMN 1.5 §10.3.4.5).
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

Computed result(Evaluation& evaluation, const std::optional<Decimal>& decimal, const char* otherwise) {
    return decimal ? number(*decimal) : evaluation.null(otherwise);
}

template <Rounding rounding>
Computed rounded(Evaluation& evaluation, Arguments arguments) {
    const auto scale = arguments.size() == 2 ? truncated(arguments[1]) : std::optional<std::int64_t>(0);
    if (!scale) return evaluation.null("the scale of a rounding is too large");
    return result(evaluation, round(*to_decimal(arguments[0]), *scale, rounding),
                  "the scale of a rounding lies between -6111 and 6176");
}

template <Rounding rounding>
Builtin rounding_function(std::string_view name, bool needs_scale) {
    return {name, {{{{"n", kinds::number}, {"scale", kinds::number, !needs_scale}}, &rounded<rounding>}}};
}

Computed absolute(Evaluation& evaluation, Arguments arguments) {
    const Value& value = arguments[0];
    if (const auto decimal = to_decimal(value)) return decimal->is_negative() ? number(negate(*decimal)) : value;
    const bool is_negative =
        value.years_months() != nullptr ? value.years_months()->months < 0 : value.days_time()->seconds < 0;
    if (!is_negative) return value;
    const auto positive = negated_duration(value);
    return positive ? *positive : evaluation.null("the duration is too long");
}

Computed modulus(Evaluation& evaluation, Arguments arguments) {
    const Decimal divisor = *to_decimal(arguments[1]);
    if (divisor.is_zero()) return evaluation.null("modulo by zero");
    return result(evaluation, modulo(*to_decimal(arguments[0]), divisor), "modulo has no result for these numbers");
}

Computed root(Evaluation& evaluation, Arguments arguments) {
    return result(evaluation, square_root(*to_decimal(arguments[0])), "a number below zero has no square root");
}

Computed logarithm(Evaluation& evaluation, Arguments arguments) {
    const Decimal argument = *to_decimal(arguments[0]);
    if (argument.is_zero() || argument.is_negative())
        return evaluation.null("only a number above zero has a logarithm");
    return result(evaluation, natural_logarithm(argument), "the logarithm has no result for this number");
}

Computed power_of_e(Evaluation& evaluation, Arguments arguments) {
    return result(evaluation, exponential(*to_decimal(arguments[0])), "exp of this number is too large");
}

template <bool wanted>
Computed has_parity(Evaluation& evaluation, Arguments arguments) {
    const Decimal argument = *to_decimal(arguments[0]);
    if (!argument.is_integral()) return evaluation.null("only a whole number is odd or even");
    const auto rest = modulo(argument, Decimal(2));
    return rest ? Value(rest->is_zero() == wanted) : evaluation.null("the number is too large to be odd or even");
}

Builtin number_function(std::string_view name, BuiltinCode code) {
    return {name, {{{{"number", kinds::number}}, code}}};
}

}  // namespace

std::vector<Builtin> numeric_functions() {
    return {rounding_function<Rounding::half_even>("decimal", true),
            rounding_function<Rounding::floor>("floor", false),
            rounding_function<Rounding::ceiling>("ceiling", false),
            rounding_function<Rounding::up>("round up", true),
            rounding_function<Rounding::down>("round down", true),
            rounding_function<Rounding::half_up>("round half up", true),
            rounding_function<Rounding::half_down>("round half down", true),
            {"abs", {{{{"n", kinds::number | kinds::duration}}, &absolute}}},
            {"modulo", {{{{"dividend", kinds::number}, {"divisor", kinds::number}}, &modulus}}},
            number_function("sqrt", &root),
            number_function("log", &logarithm),
            number_function("exp", &power_of_e),
            number_function("odd", &has_parity<false>),
            number_function("even", &has_parity<true>)};
}

}  // namespace pavane::expression::feel
