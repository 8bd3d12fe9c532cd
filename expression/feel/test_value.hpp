// `(= 10)` and `(!= 10)` as values: tests that no range can be. Private to this folder.
#pragma once

#include "expression/feel/code.hpp"
#include "expression/value.hpp"

namespace pavane::expression::feel {

struct TestValue final : Function {
    TestValue(Op o, Value v, std::size_t d) : op(o), operand(std::move(v)), depth(d) {}

    Op op;  // equal or not_equal
    Value operand;
    std::size_t depth;  // of the operand and one more
};

inline const TestValue* test_value(const Value& value) { return dynamic_cast<const TestValue*>(value.function()); }

}  // namespace pavane::expression::feel
