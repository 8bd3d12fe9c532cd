// External tasks: fetching with long polls that wake at once, and what workers report (contract §3.8).
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/engine/ports.hpp"
#include "runtime/engine/submission.hpp"

namespace pavane::engine {

class Engine;

// What a fetch comes to. `shutting_down`: the poll was ended by the engine's stop.
struct Fetched {
    std::vector<LockedTask> tasks;
    bool shutting_down = false;
    bool unavailable = false;
};
using OnFetched = std::function<void(Fetched)>;

class ExternalTasks {
    struct Poll;

  public:
    // A fetch that may still wait; it does not keep it.
    using PollRef = std::weak_ptr<Poll>;

    ExternalTasks(Engine& engine, const Clock& clock);
    ~ExternalTasks();

    // Locks what there is; if there is nothing and `wait` is positive, answers as soon as there is something, or after
    // `wait` with nothing. `done` is called once.
    PollRef fetch(FetchRequest request, Milliseconds wait, OnFetched done);

    // Answers the fetch with nothing if it still waits: nobody is there any more to work on what it would lock. Does
    // not block.
    void end(const PollRef& reference);

    // Tasks of these topics can be fetched: polls that wait for them try now.
    void wake(const std::vector<std::string>& topics);
    // Answers polls whose time is over, and has those try again for whose topics there is something: locks run out, and
    // other nodes make tasks. Asked once for each topic, by reading, and not again before that is done. Called about
    // every half second, and by tests.
    void tick();

    std::size_t waiting() const;
    void stop();

  private:
    struct Poll {
        FetchRequest request;
        Milliseconds deadline{0};
        OnFetched done;
        bool has_ended = false;  // guarded by mutex_
    };
    using PollPtr = std::shared_ptr<Poll>;

    std::vector<LockedTask> lock(const FetchRequest& request);
    void answer(const PollPtr& poll, Fetched fetched);
    void retry(const std::vector<PollPtr>& polls);
    void look();
    std::vector<PollPtr> waiting_for(const std::vector<std::string>& topics) const;  // called with mutex_ held

    Engine& engine_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::list<PollPtr> waiting_;  // in the order they came: the longest waiting is served first
    std::uint64_t wakes_ = 0;     // to see whether something came while a poll was being parked
    bool looking_ = false;        // a tick's look is on its way
    bool stopping_ = false;
};

}  // namespace pavane::engine
