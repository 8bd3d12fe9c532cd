#include "runtime/core/flow.hpp"

#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/jobs.hpp"
#include "runtime/core/listeners.hpp"
#include "runtime/core/triggers/triggers.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

namespace {

// No step is endless, since over its budget every node goes on in a job; and no model is endless either, whether it
// multiplies its tokens or goes round through jobs without ever waiting (reliability contract F24). False: it has
// stopped.
bool within_limits(Step& step, const bpmn::Node& node) {
    const Limits& limits = step.environment.limits;
    if (step.state.activities.size() >= limits.activities_per_root)
        fail_root(step, node.id,
                  "The process instance would have more than " + std::to_string(limits.activities_per_root) +
                      " activity instances at once; its model multiplies tokens without end.");
    else if (step.nodes_since_input + step.nodes_entered >= limits.nodes_without_input)
        fail(step, node.id,
             "The process instance has entered " + std::to_string(limits.nodes_without_input) +
                 " nodes since something from outside has moved it last, and stops before '" + node.id +
                 "': its model goes round without ever waiting. Setting the retries of its job lets it go on for as "
                 "many again.");
    return !step.stopped;
}

bool has_done_enough(const Step& step) {
    const Limits& limits = step.environment.limits;
    return step.nodes_entered > limits.nodes_per_step ||
           expression::units_evaluated() - step.units_before > limits.units_per_step;
}

}  // namespace

ActivityId arrive(Step& step, const ActivityId& scope, NodeIndex index) {
    const bpmn::Node& node = definition_of(step, scope).node(index);
    if (!within_limits(step, node)) return {};
    const ActivityId id = new_id<ActivityId>(step);
    ++step.nodes_entered;
    const bool in_job = node.async_before || has_done_enough(step);
    ActivityInstance activity;
    activity.parent = scope;
    activity.process = step.state.activities.at(scope).process;
    activity.node = index;
    activity.phase = in_job ? Phase::entering : Phase::active;
    activity.started_at = step.environment.now;
    emit(step, ActivityStarted{id, std::move(activity)});
    if (in_job)
        create_async_job(step, id, Job::Kind::async_before);
    else
        begin(step, id);
    return step.stopped ? ActivityId{} : id;
}

void begin(Step& step, const ActivityId& id) {
    const bpmn::Node& node = node_of(step, id);
    if (!map_inputs(step, id, node.inputs)) return;
    for (const NodeIndex boundary : node.boundaries) {
        const bpmn::Trigger& trigger = definition_of(step, id).node(boundary).kind.as<bpmn::BoundaryEvent>()->trigger;
        std::visit([&](const auto& which) { subscribe(step, id, boundary, which); }, trigger);
        if (step.stopped) return;
    }
    if (!notify(step, id, node.listeners, bpmn::Listener::Event::start)) return;
    std::visit([&](const auto& kind) { enter(step, id, kind); }, node.kind.variant());
}

namespace {

// End listeners and output mapping. False: the step has stopped.
bool finish(Step& step, const ActivityId& id) {
    if (step.stopped) return false;
    const bpmn::Node& node = node_of(step, id);
    if (!notify(step, id, node.listeners, bpmn::Listener::Event::end)) return false;
    return step.skip_mappings || map_outputs(step, id, node.outputs);
}

void end_activity(Step& step, const ActivityId& id, Ending ending) {
    for (const VariableKey& key : step.state.variables.owned_by(id)) emit(step, VariableRemoved{key});
    emit(step, ActivityEnded{id, ending});
}

}  // namespace

void complete(Step& step, const ActivityId& id) {
    if (!finish(step, id)) return;
    release(step, id, false);
    if (node_of(step, id).async_after) {
        emit(step, ActivityPhaseChanged{id, Phase::leaving, step.environment.now});
        create_async_job(step, id, Job::Kind::async_after);
        return;
    }
    leave(step, id);
}

void leave(Step& step, const ActivityId& id) {
    const bpmn::Node& node = node_of(step, id);
    const ActivityInstance& instance = step.state.activities.at(id);
    const ActivityId scope = instance.parent;
    if (node.outgoing.empty() && scope == instance.process) step.last_end_event[scope] = instance.node;
    release(step, id, false);
    end_activity(step, id, Ending::completed);
    step.touched.insert(scope);
    const std::vector<FlowIndex> taken =
        std::visit([&](const auto& kind) { return choose_flows(step, scope, node, kind); }, node.kind.variant());
    for (const FlowIndex flow : taken) step.agenda.push_back(TakeFlow{scope, flow});
}

