// How a submitted command is stepped: the root's queue, loading, needs, and the hand-over to the committer.
#include "foundation/ensure.hpp"
#include "runtime/core/variables.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

constexpr std::uint32_t max_attempts = 20;

// The first retry after another node's change is optimistic, the second locks the root (docs/architecture.md).
// A start has no root to lock, and idempotency keys are locked before roots.
bool is_to_lock(const Submission& submission) {
    return submission.attempts >= 2 && !submission.idempotency &&
           !std::holds_alternative<core::StartProcess>(submission.command.variant());
}

Answer quarantine_error() {
    return InternalError{
        "This process instance met an error of the engine and takes no commands until it is restarted."};
}

void answer(Submission& submission, Answer answer) {
    if (submission.done) submission.done(std::move(answer));
}

// The process instance a command is about, where it can be told before the step.
ActivityId process_of(const core::InstanceState& state, const ActivityId& root, const core::Command& command) {
    const auto of_owner = [&](const auto* record) -> ActivityId {
        if (!record) return root;
        const core::ActivityInstance* owner = state.activities.find(record->owner);
        return owner ? owner->process : root;
    };
    if (const auto* start = std::get_if<core::StartProcess>(&command.variant())) return start->id;
    if (const auto* complete = std::get_if<core::CompleteUserTask>(&command.variant()))
        return of_owner(state.user_tasks.find(complete->task));
    if (const auto* deliver = std::get_if<core::DeliverMessage>(&command.variant()))
        return of_owner(state.subscriptions.find(deliver->subscription));
    return root;
}

Done describe(const Root& root, const ActivityId& process, const std::optional<core::ProcessInstance>& before,
              bool want_variables) {
    const core::InstanceState& state = *root.state;
    const core::ProcessInstance* now = state.processes.find(process);
    const core::ProcessInstance instance = now ? *now : before.value_or(core::ProcessInstance{});
    Done done{root.id, process, instance.definition, instance.business_key, instance.tenant, now == nullptr, {}, {}};
    if (want_variables && now) done.variables = core::visible_variables(state, process, true);
    return done;
}

// What an instance that started and ended within this step was, and the variables it ended with.
void describe_ended(Done& done, const core::Change& change, bool want_variables) {
    for (const core::EndedProcess& ended : change.history.processes) {
        if (ended.id != done.process) continue;
        done.definition = ended.instance.definition;
        done.business_key = ended.instance.business_key;
        done.tenant = ended.instance.tenant;
    }
    if (!want_variables || !done.ended) return;
    for (const core::EndedVariable& ended : change.history.variables)
        if (ended.key.scope == done.process) done.variables.emplace_back(ended.key.name, ended.variable.value);
}

}  // namespace

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
        else
            run(root, std::move(*next));
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
    if (idle) executor_.run([this, root] { work_off(root); });
}

// Its rows name the elements of every instance, whether the step meets its definition or not; a deletion that comes
// between takes nothing of it away.
std::optional<core::Rejection> Engine::hold_definitions(const Root& root, DefinitionsOfStep& definitions) {
    for (const auto& [definition, instances] : root.state->processes.index().instances()) {
        if (definitions.find(definition) || definitions.fetch(core::Need{definition})) continue;
        return core::Rejection{core::Rejection::Reason::unknown_definition,
                               "no deployed process definition found with id '" + to_string(definition) + "'"};
    }
    return std::nullopt;
}

core::Outcome Engine::step(Root& root, const core::Command& command, DefinitionsOfStep& definitions) {
    if (std::optional<core::Failure> failure = history_limit(root, command)) return std::move(*failure);
    const core::Environment environment{definitions, definitions, ids_, evaluator_, time_.now(), settings_.limits};
    while (true) {
        core::Outcome outcome = core::step(environment, *root.state, command);
        const auto* need = std::get_if<core::Need>(&outcome);
        if (!need) return outcome;
        if (definitions.fetch(*need)) continue;
        if (const auto* called = std::get_if<core::CalledDefinition>(&need->what))
            return core::Failure{"no processes deployed with key '" + called->key + "'", ""};
        if (const auto* called = std::get_if<core::CalledDecision>(&need->what))
            return core::Failure{"no decision deployed with key '" + called->key + "'", ""};
        if (std::holds_alternative<core::ScriptCall>(need->what)) return core::Failure{"Scripts cannot run here.", ""};
        return core::Rejection{
            core::Rejection::Reason::unknown_definition,
            "no deployed process definition found with id '" + to_string(std::get<DefinitionId>(need->what)) + "'"};
    }
}

// Another node's deployment, or a deletion, has overtaken what was looked up. A start by key starts the version that is
// the newest now. An answer: there is none any more.
std::optional<Answer> Engine::look_up_again(Submission& submission) {
    submission.outdated = false;
    definitions_.forget_lookups();
    decisions_.forget_lookups();
    if (!submission.newest) return std::nullopt;
    const bpmn::DefinitionPtr newest = definitions_.load(newest_of(submission.newest->key, submission.newest->tenant));
    if (!newest) {
        if (submission.idempotency)
            if (std::optional<Answer> first = known_answer(*submission.idempotency)) return first;
        return core::Rejection{core::Rejection::Reason::unknown_definition,
                               "no processes deployed with key '" + submission.newest->key + "'"};
    }
    core::StartProcess start = std::get<core::StartProcess>(submission.command.variant());
    start.definition = newest->id;
    submission.command = std::move(start);
    submission.newest->definition = newest->id;
    return std::nullopt;
}

