// How many commands of this engine wait for a script: bounded for clients, and counted as work under way. And what has
// become of the scripts that were waited for.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "runtime/engine/scripts.hpp"

namespace pavane::engine {

// Runs of scripts, by what became of them.
struct ScriptTally {
    std::uint64_t succeeded = 0;
    std::uint64_t bpmn_errors = 0;  // thrown
    std::uint64_t failed = 0;
    std::uint64_t over_limits = 0;  // of time or memory
    std::uint64_t unavailable = 0;
    std::uint64_t turned_away = 0;
};

class ScriptWaits {
  public:
    explicit ScriptWaits(std::size_t most_of_clients) : most_of_clients_(most_of_clients) {}

    // False: too many wait already. Only clients are told so: jobs are bounded by how many this node leases. Whoever
    // has something to be called when there is room is not turned away: it is called under the lock, and tries again.
    bool enter(AskedBy asked_by, std::function<void()> when_there_is_room) {
        const std::lock_guard lock(mutex_);
        if (asked_by == AskedBy::client && clients_ >= most_of_clients_) {
            if (when_there_is_room)
                for_room_.push_back(std::move(when_there_is_room));
            else
                ++tally_.turned_away;
            return false;
        }
        come_in(asked_by);
        return true;
    }
    // For the next script of a step that has had one: it would all be for nothing.
    void enter_again(AskedBy asked_by) {
        const std::lock_guard lock(mutex_);
        come_in(asked_by);
    }
    void note(const core::ScriptOutcome& outcome) {
        const std::lock_guard lock(mutex_);
        ++count_of(outcome);
    }
    void leave(AskedBy asked_by) {
        // Under the lock: whoever waits for this may destroy it as soon as it has the lock.
        const std::lock_guard lock(mutex_);
        if (asked_by == AskedBy::client) {
            --clients_;
            call_for_room();
        }
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
    ScriptTally tally() const {
        const std::lock_guard lock(mutex_);
        return tally_;
    }

  private:
    void come_in(AskedBy asked_by) {
        if (asked_by == AskedBy::client) ++clients_;
        ++waiting_;
    }

    std::uint64_t& count_of(const core::ScriptOutcome& outcome) {
        using Kind = expression::ScriptFailure::Kind;
        if (outcome) return tally_.succeeded;
        switch (outcome.error().kind) {
            case Kind::bpmn_error:
                return tally_.bpmn_errors;
            case Kind::time:
            case Kind::memory:
                return tally_.over_limits;
            case Kind::unavailable:
                return tally_.unavailable;
            case Kind::turned_away:
                return tally_.turned_away;
            case Kind::thrown:
            case Kind::result:
                break;
        }
        return tally_.failed;
    }

    // As many as there is room for, once half of it is free; the last that leaves calls all, for who is called need not
    // come. Whoever waits for room came while there was none, so somebody will leave.
    void call_for_room() {
        if (clients_ > most_of_clients_ / 2) return;
        std::size_t called = clients_ == 0 ? for_room_.size() : std::min(for_room_.size(), most_of_clients_ - clients_);
        for (; called > 0; --called) {
            for_room_.front()();
            for_room_.pop_front();
        }
    }

    const std::size_t most_of_clients_;  // at least 1
    mutable std::mutex mutex_;
    std::condition_variable none_;
    std::size_t waiting_ = 0;
    std::size_t clients_ = 0;  // of those
    std::deque<std::function<void()>> for_room_;
    ScriptTally tally_;
};

}  // namespace pavane::engine
