// A committer with a store that answers when the test says so, and everything that came out of it, in order.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/engine/committer.hpp"

namespace pavane::tests {

class CountingIds : public core::IdSource {
  public:
    Uuid next() override {
        const std::lock_guard lock(mutex_);
        return Uuid{7, ++last_};
    }

  private:
    std::mutex mutex_;
    std::uint64_t last_ = 0;
};

// commit() and resolve() stop until the test has said what they come to.
class GatedStore : public engine::InstanceStore {
  public:
    using Outcome = std::function<engine::CommitResult()>;  // returns, or throws what the store throws

    // The next batch that the committer writes; waits for it.
    engine::Batch wait_for_batch();
    void answer(Outcome outcome);
    void accept() {
        answer([] { return engine::CommitResult{}; });
    }
    void refuse(std::vector<engine::Refusal> refusals) {
        answer([refusals] { return engine::CommitResult{refusals}; });
    }
    // What asking after an unknown commit comes to, from now on; the first `away` times the database does not answer.
    void set_resolved(std::optional<engine::CommitResult> result, int away = 0) {
        resolved_ = std::move(result);
        away_ = away;
    }
    std::vector<Uuid> resolved_operations() const { return asked_; }

    engine::CommitResult commit(const engine::Batch& batch) override;
    engine::CommitResult commit_locked(const core::ActivityId& root, const WriteLocked& write) override {
        return commit(write(load(root)));
    }
    std::optional<engine::CommitResult> resolve(const Uuid& operation) override;

    std::optional<engine::StoredRoot> load(const core::ActivityId&) override { return std::nullopt; }
    std::optional<core::ActivityId> find_root(Kind, const Uuid&) override { return std::nullopt; }
    std::optional<engine::KeptAnswer> known_answer(const std::string&, const std::string&) override {
        return std::nullopt;
    }
    std::int64_t forget_commits(Milliseconds, std::int32_t) override { return 0; }
    Instant now() override { return Instant{}; }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<engine::Batch> batches_;
    std::deque<Outcome> outcomes_;
    std::optional<engine::CommitResult> resolved_;
    int away_ = 0;
    std::vector<Uuid> asked_;
};

// What came out, as lines: "done a", "stale", "again a b", "released job 1" ...
class Log {
  public:
    void add(const std::string& line);
    // Waits until there are so many lines, and takes them.
    std::vector<std::string> wait_for(std::size_t lines);
    // What there is by now.
    std::vector<std::string> take() { return wait_for(0); }
    bool is_empty();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> lines_;
};

class LoggedEvents : public engine::CommitterEvents {
  public:
    explicit LoggedEvents(Log& log) : log_(log) {}
    std::size_t room = 0;
    // Called first in each of the following, with its name: may throw.
    std::function<void(const std::string&)> meets = [](const std::string&) {};

    engine::JobPlaces job_places() override { return {room}; }
    void committed(const engine::RootChange&) override { meets("committed"); }
    void released(engine::Released released) override;
    void run_again(const std::shared_ptr<engine::Root>& root, std::vector<engine::Submission> commands) override;
    void settled(const std::shared_ptr<engine::Root>&) override { meets("settled"); }
    Instant now() override { return Instant{}; }
    void store_failed(const std::string& message) override {
        meets("store_failed");
        log_.add("store: " + message);
    }

  private:
    Log& log_;
};

struct CommittedWorld {
    explicit CommittedWorld(Milliseconds longest_asking = Milliseconds(10'000))
        : committer(store, ids, events, {"node/1", Milliseconds(60'000), 100, Milliseconds(1), longest_asking}) {}

    CountingIds ids;
    GatedStore store;
    Log log;
    LoggedEvents events{log};
    engine::Committer committer;

    // A command by that name, stepped on what the root is at now. Its answer is logged by its name.
    engine::PendingChange change(const std::shared_ptr<engine::Root>& root, const std::string& name);
    bool queue(engine::PendingChange change);
    bool queue(const std::shared_ptr<engine::Root>& root, const std::string& name) { return queue(change(root, name)); }
    // A command that does not fit what the root is at now.
    engine::PendingChange rejected(const std::shared_ptr<engine::Root>& root, const std::string& name);
    // What all that is queued here makes, as one batch: another one is under way meanwhile.
    engine::Batch batch_of(const std::function<void()>& queue_all);
};

std::shared_ptr<engine::Root> stored_root(std::uint64_t number);

}  // namespace pavane::tests
