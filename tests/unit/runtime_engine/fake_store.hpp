// A database whose every answer the test decides, and an engine that only notes what the committer tells it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "runtime/engine/committer.hpp"

namespace pavane::engine {

class FakeStore : public InstanceStore {
  public:
    using Outcome = std::function<CommitResult(const Batch&)>;

    // What the next commits do, in order; after the last one everything is accepted.
    void next(Outcome outcome) {
        const std::lock_guard lock(mutex_);
        outcomes_.push_back(std::move(outcome));
    }
    // What the next resolves say; after the last: not committed.
    void next_resolve(std::function<std::optional<CommitResult>()> outcome) {
        const std::lock_guard lock(mutex_);
        resolves_.push_back(std::move(outcome));
    }
    std::vector<Batch> batches() {
        const std::lock_guard lock(mutex_);
        return batches_;
    }
    std::vector<Uuid> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

    CommitResult commit(const Batch& batch) override {
        Outcome outcome;
        {
            const std::lock_guard lock(mutex_);
            batches_.push_back(batch);
            if (!outcomes_.empty()) {
                outcome = std::move(outcomes_.front());
                outcomes_.pop_front();
            }
        }
        return outcome ? outcome(batch) : CommitResult{};
    }
    std::optional<CommitResult> resolve(const Uuid& operation) override {
        std::function<std::optional<CommitResult>()> outcome;
        {
            const std::lock_guard lock(mutex_);
            asked_.push_back(operation);
            if (!resolves_.empty()) {
                outcome = std::move(resolves_.front());
                resolves_.pop_front();
            }
        }
        return outcome ? outcome() : std::nullopt;
    }
    std::optional<StoredRoot> load(const ActivityId&) override { return std::nullopt; }
    std::optional<ActivityId> find_root(Kind, const Uuid&) override { return std::nullopt; }
    std::optional<std::string> known_answer(const std::string&, const std::string&) override { return std::nullopt; }
    std::int64_t forget_commits(Milliseconds, std::int32_t) override { return 0; }
    Instant now() override { return Instant(Milliseconds(0)); }

  private:
    std::mutex mutex_;
    std::deque<Outcome> outcomes_;
    std::deque<std::function<std::optional<CommitResult>()>> resolves_;
    std::vector<Batch> batches_;
    std::vector<Uuid> asked_;
};

class FakeEvents : public CommitterEvents {
  public:
    std::size_t job_room() override { return 0; }
    void released(Released what) override {
        const std::lock_guard lock(mutex_);
        topics_.insert(topics_.end(), what.topics.begin(), what.topics.end());
    }
    void run_again(const std::shared_ptr<Root>&, std::vector<Submission> commands) override {
        const std::lock_guard lock(mutex_);
        for (Submission& command : commands) again_.push_back(std::move(command));
    }
    void settled(const std::shared_ptr<Root>&) override {}
    Instant now() override { return Instant(Milliseconds(0)); }
    void store_failed(const std::string&) override {}

    // The tasks of the completions that were told to run again, in order.
    std::vector<core::UserTaskId> again() {
        const std::lock_guard lock(mutex_);
        std::vector<core::UserTaskId> tasks;
        for (const Submission& command : again_)
            tasks.push_back(std::get<core::CompleteUserTask>(command.command.variant()).task);
        return tasks;
    }
    std::vector<std::string> topics() {
        const std::lock_guard lock(mutex_);
        return topics_;
    }

  private:
    std::mutex mutex_;
    std::vector<Submission> again_;
    std::vector<std::string> topics_;
};

class CountingIds : public core::IdSource {
  public:
    Uuid next() override {
        const std::lock_guard lock(mutex_);
        return Uuid{1, ++count_};
    }

  private:
    std::mutex mutex_;
    std::uint64_t count_ = 0;
};

// A door that a commit waits behind until the test opens it.
class Gate {
  public:
    void open() { opened_.set_value(); }
    void pass() { opening_.wait(); }
    void reached() { reached_.set_value(); }
    void wait_reached() { reaching_.wait(); }

  private:
    std::promise<void> opened_;
    std::shared_future<void> opening_ = opened_.get_future().share();
    std::promise<void> reached_;
    std::shared_future<void> reaching_ = reached_.get_future().share();
};

}  // namespace pavane::engine
