// What the built-in functions return (DMN 1.5 §10.3.4), where that does not depend on what they are given. Private to
// this folder.
#pragma once

#include <string_view>

#include "expression/feel/types.hpp"

namespace pavane::expression::feel {

// any: it depends, or there is no such function.
Type::Kind result_of_builtin(std::string_view name);

}  // namespace pavane::expression::feel
