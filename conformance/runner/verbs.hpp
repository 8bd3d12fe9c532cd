// The verbs of the .scenario language: one table of those that act and one of those that look.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/runner/run.hpp"

namespace pavane::conformance {

// What a line asks for did not come true, or cannot be understood. Ends the scenario.
class Mismatch : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The scenario needs reference data that is not at hand: it is skipped.
class ReferenceMissing : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct Verb {
    std::string_view name;
    std::size_t least_words = 0;
    std::string_view usage;
    bool acts = false;
    // The error is the refusal that `fails` expects. Throws Mismatch.
    Answer (*perform)(Run& run, const Line& line) = nullptr;
};

std::span<const Verb> acting_verbs();
std::span<const Verb> looking_verbs();

const Verb* find_verb(std::string_view name);

}  // namespace pavane::conformance
