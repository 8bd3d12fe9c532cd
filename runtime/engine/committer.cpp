#include "runtime/engine/committer.hpp"

#include <algorithm>
#include <map>

#include "runtime/engine/batch.hpp"

namespace pavane::engine {

Committer::Committer(InstanceStore& store, core::IdSource& ids, CommitterEvents& events, CommitterSettings settings)
    : store_(store), ids_(ids), events_(events), settings_(std::move(settings)) {
    open_.operation = ids_.next();
    thread_ = std::thread([this] { loop(); });
}

Committer::~Committer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

std::optional<Unavailable> Committer::turns_away() const {
    const std::lock_guard lock(mutex_);
    if (asking_ > 0) return Unavailable{"The database does not answer. Nothing was changed."};
    if (open_.changes.size() >= settings_.max_queued) return Unavailable{"Too many commands wait to be written."};
    return std::nullopt;
}

bool Committer::queue(PendingChange& change, std::uint64_t stepped_generation) {
    {
        const std::lock_guard lock(mutex_);
        Root& root = *change.root;
        const std::lock_guard busy(root.mutex);
        if (root.generation != stepped_generation) return false;
        change.base = root.revision;
        change.next = change.writes ? Revision{root.revision.counter + 1, open_.operation} : root.revision;
        root.revision = change.next;
        ++root.undurable;
        open_.changes.push_back(std::move(change));
    }
    wake_.notify_one();
    return true;
}

bool Committer::wait_until_idle(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return idle_.wait_until(lock, until, [this] { return open_.changes.empty() && !committing_; });
}

void Committer::stop_asking() {
    {
        const std::lock_guard lock(mutex_);
        may_ask_ = false;
    }
    may_not_ask_.notify_all();
}

CommitterFigures Committer::figures() const {
    const std::lock_guard lock(mutex_);
    CommitterFigures figures = figures_;
    figures.queued = open_.changes.size();
    return figures;
}

void Committer::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !open_.changes.empty(); });
        if (open_.changes.empty()) return;
        OpenBatch batch = std::move(open_);
        open_ = OpenBatch{ids_.next(), {}};
        committing_ = true;
        lock.unlock();
        try {
            commit(batch);
        } catch (const std::exception& error) {
            events_.store_failed(std::string("what follows a commit met an error of the engine: ") + error.what());
        }
        lock.lock();
        committing_ = false;
        if (open_.changes.empty()) idle_.notify_all();
    }
}

// Who is told may fail at it; the others of the batch are told all the same.
void Committer::tell(const Submission& submission, Answer answer) {
    if (!submission.done) return;
    try {
        submission.done(std::move(answer));
    } catch (const std::exception& error) {
        events_.store_failed(std::string("an answer could not be given: ") + error.what());
    }
}

namespace {

Answer answer_of(PendingChange& change, const Refusal* refusal) {
    if (!refusal) return std::move(change.answer);
    if (refusal->reason == Refusal::Reason::key_known) return AnsweredBefore{refusal->answer};
    if (refusal->reason == Refusal::Reason::key_reused) return KeyReused{};
    if (refusal->reason == Refusal::Reason::not_storable)
        return core::Rejection{core::Rejection::Reason::invalid_value, refusal->answer};
    return LeaseLost{};
}

bool runs_again(const Refusal& refusal) {
    return refusal.reason == Refusal::Reason::stale || refusal.reason == Refusal::Reason::not_newest;
}

const Refusal stale{};
const Refusal not_alone{};

}  // namespace

// A refused root: what runs again on it, and how many of its changes have come to nothing.
struct Committer::Again {
    std::shared_ptr<Root> root;
    std::vector<Submission> commands;
    std::uint32_t changes = 0;
};

// What became of each command (none: accepted) and of each root of a batch.
struct Committer::Verdict {
    std::vector<const Refusal*> refusals;
    std::vector<bool> root_refused;
    std::optional<Unavailable> failure;  // nothing was accepted, and it is of no use to try again at once
};

namespace {

// The database could not hold one of a root's changes, which were written as one: each runs again alone, and then it is
// known which.
void tell_apart(const RootChange& root, std::vector<const Refusal*>& refusals) {
    if (root.commands.size() < 2) return;
    for (const BatchedCommand& command : root.commands) {
        const Refusal*& refusal = refusals[command.number];
        if (refusal && refusal->reason == Refusal::Reason::not_storable) refusal = &not_alone;
    }
}

}  // namespace

// Without a result nothing was accepted. One refused command refuses its root: the others are fine and run again.
Committer::Verdict Committer::judge(const Batch& batch, const std::optional<CommitResult>& result,
                                    std::size_t commands) {
    Verdict verdict{std::vector<const Refusal*>(commands, nullptr), std::vector<bool>(batch.roots.size(), false), {}};
    if (result)
        for (const Refusal& refusal : result->refusals) verdict.refusals.at(refusal.command) = &refusal;
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        const auto& own = batch.roots[at].commands;
        const auto is_refused = [&](const BatchedCommand& command) {
            return verdict.refusals[command.number] != nullptr;
        };
        verdict.root_refused[at] = !result || std::any_of(own.begin(), own.end(), is_refused);
        if (!verdict.root_refused[at]) continue;
        for (const BatchedCommand& command : own)
            if (!is_refused(command)) verdict.refusals[command.number] = &stale;
        tell_apart(batch.roots[at], verdict.refusals);
    }
    return verdict;
}

