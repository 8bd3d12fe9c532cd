// A random block-structured process of which it is known beforehand what it will do.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "runtime/core/commands.hpp"

namespace pavane::tests {

// The same numbers for the same seed, on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    // From 0 up to, but not, `sides`.
    std::uint64_t roll(std::uint64_t sides);

  private:
    std::uint64_t state_;
};

struct BlockProcess {
    std::string key;
    std::string bpmn;
    core::Assignments variables;             // it is to be started with
    std::map<std::string, int> completions;  // how often each activity of the path completes
};

BlockProcess random_process(std::uint64_t seed);

}  // namespace pavane::tests
