// EL 2.2 §1.7 to §1.9: arithmetic, comparing and empty. Private to this folder.
#pragma once

#include "expression/juel/code.hpp"
#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

// `op` is one of add, subtract, multiply, divide and modulo. Whole numbers stay whole but for divide. A result that a
// number cannot hold and a division by zero are faults.
Outcome calculate(Op op, const Value& a, const Value& b);
Outcome negate(const Value& value);

// == of the language: numbers by value, a string beside a number is read as one, null equals null only.
Result<bool, Fault> equal(const Value& a, const Value& b, Evaluation& evaluation);

// `op` is one of less, less_or_equal, greater and greater_or_equal. null compares false, but null <= null.
Result<bool, Fault> compare(Op op, const Value& a, const Value& b, Evaluation& evaluation);

// Java's equals, without coercion, but numbers are equal by value.
Result<bool, Fault> same(const Value& a, const Value& b, Evaluation& evaluation);

// Negative, zero or positive, as Java's compareTo: numbers, strings, dates and booleans among themselves.
Result<int, Fault> order(const Value& a, const Value& b, Evaluation& evaluation);

// null, "" and a list or map (also in a document) without members.
Result<bool, Fault> is_empty(const Value& value, Evaluation& evaluation);

}  // namespace pavane::expression::juel
