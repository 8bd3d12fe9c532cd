// The interpreter alone: no engine, no store, no thread. Ids are counted, the time is the scenario's, and every step is
// a checked one.
#pragma once

#include "conformance/runner/driver.hpp"
#include "expression/evaluator.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/engine/scripts.hpp"

namespace pavane::conformance {

// All three outlive the driver.
DriverPtr make_core_driver(const engine::Compiler& compiler, const expression::Evaluator& evaluator,
                           engine::Scripts& scripts = engine::no_scripts());

}  // namespace pavane::conformance
