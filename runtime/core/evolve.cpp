#include "runtime/core/step.hpp"

namespace pavane::core {

namespace {

void change(InstanceState& state, const ProcessInstanceStarted& event) {
    state.processes.insert(event.id, event.instance);
}
void change(InstanceState& state, const ProcessInstanceEnded& event) { state.processes.erase(event.id); }

void change(InstanceState& state, const ActivityStarted& event) {
    state.activities.insert(event.id, event.activity);
    // The process instance starts before the activity instance of its outermost scope, which is its own id.
    const ProcessInstance* process = state.processes.find(event.id);
    if (process && process->caller) state.activities.edit(process->caller).called = event.id;
}
void change(InstanceState& state, const ActivityPhaseChanged& event) {
    ActivityInstance& activity = state.activities.edit(event.id);
    if (activity.phase == Phase::entering) activity.started_at = event.at;
    activity.phase = event.phase;
}
void change(InstanceState& state, const ActivityEnded& event) { state.activities.erase(event.id); }

void change(InstanceState& state, const TokenParked& event) { state.tokens.insert(event.id, event.token); }
void change(InstanceState& state, const TokenConsumed& event) { state.tokens.erase(event.id); }

void change(InstanceState& state, const SubscriptionOpened& event) {
    state.subscriptions.insert(event.id, event.subscription);
}
void change(InstanceState& state, const SubscriptionClosed& event) { state.subscriptions.erase(event.id); }

void change(InstanceState& state, const JobCreated& event) { state.jobs.insert(event.id, event.job); }
void change(InstanceState& state, const JobChanged& event) { state.jobs.replace(event.id, event.job); }
void change(InstanceState& state, const JobEnded& event) { state.jobs.erase(event.id); }

void change(InstanceState& state, const UserTaskCreated& event) {
    state.user_tasks.insert(event.id, event.task);
    ActivityInstance& activity = state.activities.edit(event.task.owner);
    activity.task = event.id;
    activity.assignee = event.task.assignee;
}
void change(InstanceState& state, const UserTaskChanged& event) {
    state.user_tasks.edit(event.id) = event.task;
    if (state.activities.at(event.task.owner).assignee != event.task.assignee)
        state.activities.edit(event.task.owner).assignee = event.task.assignee;
}
void change(InstanceState& state, const UserTaskEnded& event) { state.user_tasks.erase(event.id); }

void change(InstanceState& state, const ExternalTaskCreated& event) {
    state.external_tasks.insert(event.id, event.task);
}
void change(InstanceState& state, const ExternalTaskChanged& event) {
    state.external_tasks.edit(event.id) = event.task;
}
void change(InstanceState& state, const ExternalTaskEnded& event) { state.external_tasks.erase(event.id); }

void change(InstanceState& state, const IncidentOpened& event) { state.incidents.insert(event.id, event.incident); }
void change(InstanceState& state, const IncidentClosed& event) { state.incidents.erase(event.id); }

void change(InstanceState& state, const VariableSet& event) {
    if (state.variables.find(event.key))
        state.variables.edit(event.key) = event.variable;
    else
        state.variables.insert(event.key, event.variable);
}
void change(InstanceState& state, const VariableRemoved& event) { state.variables.erase(event.key); }

void change(InstanceState&, const DecisionEvaluated&) {}

}  // namespace

void evolve(InstanceState& state, const Event& event) {
    std::visit([&state](const auto& happened) { change(state, happened); }, event.variant());
}

}  // namespace pavane::core
