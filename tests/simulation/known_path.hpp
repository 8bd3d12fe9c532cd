// A random process on its way: the work that is open, and whether it went as was known beforehand.
#pragma once

#include <vector>

#include "conformance/runner/world.hpp"
#include "tests/simulation/block_process.hpp"

namespace pavane::tests {

// Each piece of open work, done; an external task now and then fails first, with a retry left.
std::vector<core::Command> open_work(const conformance::World& world, Dice& dice);

// The process has completed, and exactly the known path has been gone.
void check_known_path(const BlockProcess& process, const conformance::World& world);

}  // namespace pavane::tests
