// How much this thread has evaluated, for whoever runs many expressions in a row and has to stop between them. In the
// units of the limits: 256 are one of the 100,000 steps that an evaluation may take. The same expressions on the same
// values always add the same.
#pragma once

#include <cstdint>

namespace pavane::expression {

std::uint64_t& units_evaluated();  // only grows

}  // namespace pavane::expression
