#include "app/javascript.hpp"

namespace pavane::app {

void JavaScript::run(core::ScriptCall call, Done done) {
    engine_.evaluate(call.script, std::move(call.input), [this, done = std::move(done)](core::ScriptOutcome outcome) {
        if (outcome)
            for (const std::string& line : outcome->printed) log_.info("a script has printed", {{"line", line}});
        done(std::move(outcome));
    });
}

}  // namespace pavane::app
