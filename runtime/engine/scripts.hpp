// The port to what runs scripts: outside of every step, on threads and under limits of its own.
#pragma once

#include <functional>

#include "runtime/core/step.hpp"

namespace pavane::engine {

enum class AskedBy : std::uint8_t { client, job };

class Scripts {
  public:
    virtual ~Scripts() = default;

    // Returns at once; `done` is called once, from any thread, this one included.
    using Done = std::function<void(core::ScriptOutcome)>;
    virtual void run(core::ScriptCall call, AskedBy asked_by, Done done) = 0;

    // From now on nothing is begun: what waits and what comes is turned away (ScriptFailure::Kind::turned_away).
    virtual void stop() = 0;
};

// Of an engine that runs none: every script fails, and says how to allow it.
Scripts& no_scripts();

}  // namespace pavane::engine
