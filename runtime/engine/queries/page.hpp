// What every list query shares: which part of the result, in which order (contract §3.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expression/typed_value.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

struct Page {
    std::int64_t first = 0;
    std::optional<std::int64_t> max;  // none: all
};

// Field is the resource's own closed list of what it can be sorted by.
template <class Field>
struct Order {
    Field field;
    bool descending = false;
};

// Compares a variable of the process instance (or of the task's activity) with a value (contract §3.5 "Variable
// filters").
struct VariableCondition {
    enum class Operator : std::uint8_t { eq, neq, gt, gteq, lt, lteq, like, not_like };
    enum class Where : std::uint8_t { process, task };
    std::string name;
    Operator op = Operator::eq;
    Where where = Where::process;
    expression::TypedValue value;
};

using Names = std::vector<std::string>;

// The definition a row belongs to, as lists show it.
struct DefinitionRef {
    DefinitionId id;
    std::string key;
    std::int32_t version = 0;
    std::string name;
    std::string version_tag;
};

}  // namespace pavane::engine
