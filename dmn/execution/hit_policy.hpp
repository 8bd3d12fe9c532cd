// From the rules that match to the value of a decision table (DMN 1.5 §8.2.10).
#pragma once

#include "dmn/execution/execution.hpp"

namespace pavane::dmn {

struct Hit {
    std::size_t rule = 0;  // index
    expression::List outputs;
};

// The value of the one output, or a context of all.
Value as_one(const TableLogic& table, const expression::List& outputs);

// Of a table without a matching rule and without defaults: nothing counted is 0, nothing collected an empty list, and
// all else null.
Value value_without_match(const TableLogic& table);

// `hits` is not empty and in the order of the rules; of a table with the hit policy FIRST it holds one.
Evaluated apply_hit_policy(Execution& execution, const TableLogic& table, std::vector<Hit> hits, const Frame& frame);

}  // namespace pavane::dmn
