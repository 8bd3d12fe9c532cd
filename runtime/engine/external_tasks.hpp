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

    // Tasks can be fetched, one for each time its topic is named: polls that wait for them try now, the longest waiting
    // first, until as many have been taken.
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
        // Guarded by mutex_. While it tries it stays where it is, and whoever tries for it answers it.
        std::list<std::shared_ptr<Poll>>::iterator place{};
        bool is_trying = true;
        bool is_woken = false;   // something came for it while it tried
        bool has_ended = false;  // nobody is there any more
    };
    using PollPtr = std::shared_ptr<Poll>;
    static constexpr std::size_t any_number = static_cast<std::size_t>(-1);

    std::vector<LockedTask> lock(const FetchRequest& request);
    void answer(const PollPtr& poll, Fetched fetched);
    std::size_t try_for(const PollPtr& poll);
    void try_in_turn(const std::vector<PollPtr>& polls, std::size_t tasks);
    void give_up_trying(const PollPtr& poll);
    void run_again(const PollPtr& poll);
    void look();
    std::vector<PollPtr> begin_trying(const std::vector<std::string>& topics);

    Engine& engine_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    std::list<PollPtr> waiting_;  // in the order they came: the longest waiting is served first
    bool looking_ = false;        // a tick's look is on its way
    bool stopping_ = false;
};

}  // namespace pavane::engine
