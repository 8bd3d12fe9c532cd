// How a submitted command runs: its root's queue, loading, waiting for scripts, and the hand-over to the committer.
#include "foundation/ensure.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/guarded.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

constexpr std::uint32_t max_attempts = 20;

// The first retry after another node's change is optimistic, the second locks the root (docs/architecture.md).
// A start has no root to lock, idempotency keys are locked before roots, and no lock waits for a script.
bool is_to_lock(const Submission& submission) {
    return submission.attempts >= 2 && !submission.idempotency && !submission.met_script &&
           !std::holds_alternative<core::StartProcess>(submission.command.variant());
}

const expression::ScriptFailure* turned_away_by(const Attempt& attempt) {
    if (attempt.script_outcomes.empty() || attempt.script_outcomes.back()) return nullptr;
    const expression::ScriptFailure& failure = attempt.script_outcomes.back().error();
    return failure.kind == expression::ScriptFailure::Kind::turned_away ? &failure : nullptr;
}

Answer quarantine_error() {
    return InternalError{
        "This process instance met an error of the engine and takes no commands until the engine is started "
        "anew."};
}

}  // namespace

// What the client's side throws ends its answer only.
void Engine::answer(Submission& submission, Answer answer) {
    if (!submission.done) return;
    guarded(
        "an answer could not be given", [this](const std::string& sentence) { warn(sentence); },
        [&] { submission.done(std::move(answer)); });
}

void Engine::submit(Submission submission) {
    if (std::optional<Unavailable> full = committer_->turns_away()) return answer(submission, std::move(*full));
    if (!pending_keys_.hold(submission, [this](Submission next) {
            executor_.run([this, next = std::move(next)]() mutable { submit(std::move(next)); });
        }))
        return;
    // An entry can be forgotten between being found and being locked: then it is looked up again.
    while (!enqueue(submission)) {
    }
}

bool Engine::enqueue(Submission& submission) {
    const std::shared_ptr<Root> root = cache_.entry(submission.root);
    bool quarantined = false;
    {
        const std::lock_guard busy(root->mutex);
        if (root->forgotten) return false;
        quarantined = root->quarantined;
        if (!quarantined) {
            root->queue.push_back(std::move(submission));
            if (root->running) return true;
            root->running = true;
        }
    }
    if (quarantined)
        answer(submission, quarantine_error());
    else
        work_off(root);
    return true;
}

void Engine::work_off(const std::shared_ptr<Root>& root) {
    while (true) {
        std::optional<Submission> next;
        bool quarantined = false;
        {
            const std::lock_guard busy(root->mutex);
            if (root->queue.empty()) {
                root->running = false;
                break;
            }
            // It goes on when what is on its way is durable (Engine::settled).
            if (root->undurable == 0) root->alone = false;
            if (root->undurable > 0 && (root->alone || root->queue.front().alone)) {
                root->running = false;
                return;
            }
            next = std::move(root->queue.front());
            root->alone = next->alone;
            root->queue.pop_front();
            quarantined = root->quarantined;
        }
        if (quarantined)
            answer(*next, quarantine_error());
        else if (!run(root, Attempt(std::move(*next), ids_)))
            return;  // whoever brings what became of the script goes on with the queue
    }
    cache_.rest(root);
}

void Engine::run_again(const std::shared_ptr<Root>& root, std::vector<Submission> commands) {
    bool idle = false;
    std::vector<Submission> given_up;
    {
        const std::lock_guard busy(root->mutex);
        for (auto command = commands.rbegin(); command != commands.rend(); ++command) {
            if (++command->attempts > max_attempts) {
                given_up.push_back(std::move(*command));
                continue;
            }
            command->alone = command->alone || is_to_lock(*command);
            root->queue.push_front(std::move(*command));
        }
        idle = !root->running && !root->queue.empty();
        if (idle) root->running = true;
    }
    for (Submission& submission : given_up)
        answer(submission, Unavailable{"Another node keeps changing this process instance."});
    if (idle) run_soon([this, root] { work_off(root); });
}

// For a command that other nodes have overtaken more than once. Nothing of its root is on its way: it is alone. False:
// it has met a script, and nothing was done.
bool Engine::run_locked(const std::shared_ptr<Root>& root, Attempt& attempt) {
    std::uint64_t generation = 0;
    {
        const std::lock_guard busy(root->mutex);
        generation = root->generation;
    }
    std::optional<Answer> gone;
    committer_->commit_locked(*root, [&](const std::optional<StoredRoot>& stored) -> std::optional<PendingChange> {
        const bool is_there = take(*root, generation, stored);
        attempt.begin(generation, definitions_, decisions_, time_.now());
        auto change = change_of(*root, attempt);
        if (!change) {
            attempt.submission.met_script = true;
            return std::nullopt;
        }
        ENSURE(is_there || !change->writes);
        if (!is_there) {
            gone = std::move(change->answer);
            return std::nullopt;
        }
        change->root = root;
        change->submission = attempt.submission;
        return std::move(*change);
    });
    if (gone) answer(attempt.submission, std::move(*gone));
    return !attempt.submission.met_script;
}

