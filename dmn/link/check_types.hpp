// What the declared types of a model make certain before it is evaluated: cells that can never match, expressions that
// can never give a value. Warnings, since DMN gives null for both.
#pragma once

#include "dmn/link/linking.hpp"

namespace pavane::dmn {

// Every node is linked.
void check_types(Linking& linking);

}  // namespace pavane::dmn
