// One root as this node has it: its cached state, the commands that wait for it, and how much of it is not yet durable.
#pragma once

#include <deque>
#include <mutex>
#include <optional>

#include "runtime/core/state.hpp"
#include "runtime/engine/job_turns.hpp"
#include "runtime/engine/submission.hpp"

namespace pavane::engine {

struct Root {
    explicit Root(ActivityId root_id) : id(root_id) {}

    const ActivityId id;

    std::mutex mutex;              // guards what follows up to the blank line
    std::deque<Submission> queue;  // commands of one root run one after the other
    bool running = false;          // one thread works off the queue
    bool quarantined = false;      // after an error of ours
    std::uint32_t undurable = 0;   // changes in the committer
    bool alone = false;            // what is in the committer is to be alone there
    std::uint64_t generation = 0;  // grows when a commit was refused: what was stepped on the old state does not count
    bool forgotten = false;        // no longer in the cache: whoever finds it must look it up again
    std::size_t bytes = 0;         // of memory, estimated: as the cache counts it

    // Only the thread that runs the queue touches these.
    std::optional<core::InstanceState> state;
    std::uint64_t state_generation = 0;
    bool is_partial = false;  // the state lacks values that cannot be read, and is good for deleting the root only
    bool stored = false;      // the root has a row, or a change that makes it is on its way
    Revision revision;
    JobTurns turns;                   // the jobs that may be leased
    std::int64_t history_events = 0;  // as in RootChange
    bool step_begun = false;          // since the state was loaded: what fails from then on may leave it half changed
};

}  // namespace pavane::engine