// False: it waits for a script.
bool Engine::run_queued(const std::shared_ptr<Root>& root, Attempt& attempt) {
    Submission& submission = attempt.submission;
    const bool starts = std::holds_alternative<core::StartProcess>(submission.command.variant());
    while (true) {
        std::uint64_t generation = 0;
        {
            const std::lock_guard busy(root->mutex);
            generation = root->generation;
        }
        if (attempt.generation != generation) attempt.begin(generation, definitions_, decisions_, time_.now());
        if (starts) begin_root(*root, generation);
        const bool stored = starts ? false : load(*root, generation, submission.command);
        auto stepped = change_of(*root, attempt);
        if (!stepped) return !wait_for_script(root, attempt, std::move(stepped.error()));
        PendingChange change = std::move(*stepped);
        change.born = !stored;
        if (!change.writes && submission.idempotency)
            if (std::optional<Answer> first = known_answer(*submission.idempotency)) {
                answer(submission, std::move(*first));
                return true;
            }
        // There is no row to compare with: the database has just said so, or the start has come to nothing.
        if (!change.writes && !stored) {
            answer(submission, std::move(change.answer));
            return true;
        }
        change.root = root;
        change.submission = std::move(submission);
        if (committer_->queue(change, generation)) {
            if (!stored) root->stored = true;
            return true;
        }
        submission = std::move(*change.submission);
    }
}

bool Engine::enter_script_waits(const Attempt& attempt, AskedBy asked_by) {
    if (!attempt.script_outcomes.empty()) {
        script_waits_.enter_again(asked_by);
        return true;
    }
    std::function<void()> come_again;
    if (attempt.submission.waits_for_scripts)
        come_again = [this, submission = attempt.submission] {
            executor_.run([this, submission]() mutable { submit(std::move(submission)); });
        };
    return script_waits_.enter(asked_by, std::move(come_again));
}

// The root stays busy meanwhile, so that its state is what the step was stepped on; no thread waits. False: too many
// wait already. The client is told so, or the command comes again from its beginning when there is room.
bool Engine::wait_for_script(const std::shared_ptr<Root>& root, Attempt& attempt, core::ScriptCall script) {
    attempt.submission.met_script = true;
    const AskedBy asked_by = attempt.submission.job_fence ? AskedBy::job : AskedBy::client;
    if (!enter_script_waits(attempt, asked_by)) {
        if (!attempt.submission.waits_for_scripts)
            answer(attempt.submission, Unavailable{"Too many scripts wait to be run. Nothing was changed."});
        return false;
    }
    attempt.script_outcomes.reserve(attempt.script_outcomes.size() + 1);
    const auto waiting = std::make_shared<Attempt>(std::move(attempt));
    const auto come_back = [this, root, waiting, asked_by](core::ScriptOutcome outcome) {
        script_waits_.note(outcome);
        waiting->add(std::move(outcome), settings_.script_outcome_bytes_per_step);
        run_soon([this, root, waiting] { go_on(root, std::move(*waiting)); });
        script_waits_.leave(asked_by);
    };
    try {
        scripts_.run(std::move(script), asked_by, come_back);
    } catch (const std::exception& error) {  // it was not handed over
        expression::ScriptFailure failure;
        failure.kind = expression::ScriptFailure::Kind::turned_away;
        failure.message = std::string("The script cannot be run now: ") + error.what() + ".";
        come_back(tl::make_unexpected(std::move(failure)));
    }
    return true;
}

void Engine::go_on(const std::shared_ptr<Root>& root, Attempt attempt) {
    if (run(root, std::move(attempt))) work_off(root);
}

// False: it waits for a script. Whatever is thrown, the root's queue goes on.
bool Engine::run(const std::shared_ptr<Root>& root, Attempt attempt) {
    bool goes_on = true;
    guarded(
        "a command could not be ended", [this](const std::string& sentence) { warn(sentence); },
        [&] { goes_on = try_to_run(root, attempt); });
    return goes_on;
}

bool Engine::try_to_run(const std::shared_ptr<Root>& root, Attempt& attempt) {
    root->step_begun = false;
    Submission& submission = attempt.submission;
    try {
        if (const expression::ScriptFailure* turned_away = turned_away_by(attempt)) {
            answer(submission, Unavailable{turned_away->message + " Nothing was changed."});
            return true;
        }
        if (submission.outdated)
            if (std::optional<Answer> gone = look_up_again(submission)) {
                answer(submission, std::move(*gone));
                return true;
            }
        if (is_to_lock(submission) && run_locked(root, attempt)) return true;
        return run_queued(root, attempt);
    } catch (const StoreUnavailable& error) {
        answer(submission, Unavailable{error.what()});
    } catch (const NotLoadable& error) {
        answer(submission, InternalError{not_loaded(*root, error.what())});
    } catch (const UnreadableRow& error) {
        answer(submission, InternalError{not_loaded(*root, error.what())});
    } catch (const std::exception& error) {
        break_off(*root, submission, error);
    }
    return true;
}

// What was on its way before is committed; the state, which may be half changed, is never used again. A bug of ours
// would be met again: the root takes no more commands. After anything else it is read anew, as soon as what is on its
// way is durable.
void Engine::break_off(Root& root, Submission& submission, const std::exception& error) {
    if (!root.step_begun) {
        not_loaded(root, error.what());
        return answer(submission, InternalError{"The process instance could not be loaded. Nothing was changed."});
    }
    const bool is_bug = dynamic_cast<const std::logic_error*>(&error) != nullptr;
    {
        const std::lock_guard busy(root.mutex);
        root.quarantined = is_bug;
        root.alone = true;
    }
    set_state(root, std::nullopt);
    warn("process instance " + to_string(root.id) + (is_bug ? " is quarantined: " : " is read anew: ") + error.what());
    answer(submission, InternalError{"The engine met an error of its own; nothing was changed."});
}

}  // namespace pavane::engine
