// What the tests of a cell come to where that can be told from its text: so that a table can find the rules that match
// without running every cell.
#pragma once

#include <optional>
#include <vector>

#include "expression/feel/feel.hpp"

namespace pavane::expression::feel {

// Ranges of numbers, or strings (then both ends are the string), one of which the input must be in. For an input of the
// other kind, and for null, they tell nothing. Nothing: the program must be run. It is one of compile_unary_tests.
std::optional<std::vector<Range>> simple_tests(const Program& program);

}  // namespace pavane::expression::feel
