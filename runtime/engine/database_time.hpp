// The database's time as this node estimates it: sampled, and carried on by the monotonic clock in between, never going
// back.
#pragma once

#include <mutex>

#include "runtime/engine/ports.hpp"

namespace pavane::engine {

class DatabaseTime {
  public:
    DatabaseTime(InstanceStore& store, const Clock& clock);

    Instant now() const;
    void sample();  // asks the database; throws StoreUnavailable

  private:
    InstanceStore& store_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    Instant sampled_at_;
    Milliseconds sampled_monotonic_{0};
    mutable Instant last_;
};

}  // namespace pavane::engine