void end_path(Step& step, const ActivityId& id) {
    if (!finish(step, id)) return;
    const ActivityId scope = step.state.activities.at(id).parent;
    release(step, id, false);
    end_activity(step, id, Ending::completed);
    step.touched.insert(scope);
}

std::optional<bool> condition_holds(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::Expression& condition) {
    const std::optional<bool> holds = evaluate_condition(step, scope, condition);
    // It is evaluated where the node's own variables are gone, but it is the node that cannot be left.
    if (!holds && step.stopped)
        if (auto* failure = std::get_if<Failure>(&*step.stopped)) failure->element = node.id;
    return holds;
}

std::vector<FlowIndex> flows_that_hold(Step& step, const ActivityId& scope, const bpmn::Node& node) {
    std::vector<FlowIndex> chosen;
    bool any_condition = false;
    const bpmn::ProcessDefinition& definition = definition_of(step, scope);
    for (const FlowIndex flow : node.outgoing) {
        if (flow == node.default_flow) continue;
        const bpmn::Expression& condition = definition.flow(flow).condition;
        if (condition) {
            any_condition = true;
            const std::optional<bool> holds = condition_holds(step, scope, node, condition);
            if (!holds) return {};
            if (!*holds) continue;
        }
        chosen.push_back(flow);
    }
    if (chosen.empty() && node.default_flow != bpmn::none) return {node.default_flow};
    if (chosen.empty() && any_condition)
        fail(step, node.id,
             "No condition of the sequence flows out of '" + node.id + "' holds and it has no default flow.");
    return chosen;
}

void release(Step& step, const ActivityId& id, bool canceled) {
    InstanceState& state = step.state;
    for (const IncidentId& incident : state.incidents.owned_by(id)) emit(step, IncidentClosed{incident, !canceled});
    for (const UserTaskId& task : state.user_tasks.owned_by(id)) {
        if (!notify_task(step, task, bpmn::Listener::Event::remove)) return;
        emit(step, UserTaskEnded{task, "deleted"});
    }
    for (const ExternalTaskId& task : state.external_tasks.owned_by(id)) emit(step, ExternalTaskEnded{task});
    for (const JobId& job : state.jobs.owned_by(id)) emit(step, JobEnded{job});
    for (const SubscriptionId& subscription : state.subscriptions.owned_by(id))
        emit(step, SubscriptionClosed{subscription});
    for (const TokenId& token : state.tokens.owned_by(id)) emit(step, TokenConsumed{token});
}

namespace {

// `found` and all inside them, outermost first.
std::vector<ActivityId> with_descendants(const InstanceState& state, std::vector<ActivityId> found) {
    for (std::size_t at = 0; at < found.size(); ++at)
        for (const ActivityId& child : state.activities.owned_by(found[at])) found.push_back(child);
    return found;
}

void cancel_one(Step& step, const ActivityId& id, const Cancellation& cancellation) {
    const ActivityInstance& activity = step.state.activities.at(id);
    if (activity.phase == Phase::active && !notify(step, id, node_of(step, id).listeners, bpmn::Listener::Event::end))
        return;
    release(step, id, true);
    if (step.stopped) return;
    const bool is_process = activity.process == id;
    step.touched.erase(id);
    end_activity(step, id, Ending::canceled);
    if (is_process)
        emit(step,
             ProcessInstanceEnded{id, Ending::canceled, cancellation.by_command, bpmn::none, cancellation.reason});
}

void cancel_all(Step& step, const std::vector<ActivityId>& outermost_first, const Cancellation& cancellation = {}) {
    for (auto id = outermost_first.rbegin(); id != outermost_first.rend() && !step.stopped; ++id)
        cancel_one(step, *id, cancellation);
    // Moves inside what is gone must not happen any more.
    std::erase_if(step.agenda, [&step](const Move& move) {
        const ActivityId& scope = std::visit([](const auto& which) -> const ActivityId& { return which.scope; }, move);
        return step.state.activities.find(scope) == nullptr;
    });
}

}  // namespace

