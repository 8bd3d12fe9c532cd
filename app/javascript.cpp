#include "app/javascript.hpp"

namespace pavane::app {

void JavaScript::run(core::ScriptCall call, engine::AskedBy asked_by, Done done) {
    using expression::ScriptRank;
    const expression::ScriptTurn turn{asked_by == engine::AskedBy::client ? ScriptRank::client : ScriptRank::job,
                                      call.definition.value};
    note_stuck_threads();
    const std::string definition = to_string(call.definition);
    engine_.evaluate(call.script, std::move(call.input), turn,
                     [this, definition, done = std::move(done)](core::ScriptOutcome outcome) {
                         if (outcome)
                             for (const std::string& line : outcome->printed)
                                 log_.info("a script has printed",
                                           {{"line", line}, {"process_definition", definition}});
                         done(std::move(outcome));
                     });
}

void JavaScript::note_stuck_threads() {
    const std::size_t stuck = engine_.stuck_threads();
    if (stuck > stuck_before_.exchange(stuck))
        log_.warn("a script does not end, though its time is over, and keeps its thread; another stands in for it",
                  {{"stuck_threads", std::to_string(stuck)}});
}

}  // namespace pavane::app
