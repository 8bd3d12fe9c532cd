// JSONPath as Spin's users write it (that of Jayway): $.a['b'][0][-1][*]..c[1:3]['x','y'][0,1] and filters like
// [?(@.price > 10 && @.name == 'a')]. Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

struct JsonPathStep;
using JsonPath = std::vector<JsonPathStep>;

enum class JsonComparison : std::uint8_t { exists, equal, not_equal, less, less_or_equal, greater, greater_or_equal };

struct JsonCondition {
    std::vector<Value> path;  // names and positions below the element
    JsonComparison comparison = JsonComparison::exists;
    Value with;
};

struct JsonPathStep {
    enum class Kind : std::uint8_t { members, slice, wildcard, filter };
    Kind kind = Kind::members;
    bool is_deep = false;        // behind .. : of the value and of everything in it
    std::vector<Value> members;  // names and positions
    std::optional<std::int64_t> begin, end;
    std::vector<std::vector<JsonCondition>> any_of;  // each: all of

    // Whether it leads to at most one value.
    bool is_definite() const { return kind == Kind::members && members.size() == 1 && !is_deep; }
};

Result<JsonPath, Fault> read_json_path(std::string_view text);

// The value there, if every step leads to at most one, and a fault if there is none; else the list of all that are
// found.
Outcome follow(const JsonPath& path, const Value& root, Evaluation& evaluation);

}  // namespace pavane::expression::juel
