#include <array>
#include <cmath>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/operators.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

Outcome whole(const Value& base, Arguments, Evaluation&) {
    const auto number = to_integer(base);
    if (!number) return unexpected(number.error());
    return Value(*number);
}

Outcome real(const Value& base, Arguments, Evaluation&) {
    const auto number = to_number(base);
    if (!number) return unexpected(number.error());
    return Value(number->as_real());
}

Outcome is_nan(const Value& base, Arguments, Evaluation&) { return Value(base.real() && std::isnan(*base.real())); }
Outcome itself(const Value& base, Arguments, Evaluation&) { return base; }

Outcome equals(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto equal = same(base, arguments[0], evaluation);
    if (!equal) return unexpected(equal.error());
    return Value(*equal);
}

Outcome compare_to(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto ordered = order(base, arguments[0], evaluation);
    if (!ordered) return unexpected(ordered.error());
    return Value(*ordered < 0 ? -1 : (*ordered > 0 ? 1 : 0));
}

Outcome to_string(const Value& base, Arguments, Evaluation& evaluation) {
    if (base.string()) return base;
    auto text = to_text(base, evaluation);
    if (!text) return unexpected(text.error());
    return Value(std::move(*text));
}

constexpr std::array of_numbers{Method{"intValue", 0, 0, whole},   Method{"longValue", 0, 0, whole},
                                Method{"shortValue", 0, 0, whole}, Method{"doubleValue", 0, 0, real},
                                Method{"floatValue", 0, 0, real},  Method{"isNaN", 0, 0, is_nan}};

constexpr std::array of_booleans{Method{"booleanValue", 0, 0, itself}};

constexpr std::array of_all{Method{"equals", 1, 1, equals}, Method{"compareTo", 1, 1, compare_to},
                            Method{"toString", 0, 0, to_string}};

}  // namespace

std::span<const Method> number_methods() { return of_numbers; }
std::span<const Method> boolean_methods() { return of_booleans; }
std::span<const Method> common_methods() { return of_all; }

}  // namespace pavane::expression::juel