PendingChange Engine::describe_change(Root& root, core::Outcome& outcome, const ActivityId& process,
                                      const std::optional<core::ProcessInstance>& before, const Submission& submission,
                                      const core::Definitions& definitions) {
    PendingChange change;
    if (auto* moved = std::get_if<core::Moved>(&outcome)) {
        Done done = describe(root, process, before, submission.want_variables);
        describe_ended(done, moved->change, submission.want_variables);
        if (submission.render) done.text = submission.render(done);
        change.answer = std::move(done);
        change.gone = root.state->processes.empty();
        change.tally = tally_of(moved->events);
        change.rows = to_rows(root.id, *root.state, std::move(moved->change), definitions);
        note_turns_and_history(root, change, definitions);
        return change;
    }
    change.writes = false;
    if (auto* rejection = std::get_if<core::Rejection>(&outcome)) change.answer = std::move(*rejection);
    if (auto* failure = std::get_if<core::Failure>(&outcome)) change.answer = std::move(*failure);
    return change;
}

// Bound to no root and no submission yet.
PendingChange Engine::change_of(Root& root, const Submission& submission) {
    const ActivityId process = process_of(*root.state, root.id, submission.command);
    const core::ProcessInstance* known = root.state->processes.find(process);
    const std::optional<core::ProcessInstance> before = known ? std::optional(*known) : std::nullopt;
    DefinitionsOfStep definitions(definitions_, decisions_);
    std::optional<core::Rejection> deleted = hold_definitions(root, definitions);
    root.step_begun = true;
    const bool was_halted = root.state->incidents.index().halted();
    core::Outcome outcome = deleted ? core::Outcome(std::move(*deleted)) : step(root, submission.command, definitions);
    // Somebody has looked at it.
    if (was_halted && !root.state->incidents.index().halted()) root.history_events = 0;
    PendingChange change = describe_change(root, outcome, process, before, submission, definitions);
    if (change.writes) {
        change.looked_up = definitions.taken_for_newest();
        change.looked_up_decisions = definitions.decisions_taken_for_newest();
    }
    return change;
}

// For a command that other nodes have overtaken more than once. Nothing of its root is on its way: it is alone.
void Engine::run_locked(const std::shared_ptr<Root>& root, Submission& submission) {
    std::uint64_t generation = 0;
    {
        const std::lock_guard busy(root->mutex);
        generation = root->generation;
    }
    std::optional<Answer> gone;
    committer_->commit_locked(*root, [&](const std::optional<StoredRoot>& stored) -> std::optional<PendingChange> {
        const bool is_there = take(*root, generation, stored);
        PendingChange change = change_of(*root, submission);
        ENSURE(is_there || !change.writes);
        if (!is_there) {
            gone = std::move(change.answer);
            return std::nullopt;
        }
        change.root = root;
        change.submission = submission;
        return change;
    });
    if (gone) answer(submission, std::move(*gone));
}

void Engine::run_queued(const std::shared_ptr<Root>& root, Submission& submission) {
    const bool starts = std::holds_alternative<core::StartProcess>(submission.command.variant());
    while (true) {
        std::uint64_t generation = 0;
        {
            const std::lock_guard busy(root->mutex);
            generation = root->generation;
        }
        if (starts) begin_root(*root, generation);
        const bool stored = starts ? false : load(*root, generation);
        PendingChange change = change_of(*root, submission);
        change.born = !stored;
        if (!change.writes && submission.idempotency)
            if (std::optional<Answer> first = known_answer(*submission.idempotency))
                return answer(submission, std::move(*first));
        // There is no row to compare with: the database has just said so, or the start has come to nothing.
        if (!change.writes && !stored) return answer(submission, std::move(change.answer));
        change.root = root;
        change.submission = std::move(submission);
        if (committer_->queue(change, generation)) {
            if (!stored) root->stored = true;
            return;
        }
        submission = std::move(*change.submission);
    }
}

void Engine::run(const std::shared_ptr<Root>& root, Submission submission) {
    root->step_begun = false;
    try {
        if (submission.outdated)
            if (std::optional<Answer> gone = look_up_again(submission)) return answer(submission, std::move(*gone));
        if (is_to_lock(submission))
            run_locked(root, submission);
        else
            run_queued(root, submission);
    } catch (const StoreUnavailable& error) {
        answer(submission, Unavailable{error.what()});
    } catch (const NotLoadable& error) {
        answer(submission, InternalError{not_loaded(*root, error.what())});
    } catch (const std::exception& error) {
        if (!root->step_begun) {
            not_loaded(*root, error.what());
            return answer(submission, InternalError{"The process instance could not be loaded. Nothing was changed."});
        }
        // What was on its way before is committed; the state, which may be half changed, is never used again.
        journal_.warn("process instance " + to_string(root->id) + " is quarantined: " + error.what());
        {
            const std::lock_guard busy(root->mutex);
            root->quarantined = true;
        }
        answer(submission, InternalError{"The engine met an error of its own; nothing was changed."});
    }
}

}  // namespace pavane::engine
