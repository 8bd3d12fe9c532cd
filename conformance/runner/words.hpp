// What the words of a scenario's line stand for: text, numbers, typed values, named options.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/typed_value.hpp"
#include "foundation/result.hpp"
#include "runtime/core/commands.hpp"

namespace pavane::conformance {

// `"text"` without its quotes (JSON's escapes), any other word as it is.
Result<std::string, std::string> unquoted(std::string_view word);

// `12`, `"text"`, `true`, `null`, `[1, 2]`, or with a type in front of it: `Long:12`, `Json:{"a": 1}`,
// `Date:"2030-01-01T00:00:00.000+0000"`.
Result<expression::TypedValue, std::string> typed_value(std::string_view word);

// `name=value`; `~name=value` makes it transient.
bool is_assignment(std::string_view word);
Result<core::Assignments::value_type, std::string> assignment(std::string_view word);

// A value as a scenario shows it in a message.
std::string to_words(const expression::TypedValue& value);

}  // namespace pavane::conformance
