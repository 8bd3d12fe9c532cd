// A look at the tokens of an XPath expression, for what the library does not say before the expression runs. Private to
// this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "expression/evaluator.hpp"

namespace pavane::expression::xpath {

// With what a path begins: the name of a variable, or, in a document that is searched, anything.
enum class PathsBegin : std::uint8_t { with_a_variable, anywhere };

struct Scan {
    std::vector<std::string> variables;  // names with which a path begins, each once: amount > 100, /order/total
    bool reads_all = false;              // a path begins with * or //
};

// Refuses functions that do not exist or are given a wrong number of arguments, nesting deeper than 100 levels and
// texts without an end. Any other mistake is left to the library.
Result<Scan, SyntaxError> scan(std::string_view text, PathsBegin paths_begin);

}  // namespace pavane::expression::xpath
