// What follows a batch that was written, or was not: who is answered, what runs again, what is released.
#include <algorithm>
#include <set>

#include "runtime/engine/batch.hpp"
#include "runtime/engine/committer.hpp"
#include "runtime/engine/guarded.hpp"

namespace pavane::engine {

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

// A refused root, and what runs again on it. Only then may the root be forgotten: `dropped`.
struct Committer::Again {
    std::shared_ptr<Root> root;
    std::vector<Submission> commands;
    std::vector<OnItsWay> dropped;
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
Committer::Verdict Committer::judge(const Batch& batch, const Written& written, std::size_t commands) {
    Verdict verdict{std::vector<const Refusal*>(commands, nullptr), std::vector<bool>(batch.roots.size(), false), {}};
    if (!written) verdict.failure = written.error();
    const bool is_committed = written && *written;
    if (is_committed)
        for (const Refusal& refusal : (*written)->refusals) verdict.refusals.at(refusal.command) = &refusal;
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        const auto& own = batch.roots[at].commands;
        const auto is_refused = [&](const BatchedCommand& command) {
            return verdict.refusals[command.number] != nullptr;
        };
        verdict.root_refused[at] = !is_committed || std::any_of(own.begin(), own.end(), is_refused);
        if (!verdict.root_refused[at]) continue;
        for (const BatchedCommand& command : own)
            if (!is_refused(command)) verdict.refusals[command.number] = &stale;
        tell_apart(batch.roots[at], verdict.refusals);
    }
    return verdict;
}

// Called with mutex_ and the root's held, before anything is moved there: with them held nothing may be thrown away.
void Committer::make_room(Again& refused, std::size_t commands) const {
    const auto later = static_cast<std::size_t>(
        std::count_if(open_.changes.begin(), open_.changes.end(),
                      [&](const PendingChange& queued) { return queued.root == refused.root; }));
    refused.commands.reserve(commands + later);
    refused.dropped.reserve(later);
}

// Called with mutex_ and the root's held. What is queued on the refused state, and the step that runs on it, do not
// count.
void Committer::drop_later(Again& refused) {
    ++refused.root->generation;
    for (PendingChange& later : open_.changes) {
        if (later.root != refused.root) continue;
        refused.commands.push_back(std::move(*later.submission));
        refused.dropped.push_back(std::move(later.on_its_way));
    }
    std::erase_if(open_.changes, [&](const PendingChange& queued) { return queued.root == refused.root; });
}

// Called with mutex_ and the root's held.
Committer::Again Committer::take_refused(OpenBatch& open, const RootChange& change, const Verdict& verdict) {
    Again refused{open.changes[change.commands.front().number].root, {}, {}};
    make_room(refused, change.commands.size());
    for (const BatchedCommand& command : change.commands) {
        const Refusal& refusal = *verdict.refusals[command.number];
        if (!runs_again(refusal) || verdict.failure) continue;
        std::optional<Submission>& submission = open.changes[command.number].submission;
        submission->outdated = refusal.reason == Refusal::Reason::not_newest;
        submission->alone = &refusal == &not_alone;
        refused.commands.push_back(std::move(*submission));
        submission.reset();
    }
    drop_later(refused);
    return refused;
}

std::vector<Committer::Again> Committer::settle(OpenBatch& open, const Batch& batch, const Verdict& verdict) {
    std::vector<Again> again;
    again.reserve(batch.roots.size());
    {
        const std::lock_guard lock(mutex_);
        ++figures_.batches;
        for (std::size_t at = 0; at < batch.roots.size(); ++at) {
            const RootChange& change = batch.roots[at];
            if (verdict.root_refused[at]) {
                ++figures_.refused;
                const std::lock_guard busy(open.changes[change.commands.front().number].root->mutex);
                again.push_back(take_refused(open, change, verdict));
            } else {
                figures_.commands += change.commands.size();
            }
        }
    }
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        if (verdict.root_refused[at]) continue;
        for (const BatchedCommand& command : batch.roots[at].commands) open.changes[command.number].on_its_way.land();
    }
    return again;
}

// Who is told may fail at it; the others of the batch are told all the same.
void Committer::tell(Submission& submission, Answer answer) {
    const OnDone done = std::exchange(submission.done, nullptr);
    guard("an answer could not be given", [&] {
        if (done) done(std::move(answer));
    });
}

void Committer::answer_all(OpenBatch& open, const Verdict& verdict) {
    for (std::size_t number = 0; number < open.changes.size(); ++number) {
        PendingChange& change = open.changes[number];
        const Refusal* refusal = verdict.refusals[number];
        const bool again = refusal && runs_again(*refusal);
        if (again && !verdict.failure) continue;
        guard("an answer could not be made",
              [&] { tell(*change.submission, again ? Answer(*verdict.failure) : answer_of(change, refusal)); });
    }
}

void Committer::commit(OpenBatch open) {
    Instant now;
    Batch batch;
    Written written;
    try {
        now = events_.now();
        batch = make_batch(open.operation, open.changes, settings_, events_.job_places());
        written = write(batch.operation, [&] { return store_.commit(batch); });
    } catch (const std::exception& error) {
        return give_up(open, error.what(), "The engine met an error of its own; nothing was changed.");
    }
    conclude(open, batch, written, now);
}

// What became of the batch is known now. Each part is done whatever another one throws.
void Committer::conclude(OpenBatch& open, const Batch& batch, const Written& written, Instant stepped_before) {
    Verdict verdict;
    std::vector<Again> again;
    try {
        verdict = judge(batch, written, open.changes.size());
        for (std::size_t at = 0; at < batch.roots.size(); ++at)
            if (!verdict.root_refused[at])
                guard("what was committed could not be noted", [&] { events_.committed(batch.roots[at]); });
        again = settle(open, batch, verdict);
    } catch (const std::exception& error) {
        return give_up(open, error.what(),
                       "The engine met an error of its own; whether the change was written is not known.");
    }
    answer_all(open, verdict);
    if (written && *written)
        guard("what was committed could not be handed on", [&] { release(open, batch, verdict, stepped_before); });
    run_again(again);
}

void Committer::release(const OpenBatch& open, const Batch& batch, const Verdict& verdict, Instant stepped_before) {
    Released released = released_by(batch, verdict.root_refused, stepped_before);
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        if (verdict.root_refused[at]) continue;
        for (const BatchedCommand& command : batch.roots[at].commands)
            released.tally += open.changes[command.number].tally;
    }
    events_.released(std::move(released));
}

void Committer::run_again(std::vector<Again>& again) {
    for (Again& refused : again) {
        if (refused.commands.empty()) continue;
        guard("a command could not run again", [&] { events_.run_again(refused.root, std::move(refused.commands)); });
    }
}

// An error of ours ends this batch and not the engine: its commands are told, its roots are loaded anew, and what was
// queued on what they would have made runs again.
void Committer::give_up(OpenBatch& open, const std::string& error, const std::string& told) {
    guard("an error could not be told", [&] { events_.store_failed("a commit met an error of the engine: " + error); });
    std::vector<Again> again;
    std::set<ActivityId> seen;
    for (const PendingChange& change : open.changes)
        if (seen.insert(change.root->id).second) again.push_back({change.root, {}, {}});
    {
        const std::lock_guard lock(mutex_);
        for (Again& refused : again) {
            const std::lock_guard busy(refused.root->mutex);
            make_room(refused, 0);
            drop_later(refused);
        }
    }
    for (PendingChange& change : open.changes)
        if (change.submission)
            guard("an answer could not be made", [&] { tell(*change.submission, InternalError{told}); });
    run_again(again);
}

}  // namespace pavane::engine
