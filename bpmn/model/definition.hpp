// What runs: a process as the linker made it from a file. Immutable and shared by all its instances; compact arrays
// whose indexes (NodeIndex, FlowIndex) mean something only together with their definition and are never stored.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "bpmn/model/diagnostic.hpp"
#include "expression/evaluator.hpp"
#include "foundation/uuid.hpp"

namespace pavane::bpmn {

using expression::Expression;

using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;
inline constexpr std::uint32_t none = 0xFFFFFFFF;
inline constexpr NodeIndex process_node = 0;  // the process itself: the outermost scope

using DefinitionId = Id<struct DefinitionTag>;

// ---- data that several kinds carry

struct Parameter;

// The value of an input or output parameter: an expression, or a list or map of such values (camunda:inputOutput).
struct ParameterValue {
    struct Entry;
    Expression expression;             // when it is neither list nor map
    std::vector<ParameterValue> list;  // is_list
    std::vector<Entry> map;            // is_map
    bool is_list = false;
    bool is_map = false;
};

struct ParameterValue::Entry {
    Expression key;
    ParameterValue value;
};

struct Parameter {
    std::string name;
    ParameterValue value;
    std::vector<std::string> members = {};  // in the variable, one in the other: the last is set; none: all of it
    Expression before = {};                 // what members are set in; none: in what is new
};

struct Listener {
    enum class Event : std::uint8_t { start, end, take, create, assignment, update, complete, remove };
    Event event = Event::start;
    Expression expression;
};

// ---- triggers: what an event reacts to or does (one file each in runtime/core/triggers/)

struct NoTrigger {
    bool is_unread = false;  // there is one, and what is wrong with it has been said
};
struct MessageTrigger {
    Expression name;
};
struct TimerTrigger {
    enum class Kind : std::uint8_t { date, duration, cycle };
    Kind kind = Kind::duration;
    Expression text;  // ISO 8601, or cron for a cycle, once evaluated
};
struct ErrorTrigger {
    std::string code;  // empty on a catching event: every error
    Expression message;
    std::string code_variable;  // a catching event writes what it caught into these, where named
    std::string message_variable;
};
struct TerminateTrigger {};

using Trigger = std::variant<NoTrigger, MessageTrigger, TimerTrigger, ErrorTrigger, TerminateTrigger>;

// ---- kinds of nodes (one file each in runtime/core/behaviours/)

struct Process {};
struct SubProcess {};
struct StartEvent {
    Trigger trigger;
};
struct CatchEvent {
    Trigger trigger;
};
struct ThrowEvent {
    Trigger trigger;
};
struct EndEvent {
    Trigger trigger;
};
struct BoundaryEvent {
    Trigger trigger;
    NodeIndex attached_to = none;
    bool interrupting = true;
};
struct PassThroughTask {};  // abstract and manual tasks: non-operational (BPMN 2.0.2 §13.1)
struct UserTask {
    Expression assignee;
    std::vector<Expression> candidate_users;  // each may yield one name, a comma separated text or a list
    std::vector<Expression> candidate_groups;
    Expression name;  // a node name may hold expressions
    Expression description;
    Expression due_date;
    Expression follow_up_date;
    Expression priority;
    Expression form_key;
    std::vector<Listener> listeners;
};
struct ExternalTask {
    // An error raised instead of the outcome when its expression holds (camunda:errorEventDefinition).
    struct ErrorMapping {
        Expression condition;
        ErrorTrigger error;
    };
    Expression topic;
    Expression priority;
    Expression retries;                                           // none: a worker says them with its first failure
    std::vector<std::pair<std::string, std::string>> properties;  // given to the worker as extensionProperties
    std::vector<ErrorMapping> error_mappings;
};
struct ExpressionTask {  // work the engine does itself: evaluates, and keeps the value if it is told where
    Expression expression;
    std::string result_variable;
};
// Which of the deployed versions of a key is called.
enum class Binding : std::uint8_t { latest, deployment, version, version_tag };
struct BusinessRuleTask {  // a decision, found by its key
    // What of the decision's result is kept: Camunda 7's mapDecisionResult, or the value as DMN gives it.
    enum class Mapping : std::uint8_t { single_entry, single_result, collect_entries, result_list, as_it_is };
    Expression decision;
    Binding binding = Binding::latest;
    Expression version;
    Expression version_tag;
    Expression tenant;
    Mapping mapping = Mapping::result_list;
    std::string result_variable;
};
struct ReceiveTask {
    MessageTrigger trigger;
};
struct ExclusiveGateway {};
struct ParallelGateway {};
struct CallActivity {
    struct Mapping {
        bool all = false;
        bool local = false;
        std::string source;  // a variable's name, or ...
        Expression expression;
        std::string target;
    };
    Expression called_element;
    Binding binding = Binding::latest;
    Expression version;
    Expression version_tag;
    Expression tenant;
    Expression business_key;
    std::vector<Mapping> inputs;
    std::vector<Mapping> outputs;
    bool keeps_outputs = false;  // they stay inside, for its output parameters to give out (Zeebe)
};

// A closed set: adding a kind makes the compiler list every place that must know it. The special members are in
// definition.cpp, since a bare variant of this size costs every file that stores one more than a second of compile
// time.
class Kind {
  public:
    using Variant = std::variant<Process, SubProcess, StartEvent, CatchEvent, ThrowEvent, EndEvent, BoundaryEvent,
                                 PassThroughTask, UserTask, ExternalTask, ExpressionTask, BusinessRuleTask, ReceiveTask,
                                 ExclusiveGateway, ParallelGateway, CallActivity>;
    Kind();
    Kind(Process);
    Kind(SubProcess);
    Kind(StartEvent);
    Kind(CatchEvent);
    Kind(ThrowEvent);
    Kind(EndEvent);
    Kind(BoundaryEvent);
    Kind(PassThroughTask);
    Kind(UserTask);
    Kind(ExternalTask);
    Kind(ExpressionTask);
    Kind(BusinessRuleTask);
    Kind(ReceiveTask);
    Kind(ExclusiveGateway);
    Kind(ParallelGateway);
    Kind(CallActivity);
    Kind(const Kind&);
    Kind(Kind&&) noexcept;
    Kind& operator=(const Kind&);
    Kind& operator=(Kind&&) noexcept;
    ~Kind();

