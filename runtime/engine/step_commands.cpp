// What a command makes of its root's state: the step, what it needs on the way, and the change that is to be committed.
#include "runtime/core/failure_text.hpp"
#include "runtime/core/variables.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

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

// What the client's side throws is no bug of the step's.
std::string rendered(const Submission& submission, const Done& done) {
    try {
        return submission.render(done);
    } catch (const std::exception& error) {
        throw std::runtime_error(std::string("an answer could not be written: ") + error.what());
    }
}

}  // namespace

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

core::Outcome Engine::step(Root& root, Attempt& attempt) {
    DefinitionsOfStep& definitions = *attempt.definitions;
    if (std::optional<core::Failure> failure = history_limit(root, attempt.submission.command))
        return std::move(*failure);
    const core::Environment environment{
        definitions, definitions, attempt.ids, evaluator_, attempt.now, settings_.limits, attempt.script_outcomes};
    while (true) {
        attempt.ids.rewind();
        core::Outcome outcome = core::step(environment, *root.state, attempt.submission.command);
        const auto* need = std::get_if<core::Need>(&outcome);
        if (!need || std::holds_alternative<core::ScriptCall>(need->what)) return outcome;
        root.step_begun = false;  // the step has put everything back: if this throws, the state is whole
        const bool is_there = definitions.fetch(*need);
        root.step_begun = true;
        if (is_there) continue;
        if (const auto* called = std::get_if<core::CalledDefinition>(&need->what))
            return core::Failure{core::not_deployed(*called), need->element};
        if (const auto* called = std::get_if<core::CalledDecision>(&need->what))
            return core::Failure{core::not_deployed(*called), need->element};
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
    const auto is_gone = [&](std::string sentence) -> std::optional<Answer> {
        if (submission.idempotency)
            if (std::optional<Answer> first = known_answer(*submission.idempotency)) return first;
        return core::Rejection{core::Rejection::Reason::unknown_definition, std::move(sentence)};
    };
    if (!submission.newest) {
        const auto* start = std::get_if<core::StartProcess>(&submission.command.variant());
        if (!start || store_.find_definition(start->definition)) return std::nullopt;
        return is_gone("no deployed process definition found with id '" + to_string(start->definition) + "'");
    }
    const bpmn::DefinitionPtr newest = definitions_.load(newest_of(submission.newest->key, submission.newest->tenant));
    if (!newest) return is_gone("no processes deployed with key '" + submission.newest->key + "'");
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
        cache_.weigh(root, root.bytes + static_cast<std::size_t>(moved->change.grown_by));
        Done done = describe(root, process, before, submission.want_variables);
        describe_ended(done, moved->change, submission.want_variables);
        if (submission.render) done.text = rendered(submission, done);
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

// Bound to no root and no submission yet. Instead of a change, the script that the step waits for.
Result<PendingChange, core::ScriptCall> Engine::change_of(Root& root, Attempt& attempt) {
    const Submission& submission = attempt.submission;
    const ActivityId process = process_of(*root.state, root.id, submission.command);
    const core::ProcessInstance* known = root.state->processes.find(process);
    const std::optional<core::ProcessInstance> before = known ? std::optional(*known) : std::nullopt;
    DefinitionsOfStep& definitions = *attempt.definitions;
    std::optional<core::Rejection> deleted = hold_definitions(root, definitions);
    root.step_begun = true;
    const bool was_halted = root.state->incidents.index().halted();
    core::Outcome outcome = deleted ? core::Outcome(std::move(*deleted)) : step(root, attempt);
    if (auto* need = std::get_if<core::Need>(&outcome))
        return tl::make_unexpected(std::get<core::ScriptCall>(std::move(need->what)));
    if (const auto* moved = std::get_if<core::Moved>(&outcome)) tell(moved->warnings);
    if (const auto* failure = std::get_if<core::Failure>(&outcome)) tell(failure->warnings);
    // Somebody has looked at it.
    if (was_halted && !root.state->incidents.index().halted()) root.history_events = 0;
    PendingChange change = describe_change(root, outcome, process, before, submission, definitions);
    if (change.writes) {
        change.looked_up = definitions.taken_for_newest();
        change.looked_up_decisions = definitions.decisions_taken_for_newest();
    }
    return change;
}

}  // namespace pavane::engine