void cancel(Step& step, const ActivityId& id, const Cancellation& cancellation) {
    const ActivityId scope = step.state.activities.at(id).parent;
    cancel_all(step, with_descendants(step.state, {id}), cancellation);
    if (scope) step.touched.insert(scope);
}

void cancel_siblings(Step& step, const ActivityId& activity) {
    const ActivityId scope = step.state.activities.at(activity).parent;
    std::vector<ActivityId> others;
    for (const ActivityId& sibling : step.state.activities.owned_by(scope))
        if (sibling != activity) others.push_back(sibling);
    cancel_all(step, with_descendants(step.state, std::move(others)));
    if (step.stopped) return;
    for (const TokenId& token : step.state.tokens.owned_by(scope)) emit(step, TokenConsumed{token});
    std::erase_if(step.agenda, [&scope](const Move& move) {
        return std::visit([&scope](const auto& which) { return which.scope == scope; }, move);
    });
    step.touched.insert(scope);
}

void complete_process(Step& step, const ActivityId& process) {
    const ActivityId caller = step.state.processes.at(process).caller;
    if (!notify(step, process, node_of(step, process).listeners, bpmn::Listener::Event::end)) return;
    if (caller) called_process_completed(step, caller, process);
    if (step.stopped) return;
    release(step, process, false);
    end_activity(step, process, Ending::completed);
    const auto last = step.last_end_event.find(process);
    emit(step, ProcessInstanceEnded{process, Ending::completed, false,
                                    last == step.last_end_event.end() ? bpmn::none : last->second, ""});
    if (caller) complete(step, caller);
}

namespace {

bool waits_for_others(const bpmn::Node& node) {
    return node.incoming.size() > 1 &&
           std::visit([](const auto& kind) { return joins<std::decay_t<decltype(kind)>>; }, node.kind.variant());
}

void take(Step& step, const TakeFlow& move) {
    const bpmn::ProcessDefinition& definition = definition_of(step, move.scope);
    const bpmn::SequenceFlow& flow = definition.flow(move.flow);
    if (!notify(step, move.scope, flow.listeners, bpmn::Listener::Event::take)) return;
    const bpmn::Node& target = definition.node(flow.target);
    if (waits_for_others(target)) {
        emit(step, TokenParked{new_id<TokenId>(step), Token{move.scope, move.flow, flow.target}});
        step.touched.insert(move.scope);
        return;
    }
    arrive(step, move.scope, flow.target);
}

void perform_move(Step& step, const Move& move) {
    if (const auto* flow = std::get_if<TakeFlow>(&move)) return take(step, *flow);
    const auto& arrival = std::get<Arrive>(move);
    set_variables(step, arrival.scope, arrival.variables);
    arrive(step, arrival.scope, arrival.node);
}

bool join_at(Step& step, const ActivityId& scope, NodeIndex gateway) {
    return std::visit(
        [&]<class Kind>(const Kind& kind) {
            if constexpr (joins<Kind>) return join(step, scope, gateway, kind);
            return false;
        },
        definition_of(step, scope).node(gateway).kind.variant());
}

// One join of the scope, if any can happen now. Joins are asked in the order of the file.
bool join_any(Step& step, const ActivityId& scope) {
    for (const NodeIndex gateway : step.state.tokens.index().waiting_nodes(scope)) {
        if (!join_at(step, scope, gateway)) continue;
        step.touched.insert(scope);
        return true;
    }
    return false;
}

// A scope in which nothing is left completes; tokens that wait for a join that cannot come keep it.
void settle_scope(Step& step, const ActivityId& scope) {
    if (!step.state.activities.find(scope) || join_any(step, scope) || step.stopped) return;
    if (step.state.activities.owns_any(scope) || step.state.tokens.owns_any(scope)) return;
    const ActivityInstance& activity = step.state.activities.at(scope);
    if (activity.phase != Phase::active) return;
    if (activity.process == scope)
        complete_process(step, scope);
    else
        complete(step, scope);
}

}  // namespace

void settle(Step& step) {
    while (!step.stopped) {
        if (!step.agenda.empty()) {
            const Move move = std::move(step.agenda.front());
            step.agenda.pop_front();
            perform_move(step, move);
        } else if (!step.touched.empty()) {
            const ActivityId scope = *step.touched.begin();
            step.touched.erase(step.touched.begin());
            settle_scope(step, scope);
        } else {
            return;
        }
    }
}

}  // namespace pavane::core
