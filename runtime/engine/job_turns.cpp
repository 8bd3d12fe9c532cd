#include "runtime/engine/job_turns.hpp"

#include <algorithm>

#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

JobTurns turns_of(const StoredRoot& stored) {
    JobTurns turns;
    for (const JobRow& row : stored.jobs)
        if (row.in_turn) turns.insert(row.key);
    return turns;
}

JobTurns next_turns(const JobTurns& before, const core::InstanceState& state) {
    if (state.incidents.index().halted()) return {};
    JobTurns kept;
    for (const core::JobId& id : before)
        if (const core::Job* job = state.jobs.find(id); job && job->retries > 0) kept.insert(id);
    const std::vector<core::JobId> due_first = state.jobs.index().first(jobs_in_turn);
    const auto half = due_first.begin() + static_cast<std::ptrdiff_t>(std::min(due_first.size(), jobs_in_turn / 2));
    const bool is_enough =
        std::all_of(due_first.begin(), half, [&](const core::JobId& id) { return kept.contains(id); });
    if (!is_enough) kept.insert(due_first.begin(), due_first.end());
    return kept.size() <= 2 * jobs_in_turn ? kept : JobTurns(due_first.begin(), due_first.end());
}

void write_turns(const ActivityId& root, const core::InstanceState& state, const core::Definitions& definitions,
                 const JobTurns& before, const JobTurns& after, RootRows& rows) {
    JobTurns changed;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                  std::inserter(changed, changed.end()));
    for (auto* written : {&rows.jobs.inserted, &rows.jobs.updated})
        for (JobRow& row : *written) {
            row.in_turn = after.contains(row.key);
            changed.erase(row.key);
        }
    for (const core::JobId& id : changed) {
        if (!state.jobs.find(id)) continue;
        rows.jobs.updated.push_back(job_row(root, state, id, definitions));
        rows.jobs.updated.back().in_turn = after.contains(id);
    }
}

}  // namespace pavane::engine
