// Numbers compared exactly, although one of them may be whole and the other a double: neither is turned into the other
// where that would round it.
#pragma once

#include <cstdint>
#include <variant>

#include "runtime/engine/queries/page.hpp"

namespace pavane::persistence {

template <class Number>
struct Comparison {
    engine::VariableCondition::Operator op;
    Number number;
};

// Whether every number fulfils it, or none; or what remains to be asked of each.
template <class Number>
using NumberCondition = std::variant<bool, Comparison<Number>>;

// "x op number", for whole numbers x and for doubles x. `number` is an integer or a real, the operator compares.
NumberCondition<std::int64_t> condition_on_integers(engine::VariableCondition::Operator op,
                                                    const expression::Value& number);
NumberCondition<double> condition_on_reals(engine::VariableCondition::Operator op, const expression::Value& number);

}  // namespace pavane::persistence
