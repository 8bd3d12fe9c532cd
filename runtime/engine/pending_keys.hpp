// Idempotency keys whose first command is still on its way: on one node a second command with the same key waits for
// the first.
#pragma once

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "runtime/engine/submission.hpp"

namespace pavane::engine {

class PendingKeys {
  public:
    // True: the submission holds its key now and may go on, its `done` wrapped so that who waits goes on when it is
    // answered and gone. False: it waits. `resubmit` hands a waiting command in again; if the first was committed that
    // finds the stored answer.
    bool hold(Submission& submission, std::function<void(Submission)> resubmit);

  private:
    using Key = std::pair<std::string, std::string>;
    std::vector<Submission> release(const Key& key);

    std::mutex mutex_;
    std::map<Key, std::vector<Submission>> waiting_;
};

}  // namespace pavane::engine
