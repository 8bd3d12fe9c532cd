#include "runtime/engine/database_time.hpp"

#include <algorithm>

namespace pavane::engine {

DatabaseTime::DatabaseTime(InstanceStore& store, const Clock& clock) : store_(store), clock_(clock) { sample(); }

void DatabaseTime::sample() {
    const Milliseconds before = clock_.monotonic();
    const Instant database = store_.now();
    const Milliseconds after = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    sampled_at_ = database;
    sampled_monotonic_ = before + (after - before) / 2;
}

Instant DatabaseTime::now() const {
    const Milliseconds monotonic = clock_.monotonic();
    const std::lock_guard lock(mutex_);
    last_ = std::max(last_, sampled_at_ + (monotonic - sampled_monotonic_));
    return last_;
}

}  // namespace pavane::engine
