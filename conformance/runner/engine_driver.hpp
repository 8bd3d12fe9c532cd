// The engine over a store, in this process: threads, cache, committer and all. Jobs run when the runner says so.
#pragma once

#include "conformance/runner/driver.hpp"
#include "expression/evaluator.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/engine/scripts.hpp"

namespace pavane::conformance {

struct EngineParts {
    const engine::Compiler& compiler;  // these outlive the driver
    const expression::Evaluator& evaluator;
    engine::Scripts& scripts;
    std::shared_ptr<void> kept;  // what the store needs and nobody else keeps
    std::unique_ptr<engine::Store> store;
    // The clock of a store in memory, which then is the scenario's; null: the store has its own.
    std::shared_ptr<Instant> memory_clock;
    // A fresh engine on the same store after every line: nothing may live in the engine's memory only.
    bool reload = false;
};

DriverPtr make_engine_driver(EngineParts parts);

}  // namespace pavane::conformance
