#include "tests/unit/runtime_engine/committed_world.hpp"

namespace pavane::tests {

using namespace engine;

Batch GatedStore::wait_for_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !batches_.empty(); });
    Batch batch = std::move(batches_.front());
    batches_.pop_front();
    return batch;
}

void GatedStore::answer(Outcome outcome) {
    const std::lock_guard lock(mutex_);
    outcomes_.push_back(std::move(outcome));
    changed_.notify_all();
}

CommitResult GatedStore::commit(const Batch& batch) {
    Outcome outcome;
    {
        std::unique_lock lock(mutex_);
        batches_.push_back(batch);
        changed_.notify_all();
        changed_.wait(lock, [this] { return !outcomes_.empty(); });
        outcome = std::move(outcomes_.front());
        outcomes_.pop_front();
    }
    return outcome();
}

std::optional<CommitResult> GatedStore::resolve(const Uuid& operation) {
    asked_.push_back(operation);
    if (away_-- > 0) throw StoreUnavailable("still away");
    return resolved_;
}

void Log::add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
    changed_.notify_all();
}

std::vector<std::string> Log::wait_for(std::size_t lines) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return lines_.size() >= lines; });
    return std::exchange(lines_, {});
}

bool Log::is_empty() {
    const std::lock_guard lock(mutex_);
    return lines_.empty();
}

void LoggedEvents::released(Released released) {
    meets("released");
    for (const LeasedJob& job : released.leased_jobs) log_.add("leased job " + std::to_string(job.job.value.low));
    for (const std::string& topic : released.topics) log_.add("topic " + topic);
    if (released.tally.incidents_created > 0) log_.add("incidents " + std::to_string(released.tally.incidents_created));
}

void LoggedEvents::run_again(const std::shared_ptr<Root>&, std::vector<Submission> commands) {
    meets("run_again");
    std::string line = "again";
    // A submission is known by the key it would be answered under.
    for (const Submission& submission : commands) {
        line += " " + std::get<core::FailJob>(submission.command.variant()).error_message;
        if (submission.alone) line += " (alone)";
    }
    log_.add(line);
}

namespace {

std::string in_words(const Answer& answer) {
    if (std::holds_alternative<Done>(answer)) return "done";
    if (std::holds_alternative<core::Rejection>(answer)) return "rejected";
    if (std::holds_alternative<core::Failure>(answer)) return "failed";
    if (std::holds_alternative<LeaseLost>(answer)) return "lease lost";
    if (const auto* unavailable = std::get_if<Unavailable>(&answer))
        return unavailable->no_space ? "no space" : "unavailable";
    if (const auto* before = std::get_if<AnsweredBefore>(&answer)) return "answered before with " + before->answer;
    if (std::holds_alternative<KeyReused>(answer)) return "key reused";
    return "internal error";
}

}  // namespace

PendingChange CommittedWorld::change(const std::shared_ptr<Root>& root, const std::string& name) {
    PendingChange change;
    change.root = root;
    Submission submission{core::FailJob{core::JobId{}, name, ""}, root->id};
    submission.done = [this, name](const Answer& answer) { log.add(in_words(answer) + " " + name); };
    change.submission = std::move(submission);
    change.answer = Done{};
    return change;
}

PendingChange CommittedWorld::rejected(const std::shared_ptr<Root>& root, const std::string& name) {
    PendingChange rejected = change(root, name);
    rejected.writes = false;
    rejected.answer = core::Rejection{core::Rejection::Reason::unknown_task, "no such task"};
    return rejected;
}

Batch CommittedWorld::batch_of(const std::function<void()>& queue_all) {
    queue(stored_root(99), "first");
    store.wait_for_batch();
    queue_all();
    store.accept();
    log.wait_for(1);
    return store.wait_for_batch();
}

bool CommittedWorld::queue(PendingChange change) {
    const std::uint64_t generation = change.root->generation;
    return committer.queue(change, generation);
}

std::shared_ptr<Root> stored_root(std::uint64_t number) {
    auto root = std::make_shared<Root>(ActivityId{Uuid{1, number}});
    root->stored = true;
    root->revision = Revision{10, Uuid{2, number}};
    return root;
}

}  // namespace pavane::tests
