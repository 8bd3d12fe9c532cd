// What each kind of node does, one file each: how it begins, which flows it takes, whether and how it waits for tokens.
// Overloads are chosen by kind; a kind without an enter() does not compile.
#pragma once

#include "runtime/core/flow.hpp"

namespace pavane::core {

// The activity instance's own work begins. Whoever has nothing to wait for calls complete().
void enter(Step& step, const ActivityId& activity, const bpmn::Process& process);
void enter(Step& step, const ActivityId& activity, const bpmn::SubProcess& sub_process);
void enter(Step& step, const ActivityId& activity, const bpmn::StartEvent& event);
void enter(Step& step, const ActivityId& activity, const bpmn::CatchEvent& event);
void enter(Step& step, const ActivityId& activity, const bpmn::ThrowEvent& event);
void enter(Step& step, const ActivityId& activity, const bpmn::EndEvent& event);
void enter(Step& step, const ActivityId& activity, const bpmn::BoundaryEvent& event);
void enter(Step& step, const ActivityId& activity, const bpmn::PassThroughTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::UserTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::ExternalTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::ExpressionTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::BusinessRuleTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::ReceiveTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::ExclusiveGateway& gateway);
void enter(Step& step, const ActivityId& activity, const bpmn::ParallelGateway& gateway);
void enter(Step& step, const ActivityId& activity, const bpmn::CallActivity& call);
template <class Kind>
void enter(Step&, const ActivityId&, const Kind&) = delete;

// Which flows a completed node takes; a kind that does not say otherwise takes flows_that_hold().
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::ExclusiveGateway&);
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::ParallelGateway&);
template <class Kind>
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node, const Kind&) {
    return flows_that_hold(step, scope, node);
}

// Kinds that join: with more than one incoming flow, a token on one of them is parked there and waits for the others.
template <class Kind>
inline constexpr bool joins = false;
template <>
inline constexpr bool joins<bpmn::ParallelGateway> = true;

// One join at `gateway`, if the tokens parked at it (step.state.tokens.index()) allow it: consumes those that take part
// and arrives at the gateway. False: not now. Asked whenever nothing else moves and something was parked or has ended
// in the scope. A kind that joins and says not how does not compile.
bool join(Step& step, const ActivityId& scope, NodeIndex gateway, const bpmn::ParallelGateway&);

// A called process instance has completed: output mapping, then the call activity completes.
void called_process_completed(Step& step, const ActivityId& call, const ActivityId& process);

}  // namespace pavane::core
