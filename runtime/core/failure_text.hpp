// What a person is told of a failed step.
#pragma once

#include <string>

#include "runtime/core/step.hpp"

namespace pavane::core {

// The message, and behind it the element that failed where the message does not name it: "... (at the element 'pay')".
std::string text_of(const Failure& failure);

// That a process or a decision is not there, and which version of it was asked for.
std::string not_deployed(const CalledDefinition& called);
std::string not_deployed(const CalledDecision& called);

}  // namespace pavane::core
