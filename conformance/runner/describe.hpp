// A world in words, for the messages of scenarios that fail.
#pragma once

#include <string>

#include "conformance/runner/world.hpp"

namespace pavane::conformance {

std::string describe(const World& world);

}  // namespace pavane::conformance