    const Variant& variant() const { return variant_; }
    template <class T>
    const T* as() const {
        return std::get_if<T>(&variant_);
    }

  private:
    Variant variant_;
};

struct Node {
    std::string id;
    std::string name;
    std::string activity_type;  // the REST contract's word (§5 "History"): userTask, noneEndEvent, boundaryTimer ...
    Kind kind;
    NodeIndex scope =
        none;  // the flow scope: the process or sub-process whose tokens reach it; none for the process itself
    std::vector<NodeIndex> children;    // of a scope: the nodes directly in it
    std::vector<NodeIndex> boundaries;  // of an activity: the boundary events attached to it
    std::vector<FlowIndex> incoming;
    std::vector<FlowIndex> outgoing;
    FlowIndex default_flow = none;
    std::vector<Parameter> inputs;
    std::vector<Parameter> outputs;
    std::vector<Listener> listeners;
    bool async_before = false;
    bool async_after = false;
    bool exclusive = true;
    std::string retry_cycle;  // camunda:failedJobRetryTimeCycle as written, e.g. R3/PT10M or PT1M,PT5M; empty: the
                              // engine's default
    Expression job_priority;
    Location location;
};

struct SequenceFlow {
    std::string id;
    std::string name;
    NodeIndex source = none;
    NodeIndex target = none;
    Expression condition;
    std::vector<Listener> listeners;
    Location location;
};

// Where a process is connected with what could not be read, which has been said: its rules do not say it again.
struct Unread {
    std::set<NodeIndex> led_to;
    std::set<NodeIndex> left;
    std::set<NodeIndex> started;  // scopes
};

struct ProcessDefinition {
    // Given at deployment.
    DefinitionId id;
    std::int32_t version = 0;
    std::string tenant;  // empty: none
    Uuid deployment;
    std::string resource;

    // Given by the model.
    std::string key;
    std::string name;
    std::string version_tag;
    std::string documentation;
    std::string category;  // the model's target namespace, as the Camunda 7 line has it
    std::optional<std::int32_t> history_time_to_live_days;
    bool startable_in_tasklist = true;
    std::size_t expression_bytes = 0;  // about what its expressions and scripts take in memory
    std::vector<Node> nodes;           // nodes[process_node] is the process
    std::vector<SequenceFlow> flows;
    std::vector<NodeIndex> start_events;  // the process's own, in the order of the file
    std::map<std::string, NodeIndex, std::less<>> node_by_id;
    std::map<std::string, FlowIndex, std::less<>> flow_by_id;
    Unread unread;  // nothing, in one that runs

    const Node& node(NodeIndex index) const { return nodes[index]; }
    const SequenceFlow& flow(FlowIndex index) const { return flows[index]; }
    std::optional<NodeIndex> find_node(std::string_view element_id) const;
    std::optional<FlowIndex> find_flow(std::string_view element_id) const;
    // Where a start that names no event begins: the start event without a trigger, else the only one with a timer, else
    // the only start event there is, as in the Camunda 7 line.
    std::optional<NodeIndex> initial_start() const;
};

using DefinitionPtr = std::shared_ptr<const ProcessDefinition>;

}  // namespace pavane::bpmn
