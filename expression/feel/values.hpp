// What the operators and the functions of FEEL share: numbers in their one form, equality and order (DMN 1.5
// §10.3.2.13).
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "expression/feel/evaluation.hpp"
#include "expression/value.hpp"

namespace pavane::expression::feel {

// The canonical value: an integer where it is whole and fits into 64 bits, else a decimal.
Value number(const Decimal& decimal);
Value number(const std::optional<Decimal>& decimal);  // null for nothing
// A real as a number (null if it is not finite); everything else as it is. What comes from outside or out of a list or
// context is read through it.
Value canonical(const Value& value);
inline bool is_number(const Value& value) {
    return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::decimal ||
           value.kind() == Value::Kind::real;
}
// Nothing if it is no number (or a real that is not finite).
std::optional<Decimal> to_decimal(const Value& value);
// Nothing if it is no whole number of 64 bits.
std::optional<std::int64_t> to_integer(const Value& value);

// "a number", "a list", "null": for warnings.
std::string described(const Value& value);

// a = b: nothing where FEEL gives null (values of different kinds). null equals only null. Contexts are equal if they
// have equal members in any order.
using Truth = Result<std::optional<bool>, LimitReached>;
Truth equal(Evaluation& evaluation, const Value& a, const Value& b);

// The order of two values of one kind that has an order; nothing for all others.
std::optional<std::strong_ordering> compare(const Value& a, const Value& b);

// Whether the point lies in the range; nothing where it cannot be told.
std::optional<bool> contains(const Range& range, const Value& point);

}  // namespace pavane::expression::feel
