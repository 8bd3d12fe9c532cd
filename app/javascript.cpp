#include "app/javascript.hpp"

namespace pavane::app {

void JavaScript::run(core::ScriptCall call, engine::AskedBy asked_by, Done done) {
    using expression::ScriptRank;
    const expression::ScriptTurn turn{asked_by == engine::AskedBy::client ? ScriptRank::client : ScriptRank::job,
                                      call.definition.value};
    engine_.evaluate(call.script, std::move(call.input), turn,
                     [this, done = std::move(done)](core::ScriptOutcome outcome) {
                         if (outcome)
                             for (const std::string& line : outcome->printed)
                                 log_.info("a script has printed", {{"line", line}});
                         done(std::move(outcome));
                     });
}

}  // namespace pavane::app
