// Group commit: everything queued is written as one transaction, so batches grow under load by themselves and a lone
// command waits for nobody. Nothing is answered before it is durable, rejections and failures included. The rules are
// those of docs/architecture.md, each of which the model of the commit protocol shows to be needed; tests/contract
// replays its traces.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "foundation/result.hpp"
#include "runtime/engine/guarded.hpp"
#include "runtime/engine/instance_store.hpp"
#include "runtime/engine/job_places.hpp"
#include "runtime/engine/lease_store.hpp"
#include "runtime/engine/on_its_way.hpp"
#include "runtime/engine/root.hpp"
#include "runtime/engine/tally.hpp"

namespace pavane::engine {

// What one step made, on its way to the database.
struct PendingChange {
    std::shared_ptr<Root> root;
    OnItsWay on_its_way;                   // from when it is queued
    std::optional<Submission> submission;  // always there once it is queued
    Answer answer;                         // given once this is durable
    bool born = false;
    bool gone = false;
    bool writes = true;  // false: a rejection or failure, whose guard is compared and nothing written
    Revision base;
    Revision next;
    std::int64_t history_events = 0;  // as in RootChange
    RootRows rows;
    Tally tally;
    std::vector<NewestDefinition> looked_up;  // definitions that the step took for the newest of their keys
    std::vector<NewestDecision> looked_up_decisions;
};

// What a commit made visible to others: released by the commit, never by the step.
struct Released {
    std::vector<LeasedJob> leased_jobs;  // born with our lease
    std::vector<Instant> due;            // of jobs that were born free
    std::vector<std::string> topics;     // of external tasks that can now be fetched
    Tally tally;
};

class CommitterEvents {
  public:
    virtual ~CommitterEvents() = default;
    // The places for jobs that are due now and may be born with our lease.
    virtual JobPlaces job_places() = 0;
    // Told of each root that a commit has changed, before anything of it is answered.
    virtual void committed(const RootChange& change) = 0;
    virtual void released(Released released) = 0;
    // These commands were refused and run again, in this order, before what else waits for the root.
    virtual void run_again(const std::shared_ptr<Root>& root, std::vector<Submission> commands) = 0;
    // The root has nothing left on its way. Whatever any of these throws, this is called, and the others are told.
    virtual void settled(const std::shared_ptr<Root>& root) = 0;
    virtual Instant now() = 0;
    virtual void store_failed(const std::string& message) = 0;
};

struct CommitterSettings {
    std::string node;
    Milliseconds lease{60'000};
    std::size_t max_queued = 20'000;
    Milliseconds retry_pause{200};
    Milliseconds longest_asking{10'000};  // after a commit whose outcome is unknown, until its commands are told so
};

struct CommitterFigures {
    std::uint64_t batches = 0;
    std::uint64_t commands = 0;  // committed
    std::uint64_t refused = 0;   // roots
    std::uint64_t unknown_outcomes = 0;
    std::size_t queued = 0;
};

class Committer {
  public:
    Committer(InstanceStore& store, core::IdSource& ids, CommitterEvents& events, CommitterSettings settings);
    ~Committer();  // commits what is queued first

    // Why no further command is taken now, if none is: the queue is full, or the outcome of a commit is being asked for
    // and whatever came would wait behind it.
    std::optional<Unavailable> turns_away() const;

    // Queues the change if the root's generation is still the one it was stepped on, and moves the root's revision on.
    // False: the root was refused meanwhile; step again on the reloaded state. `change` is then untouched.
    bool queue(PendingChange& change, std::uint64_t stepped_generation);

    // Writes one change at once, on this thread, made of the root while it is locked against other nodes: for a root
    // that they keep changing. Nothing of the root may be on its way. Without a change nothing is written or answered.
    using MakeChange = std::function<std::optional<PendingChange>(const std::optional<StoredRoot>&)>;
    void commit_locked(Root& root, const MakeChange& make);

    // Waits until nothing is queued or being written; false: something still is at `until`.
    bool wait_until_idle(std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max());

    // From now on a commit whose outcome the database does not tell at once is answered as Unavailable instead of asked
    // for again, as it is otherwise after CommitterSettings::longest_asking.
    void stop_asking();

    CommitterFigures figures() const;

  private:
    struct OpenBatch {
        Uuid operation;
        std::vector<PendingChange> changes;
    };
    using Written = Result<std::optional<CommitResult>, Unavailable>;
    struct Verdict;
    struct Again;
    class Asking;
    void loop();
    void commit(OpenBatch open);
    Batch one_change(OpenBatch& open, Root& root, const MakeChange& make, const std::optional<StoredRoot>& stored);
    void conclude(OpenBatch& open, const Batch& batch, const Written& written, Instant stepped_before);
    void release(const OpenBatch& open, const Batch& batch, const Verdict& verdict, Instant stepped_before);
    static Verdict judge(const Batch& batch, const Written& written, std::size_t commands);
    std::vector<Again> settle(OpenBatch& open, const Batch& batch, const Verdict& verdict);
    Again take_refused(OpenBatch& open, const RootChange& change, const Verdict& verdict);
    void make_room(Again& refused, std::size_t commands) const;
    void drop_later(Again& refused);
    void run_again(std::vector<Again>& again);
    void answer_all(OpenBatch& open, const Verdict& verdict);
    void tell(Submission& submission, Answer answer);
    void give_up(OpenBatch& open, const std::string& error, const std::string& told);
    Written write(const Uuid& operation, const std::function<CommitResult()>& commit);
    Written resolve(const Uuid& operation);
    template <class Call>
    void guard(const char* what, const Call& call) noexcept {
        guarded(what, [this](const std::string& sentence) { events_.store_failed(sentence); }, call);
    }

    InstanceStore& store_;
    core::IdSource& ids_;
    CommitterEvents& events_;
    const CommitterSettings settings_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    OpenBatch open_;
    bool committing_ = false;
    std::uint32_t asking_ = 0;  // how many commits whose outcome is being asked for again
    bool may_ask_ = true;
    std::condition_variable may_not_ask_;  // wake_ is the loop's alone: one that is told is the right one
    bool stopping_ = false;
    std::condition_variable idle_;
    CommitterFigures figures_;
    std::thread thread_;
};

}  // namespace pavane::engine
