#include "runtime/core/step.hpp"

#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/weight.hpp"

namespace pavane::core {

namespace {

// Every definition that the root's instances run, or a Need for the first that is not at hand.
void collect_definitions(Step& step) {
    for (const auto& [definition, instances] : step.state.processes.index().instances()) {
        bpmn::DefinitionPtr found = step.environment.definitions.find(definition);
        if (!found) return need(step, Need{definition});
        step.definitions.emplace(definition, std::move(found));
    }
}

Change net_change(InstanceState& state, History history) {
    Change change;
    change.processes = state.processes.changes();
    change.activities = state.activities.changes();
    change.tokens = state.tokens.changes();
    change.subscriptions = state.subscriptions.changes();
    change.jobs = state.jobs.changes();
    change.user_tasks = state.user_tasks.changes();
    change.external_tasks = state.external_tasks.changes();
    change.incidents = state.incidents.changes();
    change.variables = state.variables.changes();
    change.history = std::move(history);
    change.grown_by = growth(state);
    return change;
}

// As emit(), without a trace in the history.
void forget(Step& step, Event event) {
    evolve(step.state, event);
    step.events.push_back(std::move(event));
}

// A transient variable was visible up to here; it is never stored.
void drop_transient_variables(Step& step) {
    std::vector<VariableKey> transient;
    for (const Event& event : step.events)
        if (const auto* set = std::get_if<VariableSet>(&event.variant()); set && set->variable.value.transient)
            transient.push_back(set->key);
    for (const VariableKey& key : transient)
        if (const Variable* variable = step.state.variables.find(key); variable && variable->value.transient)
            forget(step, VariableRemoved{key});
}

}  // namespace

Outcome step(const Environment& environment, InstanceState& state, const Command& command) {
    std::apply([](auto&... table) { (table.begin(), ...); }, state.tables());
    Step work{environment, state, {}, {}, {}, {}, {}, 0, expression::units_evaluated(), 0, {}, 0, false, false, {}, {}};
    collect_definitions(work);
    if (!work.stopped) std::visit([&work](const auto& asked) { perform(work, asked); }, command.variant());
    settle(work);
    if (work.stopped) {
        std::apply([](auto&... table) { (table.roll_back(), ...); }, state.tables());
        if (auto* failure = std::get_if<Failure>(&*work.stopped)) failure->warnings = std::move(work.warnings);
        return std::visit([](auto& stop) { return Outcome(std::move(stop)); }, *work.stopped);
    }
    drop_transient_variables(work);
    Moved moved{std::move(work.events), net_change(state, std::move(work.history)), std::move(work.warnings)};
    std::apply([](auto&... table) { (table.begin(), ...); }, state.tables());
    return moved;
}

}  // namespace pavane::core
