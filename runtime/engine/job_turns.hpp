// Which of a root's jobs may be leased: a few at a time, since commands of a root run one after the other anyway. A
// root with very many jobs thereby costs the others nothing: each has the same few among those from which leases are
// taken (reliability contract F26). A halted root has none.
#pragma once

#include <set>

#include "runtime/core/step.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

inline constexpr std::size_t jobs_in_turn = 32;

using JobTurns = std::set<core::JobId>;

JobTurns turns_of(const StoredRoot& stored);

// Who is in turn after a step, of those before and those that wait. Turns are given out by the dozen, so that few
// commits have to write any; whoever has one keeps it, unless there are twice as many as there should be.
JobTurns next_turns(const JobTurns& before, const core::InstanceState& state);

// Says of each row whether its job is in turn, and adds a row for each job of which only that has changed.
void write_turns(const ActivityId& root, const core::InstanceState& state, const core::Definitions& definitions,
                 const JobTurns& before, const JobTurns& after, RootRows& rows);

}  // namespace pavane::engine
