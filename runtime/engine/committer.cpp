#include "runtime/engine/committer.hpp"

#include <algorithm>

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
    if (asking_) return Unavailable{"The database does not answer. Nothing was changed."};
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

void Committer::wait_until_idle() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return open_.changes.empty() && !committing_; });
}

void Committer::stop_asking() {
    {
        const std::lock_guard lock(mutex_);
        may_ask_ = false;
    }
    wake_.notify_all();
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
        commit(batch);
        lock.lock();
        committing_ = false;
        if (open_.changes.empty()) idle_.notify_all();
    }
}

// An error of ours ends this batch and not the engine: its commands are told, and its roots are loaded anew.
void Committer::give_up(OpenBatch& batch, const std::string& error) {
    events_.store_failed("a commit met an error of the engine: " + error);
    for (PendingChange& change : batch.changes) {
        {
            const std::lock_guard busy(change.root->mutex);
            ++change.root->generation;
            --change.root->undurable;
        }
        if (change.submission->done)
            change.submission->done(InternalError{"The engine met an error of its own; nothing was changed."});
    }
}

Result<std::optional<CommitResult>, Unavailable> Committer::resolve(const Uuid& operation) {
    const auto asked_until = std::chrono::steady_clock::now() + settings_.longest_asking;
    while (true) {
        try {
            auto result = store_.resolve(operation);
            const std::lock_guard lock(mutex_);
            asking_ = false;
            return result;
        } catch (const StoreUnavailable& error) {
            events_.store_failed(error.what());
            std::unique_lock lock(mutex_);
            asking_ = true;
            // Until the database answers, nobody knows, and neither clients nor a stop wait for that: nothing is
            // acknowledged, and who asked may ask again with the same Idempotency-Key. Whatever became of the batch,
            // the guards of later ones are compared with it.
            const bool stopped = wake_.wait_for(lock, settings_.retry_pause, [this] { return !may_ask_; });
            if (!stopped && std::chrono::steady_clock::now() < asked_until) continue;
            asking_ = false;
            return tl::make_unexpected(Unavailable{"Whether the change was written is not known."});
        }
    }
}

// Nothing: not committed. An error: and it is of no use to try again at once.
Result<std::optional<CommitResult>, Unavailable> Committer::write(const Batch& batch) {
    try {
        return store_.commit(batch);
    } catch (const CommitUnknown& error) {
        events_.store_failed(error.what());
        {
            const std::lock_guard lock(mutex_);
            ++figures_.unknown_outcomes;
        }
        return resolve(batch.operation);
    } catch (const StoreFull& error) {
        events_.store_failed(error.what());
        return tl::make_unexpected(Unavailable{"The database has no space left. Nothing was changed.", true});
    } catch (const StoreUnavailable& error) {
        events_.store_failed(error.what());
        return tl::make_unexpected(Unavailable{"The database cannot be used. Nothing was changed."});
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

// A refused root: what runs again on it, and how many of its changes have come to nothing.
struct Again {
    std::shared_ptr<Root> root;
    std::vector<Submission> commands;
    std::uint32_t changes = 0;
};

bool runs_again(const Refusal& refusal) {
    return refusal.reason == Refusal::Reason::stale || refusal.reason == Refusal::Reason::not_newest;
}

const Refusal stale{};

// What became of each command (none: accepted) and of each root of a batch.
struct Verdict {
    std::vector<const Refusal*> refusals;
    std::vector<bool> root_refused;
};

// Without a result nothing was accepted. One refused command refuses its root: the others are fine and run again.
Verdict judge(const Batch& batch, const std::optional<CommitResult>& result, std::size_t commands) {
    Verdict verdict{std::vector<const Refusal*>(commands, nullptr), std::vector<bool>(batch.roots.size(), false)};
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
    }
    return verdict;
}

}  // namespace

void Committer::commit(OpenBatch& open) {
    const Instant now = events_.now();
    Batch batch;
    Result<std::optional<CommitResult>, Unavailable> written;
    try {
        batch = make_batch(open.operation, open.changes, settings_, events_.job_room(), now);
        written = write(batch);
    } catch (const std::exception& error) {
        return give_up(open, error.what());
    }
    const std::optional<CommitResult> result = written ? *written : std::nullopt;

    const Verdict verdict = judge(batch, result, open.changes.size());
    std::vector<std::shared_ptr<Root>> touched;
    std::vector<Again> again;
    {
        const std::lock_guard lock(mutex_);
        ++figures_.batches;
        figures_.commands += open.changes.size();
        for (std::size_t at = 0; at < batch.roots.size(); ++at) {
            const std::shared_ptr<Root> root = open.changes[batch.roots[at].commands.front().number].root;
            const std::lock_guard busy(root->mutex);
            touched.push_back(root);
            if (!verdict.root_refused[at]) {
                root->undurable -= static_cast<std::uint32_t>(batch.roots[at].commands.size());
                continue;
            }
            ++figures_.refused;
            // The step that runs on the refused state, and what is queued behind, do not count either.
            ++root->generation;
            Again refused{root, {}, static_cast<std::uint32_t>(batch.roots[at].commands.size())};
            for (const BatchedCommand& command : batch.roots[at].commands)
                if (runs_again(*verdict.refusals[command.number]) && written)
                    refused.commands.push_back(std::move(*open.changes[command.number].submission));
            for (PendingChange& later : open_.changes) {
                if (later.root != root) continue;
                refused.commands.push_back(std::move(*later.submission));
                later.root = nullptr;
                ++refused.changes;
            }
            std::erase_if(open_.changes, [](const PendingChange& change) { return change.root == nullptr; });
            again.push_back(std::move(refused));
        }
    }

    for (std::size_t number = 0; number < open.changes.size(); ++number) {
        PendingChange& change = open.changes[number];
        if (verdict.refusals[number] && runs_again(*verdict.refusals[number])) {
            if (!written && change.submission->done) change.submission->done(written.error());
            continue;
        }
        if (change.submission->done) change.submission->done(answer_of(change, verdict.refusals[number]));
    }
    if (result) events_.released(released_by(batch, verdict.root_refused, now));
    for (Again& refused : again) {
        if (!refused.commands.empty()) events_.run_again(refused.root, std::move(refused.commands));
        // Only now may the root be forgotten: its commands wait in its queue again.
        const std::lock_guard busy(refused.root->mutex);
        refused.root->undurable -= refused.changes;
    }
    for (const std::shared_ptr<Root>& root : touched) events_.settled(root);
}

}  // namespace pavane::engine
