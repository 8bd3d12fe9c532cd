// The interpreter alone: no engine, no store, no thread. Ids are counted, the time is the scenario's, and every step is
// a checked one.
#pragma once

#include "conformance/runner/driver.hpp"
#include "expression/evaluator.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::conformance {

// `compiler` and `evaluator` outlive the driver.
DriverPtr make_core_driver(const engine::Compiler& compiler, const expression::Evaluator& evaluator);

}  // namespace pavane::conformance
