// How many commands of this engine wait for a script: bounded for clients, and counted as work under way.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace pavane::engine {

class ScriptWaits {
  public:
    explicit ScriptWaits(std::size_t most_of_clients) : most_of_clients_(most_of_clients) {}

    // False: too many wait already. Only clients are told so: jobs are bounded by how many this node leases.
    bool enter(bool is_client) {
        const std::lock_guard lock(mutex_);
        if (is_client && clients_ >= most_of_clients_) return false;
        if (is_client) ++clients_;
        ++waiting_;
        return true;
    }
    void leave(bool is_client) {
        // Under the lock: whoever waits for this may destroy it as soon as it has the lock.
        const std::lock_guard lock(mutex_);
        if (is_client) --clients_;
        if (--waiting_ == 0) none_.notify_all();
    }
    // False: some still wait at `until`.
    bool wait_until_none(std::chrono::steady_clock::time_point until) {
        std::unique_lock lock(mutex_);
        return none_.wait_until(lock, until, [this] { return waiting_ == 0; });
    }
    std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return waiting_;
    }

  private:
    const std::size_t most_of_clients_;
    mutable std::mutex mutex_;
    std::condition_variable none_;
    std::size_t waiting_ = 0;
    std::size_t clients_ = 0;  // of those
};

}  // namespace pavane::engine
