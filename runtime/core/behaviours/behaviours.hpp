// One overload per kind of node, one file each. A kind without an overload does not compile.
#pragma once

#include "runtime/core/unit_of_work.hpp"

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
void enter(Step& step, const ActivityId& activity, const bpmn::ReceiveTask& task);
void enter(Step& step, const ActivityId& activity, const bpmn::ExclusiveGateway& gateway);
void enter(Step& step, const ActivityId& activity, const bpmn::ParallelGateway& gateway);
void enter(Step& step, const ActivityId& activity, const bpmn::CallActivity& call);
template <class Kind>
void enter(Step&, const ActivityId&, const Kind&) = delete;

// Which flows a completed node takes. Kinds that do not say otherwise take flows_that_hold().
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::ExclusiveGateway&);
std::vector<FlowIndex> choose_flows(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::ParallelGateway&);

// Consumes one token per incoming flow and enters the gateway, if each flow has one. True: it did.
bool join(Step& step, const ActivityId& scope, NodeIndex gateway);

// A called process instance has completed: output mapping, then the call activity completes.
void called_process_completed(Step& step, const ActivityId& call, const ActivityId& process);

}  // namespace pavane::core
