// Values as FEEL writes them: the canonical literal that reads back as the same value, and the text of `string(...)`.
#pragma once

#include <string>

#include "expression/feel/evaluation.hpp"
#include "expression/value.hpp"

namespace pavane::expression::feel {

// One literal: numbers without exponent, `date("2024-02-29")`, `duration("PT1H")`, quoted strings, `null`, lists,
// contexts and ranges of them. What has no literal (bytes, files, functions) is `null`.
std::string to_literal(const Value& value);

// What string(value) gives (DMN 1.5 §10.3.4.1): a string as it is, everything else as in to_literal but dates, times
// and durations as bare text; within lists and contexts strings are quoted.
Computed to_string(Evaluation& evaluation, const Value& value);

// The string in quotes, with escapes for quotes, backslashes and control characters.
std::string quoted_string(std::string_view text);

}  // namespace pavane::expression::feel
