// The engine's scripts in JavaScript. What they print goes to the log.
#pragma once

#include <atomic>

#include "app/log.hpp"
#include "expression/javascript/script_engine.hpp"
#include "runtime/engine/scripts.hpp"

namespace pavane::app {

class JavaScript final : public engine::Scripts {
  public:
    // Both must outlive it, and the engine's end.
    JavaScript(expression::ScriptEngine& engine, Log& log) : engine_(engine), log_(log) {}

    void run(core::ScriptCall call, engine::AskedBy asked_by, Done done) override;
    void stop() override { engine_.stop(); }

  private:
    void note_stuck_threads();

    expression::ScriptEngine& engine_;
    Log& log_;
    std::atomic<std::size_t> stuck_before_ = 0;
};

}  // namespace pavane::app
