// One step under way: what it may use, the events so far, and the tokens still to move. Behaviours get it as their
// first argument, ask the state, and emit; they never write the state themselves. The function step(), which makes one
// and sees it through, is in step.hpp.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "expression/work_done.hpp"
#include "runtime/core/step.hpp"

namespace pavane::core {

// A sequence flow is taken by a token in `scope`.
struct TakeFlow {
    ActivityId scope;
    FlowIndex flow = bpmn::none;
};
// A token comes into being at `node` in `scope`: a start event, a boundary event that fired.
struct Arrive {
    ActivityId scope;
    NodeIndex node = bpmn::none;
    Assignments variables;  // set on the new activity instance's scope outwards, e.g. what a message brought
};
using Move = std::variant<TakeFlow, Arrive>;

using Stop = std::variant<Rejection, Failure, Need>;

struct Step {
    const Environment& environment;
    InstanceState& state;
    std::vector<Event> events;
    History history;
    std::deque<Move> agenda;       // first in, first out: branches advance breadth first
    std::set<ActivityId> touched;  // scopes in which something ended or a token was parked since they were last settled
    std::optional<Stop> stopped;   // set once: the step is abandoned and everything is put back
    std::uint32_t nodes_entered = 0;
    std::uint64_t units_before = expression::units_evaluated();
    std::int64_t nodes_since_input = 0;              // before this step: a job has it from the step that made it
    std::map<ActivityId, NodeIndex> last_end_event;  // of the process instances: the node that a path last ended at
    std::uint32_t scripts_met = 0;
    bool skip_listeners = false;
    bool skip_mappings = false;
    std::map<DefinitionId, bpmn::DefinitionPtr> definitions;  // those this step has met
    std::vector<Warning> warnings;                            // each once
};

// Records the event, notes what it ends for the history, and applies it.
void emit(Step& step, Event event);

void reject(Step& step, Rejection::Reason reason, std::string message);
void fail(Step& step, const std::string& element, std::string message);
// Likewise, for a limit of the whole root: see Failure::of_root.
void fail_root(Step& step, const std::string& element, std::string message);
void need(Step& step, Need what);

// Of one evaluation: each sentence behind "evaluating WHAT: ". No more than a person would read.
void warn(Step& step, const ActivityId& activity, const DecisionId& decision, const std::string& what,
          std::span<const std::string> sentences);

template <class Tag>
void assign_new(Step& step, Id<Tag>& id) {
    id.value = step.environment.ids.next();
}
template <class IdType>
IdType new_id(Step& step) {
    return IdType{step.environment.ids.next()};
}

// The definition of the process instance that `activity` belongs to. All definitions of a root are at hand once a step
// has begun.
const bpmn::ProcessDefinition& definition_of(const Step& step, const ActivityId& activity);
const bpmn::Node& node_of(const Step& step, const ActivityId& activity);

}  // namespace pavane::core
