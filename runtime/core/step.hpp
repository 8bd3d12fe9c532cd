// step(): the interpreter. A function of its arguments: no I/O, no clock, no random number, no lock. It moves the state
// in place, or it leaves it exactly as it was. docs/architecture.md tells the idea, docs/semantics.md our reading of
// the token game.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "expression/evaluator.hpp"
#include "expression/script.hpp"
#include "runtime/core/called.hpp"
#include "runtime/core/change.hpp"
#include "runtime/core/commands.hpp"
#include "runtime/core/decision.hpp"

namespace pavane::core {

using CalledDefinition = Called<DefinitionId>;  // by a call activity

// Definitions that are at hand. A null pointer means "not at hand": the step answers with a Need.
class Definitions {
  public:
    virtual ~Definitions() = default;
    virtual bpmn::DefinitionPtr find(const DefinitionId& id) const = 0;
    virtual bpmn::DefinitionPtr find(const CalledDefinition& called) const = 0;
};

struct Limits {
    // Beyond either the step goes on in jobs (reliability contract F24). The units are those of the expressions'
    // limits: as much as one expression may take, which is about a second.
    std::uint32_t nodes_per_step = 10'000;
    std::uint64_t units_per_step = 100'000 * 256;
    // Then the step fails: a model that goes round through jobs without ever waiting would write history for ever.
    std::int64_t nodes_without_input = 100'000;
    std::size_t activities_per_root = 50'000;  // at once: a model that multiplies its tokens ends here
    // Rows of history that a root has written since it was started, or since somebody looked at it (reliability F23).
    std::int64_t history_events_to_warn = 10'000;
    std::int64_t history_events_per_root = 50'000;
    std::uint32_t call_depth = 100;
    std::int32_t job_retries = 3;  // where the model names none
    // Then the step fails: each script makes it run again from its beginning (docs/semantics.md "Scripts").
    std::uint32_t scripts_per_step = 100;
};

// A script that a step has met. It runs outside of the step, which then comes again with what became of it.
struct ScriptCall {
    expression::Expression script;
    expression::ScriptInput input;
    DefinitionId definition;  // of the process that it stands in
};
using ScriptOutcome = Result<expression::ScriptOutput, expression::ScriptFailure>;

struct Environment {
    const Definitions& definitions;
    const Decisions& decisions;
    IdSource& ids;
    const expression::Evaluator& evaluator;
    Instant now;
    Limits limits;
    // Of the scripts that this step meets, in that order: all that it has asked for in earlier runs, which had the same
    // state, ids and time.
    std::span<const ScriptOutcome> script_outcomes = {};
};

// Why something became null, for an operator: FEEL takes an error for null (docs/feel.md).
struct Warning {
    DefinitionId definition;  // of the process in which it did; null: a client has asked for the decision
    DecisionId decision;      // in which it did; null: in an expression of the process
    std::string sentence;

    friend bool operator==(const Warning&, const Warning&) = default;
};

// The four outcomes of a step. Only Moved has changed the state.
struct Moved {
    std::vector<Event> events;
    Change change;
    std::vector<Warning> warnings;
};
struct Rejection {  // the command does not fit the state
    enum class Reason : std::uint8_t {
        unknown_definition,
        unknown_process_instance,
        unknown_activity,
        unknown_task,
        unknown_external_task,
        unknown_job,
        unknown_subscription,
        task_claimed,
        no_start_event,
        invalid_value
    };
    Reason reason = Reason::invalid_value;
    std::string message;
};
struct Failure {  // a behaviour could not go on
    std::string message;
    std::string element;   // the id of the element that failed
    bool of_root = false;  // a limit of the whole root was met: none of its jobs would get further
    std::vector<Warning> warnings = {};
};
struct Need {  // something is not at hand: get it and step again
    std::variant<DefinitionId, CalledDefinition, CalledDecision, ScriptCall> what;
    std::string element = {};  // that needs it, if one does
};
using Outcome = std::variant<Moved, Rejection, Failure, Need>;

Outcome step(const Environment& environment, InstanceState& state, const Command& command);

// Applies one event. The only writer of a state.
void evolve(InstanceState& state, const Event& event);

}  // namespace pavane::core
