#include "conformance/runner/checked_step.hpp"

#include <algorithm>

#include "conformance/runner/verbs.hpp"
#include "runtime/core/invariants.hpp"

namespace pavane::conformance {

namespace {

template <class Table>
bool same_table(const Table& a, const Table& b) {
    const bool same_rows =
        a.size() == b.size() &&
        std::equal(a.rows().begin(), a.rows().end(), b.rows().begin(), [](const auto& left, const auto& right) {
            return left.first == right.first && left.second.record == right.second.record;
        });
    if (!same_rows) return false;
    // Indexes and not only rows: one that kept what is gone, or lost what is there, would show here.
    std::decay_t<decltype(a.index())> index;
    for (const auto& [key, slot] : a.rows()) {
        const core::ActivityId owner = core::owner_of(key, slot.record);
        if (a.owned_by(owner) != b.owned_by(owner)) return false;
        index.add(key, slot.record);
    }
    return a.index() == index && b.index() == index;
}

}  // namespace

bool same_state(const core::InstanceState& a, const core::InstanceState& b) {
    return same_table(a.processes, b.processes) && same_table(a.activities, b.activities) &&
           same_table(a.tokens, b.tokens) && same_table(a.subscriptions, b.subscriptions) &&
           same_table(a.jobs, b.jobs) && same_table(a.user_tasks, b.user_tasks) &&
           same_table(a.external_tasks, b.external_tasks) && same_table(a.incidents, b.incidents) &&
           same_table(a.variables, b.variables);
}

core::Outcome checked_step(const core::Environment& environment, core::InstanceState& state,
                           const core::Command& command) {
    const core::InstanceState before = state;
    core::Outcome outcome = core::step(environment, state, command);
    const auto* moved = std::get_if<core::Moved>(&outcome);
    if (!moved) {
        if (!same_state(before, state)) throw Mismatch("A step that has not moved has left a trace in the state.");
        return outcome;
    }
    core::InstanceState replayed = before;
    for (const core::Event& event : moved->events) core::evolve(replayed, event);
    if (!same_state(replayed, state)) throw Mismatch("Replaying the events does not give the state after the step.");
    std::string broken;
    for (const std::string& law : core::broken_laws(state, environment.definitions)) broken += "\n  " + law;
    if (!broken.empty()) throw Mismatch("After the step:" + broken);
    return outcome;
}

}  // namespace pavane::conformance
