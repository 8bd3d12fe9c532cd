#include "runtime/core/unit_of_work.hpp"

#include <algorithm>

namespace pavane::core {

namespace {

ActivityId process_of(const InstanceState& state, const ActivityId& activity) {
    return state.activities.at(activity).process;
}

// Everything that ends leaves its last content in the history; the rest is only in the state.
struct HistoryWriter {
    const InstanceState& state;
    History& history;
    Instant now;

    void operator()(const ProcessInstanceEnded& event) const {
        history.processes.push_back({event.id, state.processes.at(event.id), event.ending, event.by_command,
                                     event.end_node, event.reason, now});
    }
    void operator()(const ActivityEnded& event) const {
        const ActivityInstance& activity = state.activities.at(event.id);
        // An activity that waits before its start has not run: the Camunda 7 line has no history of it either.
        if (activity.phase == Phase::entering) return;
        // A process instance's outermost scope is the process instance, which has a history of its own.
        if (activity.process == event.id) return;
        history.activities.push_back({event.id, activity, event.ending, now});
    }
    void operator()(const UserTaskEnded& event) const {
        const UserTask& task = state.user_tasks.at(event.id);
        history.tasks.push_back({event.id, task, process_of(state, task.owner), event.reason, now});
    }
    void operator()(const IncidentClosed& event) const {
        const Incident& incident = state.incidents.at(event.id);
        history.incidents.push_back({event.id, incident, process_of(state, incident.owner), event.resolved, now});
    }
    void operator()(const VariableRemoved& event) const {
        const Variable& variable = state.variables.at(event.key);
        if (variable.value.transient) return;
        history.variables.push_back({event.key, variable, process_of(state, event.key.scope), now});
    }
    void operator()(const DecisionEvaluated& event) const {
        const ActivityInstance& activity = state.activities.at(event.activity);
        history.decisions.push_back({event, event.activity, activity.process, activity.node, now});
    }
    template <class Other>
    void operator()(const Other&) const {}
};

}  // namespace

void emit(Step& step, Event event) {
    std::visit(HistoryWriter{step.state, step.history, step.environment.now}, event.variant());
    evolve(step.state, event);
    step.events.push_back(std::move(event));
}

void reject(Step& step, Rejection::Reason reason, std::string message) {
    if (!step.stopped) step.stopped = Rejection{reason, std::move(message)};
}

void fail(Step& step, const std::string& element, std::string message) {
    if (!step.stopped) step.stopped = Failure{std::move(message), element};
}

void fail_root(Step& step, const std::string& element, std::string message) {
    if (!step.stopped) step.stopped = Failure{std::move(message), element, true};
}

void need(Step& step, Need what) {
    if (!step.stopped) step.stopped = std::move(what);
}

void warn(Step& step, const ActivityId& activity, const DecisionId& decision, const std::string& what,
          std::span<const std::string> sentences) {
    constexpr std::size_t of_one_step = 100;
    for (const std::string& sentence : sentences) {
        if (step.warnings.size() == of_one_step) return;
        Warning warning{definition_of(step, activity).id, decision, "evaluating " + what + ": " + sentence};
        if (std::ranges::find(step.warnings, warning) == step.warnings.end())
            step.warnings.push_back(std::move(warning));
    }
}

const bpmn::ProcessDefinition& definition_of(const Step& step, const ActivityId& activity) {
    const ActivityId process = process_of(step.state, activity);
    const auto found = step.definitions.find(step.state.processes.at(process).definition);
    ENSURE(found != step.definitions.end());
    return *found->second;
}

const bpmn::Node& node_of(const Step& step, const ActivityId& activity) {
    return definition_of(step, activity).node(step.state.activities.at(activity).node);
}

}  // namespace pavane::core
