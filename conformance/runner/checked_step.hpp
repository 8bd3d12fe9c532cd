// One step of the interpreter with everything that must be true of every step looked at.
#pragma once

#include "runtime/core/step.hpp"

namespace pavane::conformance {

// As core::step(). Throws Mismatch when the laws of the token game do not hold afterwards, when replaying the events on
// a copy of the state before does not give the state after, or when a step that has not moved has left a trace.
core::Outcome checked_step(const core::Environment& environment, core::InstanceState& state,
                           const core::Command& command);

// Same records, and the same found by owner.
bool same_state(const core::InstanceState& a, const core::InstanceState& b);

}  // namespace pavane::conformance
