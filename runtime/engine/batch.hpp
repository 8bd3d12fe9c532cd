// Queued changes to a batch for the store: merged per root, with what may refuse each command.
#pragma once

#include <vector>

#include "runtime/engine/committer.hpp"

namespace pavane::engine {

// Command numbers are the positions in `changes`. Takes the rows out of the changes.
Batch make_batch(const Uuid& operation, std::vector<PendingChange>& changes, const CommitterSettings& settings,
                 JobPlaces places);

// What the commit of these roots makes visible, given what was not refused.
Released released_by(const Batch& batch, const std::vector<bool>& root_refused, Instant now);

}  // namespace pavane::engine
