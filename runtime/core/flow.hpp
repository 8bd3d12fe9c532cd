// How tokens move: the verbs that all behaviours share. BPMN 2.0.2 §13.2 to §13.4.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// A token reaches `node`: an activity instance comes into being and begins, or waits in a job if the node is async
// before. Returns its id; null if the step stopped.
ActivityId arrive(Step& step, const ActivityId& scope, NodeIndex node);

// The activity instance begins its work: input mapping, boundary events, start listeners, then its kind's enter().
void begin(Step& step, const ActivityId& activity);

// Its work is done: end listeners, output mapping, then it ends and its outgoing flows are taken (or a job waits, if
// async after).
void complete(Step& step, const ActivityId& activity);

// Ends a completed activity instance and takes the outgoing flows its kind chooses.
void leave(Step& step, const ActivityId& activity);

// As complete(), but its token ends with it: an error that nobody catches leads nowhere.
void end_path(Step& step, const ActivityId& activity);

// Whether a command asked for a cancellation, and what history keeps as the reason of the process instances it ends.
struct Cancellation {
    bool by_command = false;
    std::string reason;
};
// Ends the activity instance, or process instance, and everything inside it and owned by it, whatever it is, innermost
// first. Takes no flow.
void cancel(Step& step, const ActivityId& activity, const Cancellation& cancellation = {});
// The same for everything else in its scope; the activity instance itself stays.
void cancel_siblings(Step& step, const ActivityId& activity);

// Takes away whatever the activity instance still owns that waits: subscriptions, jobs, tasks, incidents.
void release(Step& step, const ActivityId& activity, bool canceled);

// Moves until nothing can move: the agenda first, then joins and scope completion in the scopes that were touched.
void settle(Step& step);

// Completes a process instance whose outermost scope has nothing left to do, and continues its caller if it has one.
void complete_process(Step& step, const ActivityId& process);

// Whether the condition of a flow out of `node` holds, evaluated in `scope`. Nothing: the step has failed at the node.
std::optional<bool> condition_holds(Step& step, const ActivityId& scope, const bpmn::Node& node,
                                    const bpmn::Expression& condition);

// Flows out of `activity` whose conditions hold: for every kind but gateways (BPMN 2.0.2 §13.3.1). Evaluated in its
// scope.
std::vector<FlowIndex> flows_that_hold(Step& step, const ActivityId& scope, const bpmn::Node& node);

}  // namespace pavane::core
