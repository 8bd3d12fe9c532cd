// A scalar value as the text of an element. Private to this folder.
#pragma once

#include <string>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::xpath {

// null is ""; numbers as XPath writes them, dates and durations as ISO 8601 does. An error for what has no text: bytes,
// files, ranges, functions.
Result<std::string, std::string> scalar_text(const Value& value);

// XPath 1.0 §4.2: digits without an exponent.
std::string number_text(double number);

}  // namespace pavane::expression::xpath
