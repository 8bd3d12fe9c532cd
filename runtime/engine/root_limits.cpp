// What keeps one root from taking more than its share: the turns of its jobs, and how much history it may write.
#include "runtime/engine/engine.hpp"
#include "runtime/engine/job_turns.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

void Engine::note_turns_and_history(Root& root, PendingChange& change, const core::Definitions& definitions) {
    const JobTurns before = std::exchange(root.turns, next_turns(root.turns, *root.state));
    write_turns(root.id, *root.state, definitions, before, root.turns, change.rows);
    root.history_events += history_events(change.rows);
    change.history_events = root.history_events;
}

// Only jobs are stopped: a client knows what it does, and need not wait for an operator.
std::optional<core::Failure> Engine::history_limit(const Root& root, const core::Command& command) const {
    const std::int64_t limit = settings_.limits.history_events_per_root;
    const auto* run = std::get_if<core::RunJob>(&command.variant());
    if (!run || root.history_events < limit || !root.state->jobs.find(run->job)) return std::nullopt;
    return core::Failure{"The process instance has written " + std::to_string(root.history_events) +
                             " rows of history, of which " + std::to_string(limit) +
                             " are allowed until somebody has looked at it. Setting the retries of this job lets it "
                             "write as many again.",
                         "", true};
}

void Engine::committed(const RootChange& change) {
    cache_.note_records(change.root, change.rows);
    for (const IncidentRow& row : change.rows.incidents.inserted) {
        // What has just run is at hand; if not, its id tells which it was.
        const bpmn::DefinitionPtr definition = definitions_.find(row.origin.definition);
        journal_.incident_opened({definition ? definition->key : to_string(row.origin.definition.value),
                                  row.origin.element, row.origin.process, row.record.message});
    }
    const std::int64_t mark = settings_.limits.history_events_to_warn;
    const std::int64_t before = change.history_events - history_events(change.rows);
    if (change.history_events >= mark && before < mark)
        journal_.warn("process instance " + to_string(change.root) + " has written " + std::to_string(mark) +
                      " rows of history; at " + std::to_string(settings_.limits.history_events_per_root) +
                      " its jobs are stopped by an incident");
}

}  // namespace pavane::engine
