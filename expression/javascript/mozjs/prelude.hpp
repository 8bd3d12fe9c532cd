// What is written in JavaScript itself of the objects that scripts meet. Private to this folder.
#pragma once

#include <string_view>

namespace pavane::expression::javascript {

// A script whose value is a function: given the host's functions (host_functions.cpp), it fits out the realm it runs in
// and returns what the realm needs: {globals, map_prototype, offer, opaque, freeze}.
std::string_view prelude();

}  // namespace pavane::expression::javascript