// Called with mutex_ and the root's held. What is queued on the refused state, and the step that runs on it, do not
// count.
void Committer::drop_later(Again& refused) {
    ++refused.root->generation;
    for (PendingChange& later : open_.changes) {
        if (later.root != refused.root) continue;
        refused.commands.push_back(std::move(*later.submission));
        later.root = nullptr;
        ++refused.changes;
    }
    std::erase_if(open_.changes, [](const PendingChange& later) { return later.root == nullptr; });
}

// Called with mutex_ and the root's held.
Committer::Again Committer::take_refused(OpenBatch& open, const RootChange& change, const Verdict& verdict) {
    Again refused{
        open.changes[change.commands.front().number].root, {}, static_cast<std::uint32_t>(change.commands.size())};
    for (const BatchedCommand& command : change.commands) {
        const Refusal& refusal = *verdict.refusals[command.number];
        if (!runs_again(refusal) || verdict.failure) continue;
        Submission& submission = *open.changes[command.number].submission;
        submission.outdated = refusal.reason == Refusal::Reason::not_newest;
        submission.alone = &refusal == &not_alone;
        refused.commands.push_back(std::move(submission));
    }
    drop_later(refused);
    return refused;
}

std::vector<Committer::Again> Committer::settle(OpenBatch& open, const Batch& batch, const Verdict& verdict) {
    std::vector<Again> again;
    const std::lock_guard lock(mutex_);
    ++figures_.batches;
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        const RootChange& change = batch.roots[at];
        const std::shared_ptr<Root> root = open.changes[change.commands.front().number].root;
        const std::lock_guard busy(root->mutex);
        if (verdict.root_refused[at]) {
            ++figures_.refused;
            again.push_back(take_refused(open, change, verdict));
        } else {
            figures_.commands += change.commands.size();
            root->undurable -= static_cast<std::uint32_t>(change.commands.size());
        }
    }
    return again;
}

void Committer::answer_all(OpenBatch& open, const Verdict& verdict) {
    for (std::size_t number = 0; number < open.changes.size(); ++number) {
        PendingChange& change = open.changes[number];
        const Refusal* refusal = verdict.refusals[number];
        const bool again = refusal && runs_again(*refusal);
        if (again && !verdict.failure) continue;
        tell(*change.submission, again ? Answer(*verdict.failure) : answer_of(change, refusal));
    }
}

void Committer::commit(OpenBatch& open) {
    const Instant now = events_.now();
    Batch batch;
    Result<std::optional<CommitResult>, Unavailable> written;
    try {
        batch = make_batch(open.operation, open.changes, settings_, events_.job_room());
        written = write(batch.operation, [&] { return store_.commit(batch); });
    } catch (const std::exception& error) {
        return give_up(open, error.what());
    }
    conclude(open, batch, written, now);
}

void Committer::conclude(OpenBatch& open, const Batch& batch,
                         const Result<std::optional<CommitResult>, Unavailable>& written, Instant stepped_before) {
    const std::optional<CommitResult> result = written ? *written : std::nullopt;
    Verdict verdict = judge(batch, result, open.changes.size());
    if (!written) verdict.failure = written.error();

    std::vector<std::shared_ptr<Root>> touched;
    Tally tally;
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        touched.push_back(open.changes[batch.roots[at].commands.front().number].root);
        if (verdict.root_refused[at]) continue;
        events_.committed(batch.roots[at]);
        for (const BatchedCommand& command : batch.roots[at].commands) tally += open.changes[command.number].tally;
    }
    std::vector<Again> again = settle(open, batch, verdict);
    answer_all(open, verdict);
    if (result) {
        Released released = released_by(batch, verdict.root_refused, stepped_before);
        released.tally = tally;
        events_.released(std::move(released));
    }
    run_again(again);
    for (const std::shared_ptr<Root>& root : touched) events_.settled(root);
}

void Committer::run_again(std::vector<Again>& again) {
    for (Again& refused : again) {
        if (!refused.commands.empty()) events_.run_again(refused.root, std::move(refused.commands));
        // Only now may the root be forgotten: its commands wait in its queue again.
        const std::lock_guard busy(refused.root->mutex);
        refused.root->undurable -= refused.changes;
    }
}

// An error of ours ends this batch and not the engine: its commands are told, its roots are loaded anew, and what was
// queued on what they would have made runs again.
void Committer::give_up(OpenBatch& batch, const std::string& error) {
    events_.store_failed("a commit met an error of the engine: " + error);
    std::vector<Again> again;
    std::map<ActivityId, std::size_t> positions;
    for (const PendingChange& change : batch.changes) {
        const auto [position, is_new] = positions.emplace(change.root->id, again.size());
        if (is_new) again.push_back({change.root, {}, 0});
        ++again[position->second].changes;
    }
    {
        const std::lock_guard lock(mutex_);
        for (Again& refused : again) {
            const std::lock_guard busy(refused.root->mutex);
            drop_later(refused);
        }
    }
    for (const PendingChange& change : batch.changes)
        tell(*change.submission, InternalError{"The engine met an error of its own; nothing was changed."});
    run_again(again);
    for (const Again& refused : again) events_.settled(refused.root);
}

}  // namespace pavane::engine
