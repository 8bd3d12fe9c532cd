#include "persistence/number_comparison.hpp"

#include <cmath>

#include "foundation/ensure.hpp"

namespace pavane::persistence {

namespace {

using Operator = engine::VariableCondition::Operator;

constexpr double above_integers = 9223372036854775808.0;  // 2^63; its negative is the lowest of them

bool asks_for_more(Operator op) { return op == Operator::gt || op == Operator::gteq; }
bool asks_for_less(Operator op) { return op == Operator::lt || op == Operator::lteq; }

// What is left of a comparison with a number that no x equals: the conditions on those above it and those below it.
template <class Number>
NumberCondition<Number> between(Operator op, Comparison<Number> above, Comparison<Number> below) {
    if (asks_for_more(op)) return above;
    if (asks_for_less(op)) return below;
    return op == Operator::neq;
}

}  // namespace

NumberCondition<std::int64_t> condition_on_integers(Operator op, const expression::Value& number) {
    if (number.integer()) return Comparison<std::int64_t>{op, *number.integer()};
    ENSURE(number.real() != nullptr);
    const double real = *number.real();
    if (std::isnan(real)) return op == Operator::neq;
    if (real >= above_integers) return op == Operator::neq || asks_for_less(op);
    if (real < -above_integers) return op == Operator::neq || asks_for_more(op);
    const double floor = std::floor(real);
    const auto whole = static_cast<std::int64_t>(floor);
    if (floor == real) return Comparison<std::int64_t>{op, whole};
    return between<std::int64_t>(op, {Operator::gt, whole}, {Operator::lteq, whole});
}

NumberCondition<double> condition_on_reals(Operator op, const expression::Value& number) {
    if (number.real()) {
        if (std::isnan(*number.real())) return op == Operator::neq;
        return Comparison<double>{op, *number.real()};
    }
    ENSURE(number.integer() != nullptr);
    const std::int64_t whole = *number.integer();
    const auto nearest = static_cast<double>(whole);
    const bool is_beyond = nearest >= above_integers;
    if (!is_beyond && static_cast<std::int64_t>(nearest) == whole) return Comparison<double>{op, nearest};
    const bool is_above = is_beyond || static_cast<std::int64_t>(nearest) > whole;
    if (is_above) return between<double>(op, {Operator::gteq, nearest}, {Operator::lt, nearest});
    return between<double>(op, {Operator::gt, nearest}, {Operator::lteq, nearest});
}

}  // namespace pavane::persistence
