// The records a running process consists of. Everything that waits is a record owned by an activity instance, so that
// whoever ends an activity instance can end what it owns without knowing what it is.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "expression/typed_value.hpp"
#include "foundation/instant.hpp"
#include "runtime/core/ids.hpp"

namespace pavane::core {

struct ProcessInstance {  // keyed by the activity instance of its outermost scope
    DefinitionId definition;
    ActivityId caller;  // the call activity's instance; null for a root
    std::string business_key;
    std::string tenant;
    NodeIndex start_node = bpmn::none;
    Instant started_at;

    friend bool operator==(const ProcessInstance&, const ProcessInstance&) = default;
};

// Where an activity instance stands: before its start (async before), at work, or after its end (async after).
enum class Phase : std::uint8_t { entering, active, leaving };

struct ActivityInstance {
    ActivityId parent;   // the scope it runs in; a called process's is its call activity; null for a root
    ActivityId process;  // the process instance it belongs to; itself for the outermost scope
    NodeIndex node = bpmn::none;
    Phase phase = Phase::active;
    Instant started_at;
    UserTaskId task;       // while it has one, and in its history
    ActivityId called;     // a call activity's process instance
    std::string assignee;  // of its user task

    friend bool operator==(const ActivityInstance&, const ActivityInstance&) = default;
};

struct Token {  // a taken sequence flow whose target waits for others
    ActivityId scope;
    FlowIndex flow = bpmn::none;
    NodeIndex node = bpmn::none;  // the flow's target, which waits

    friend bool operator==(const Token&, const Token&) = default;
};

struct EventSubscription {
    ActivityId owner;
    NodeIndex node = bpmn::none;  // the event or receive task that waits: for a boundary event not the owner's node
    std::string message;
    Instant created_at;

    friend bool operator==(const EventSubscription&, const EventSubscription&) = default;
};

struct Job {
    enum class Kind : std::uint8_t { async_before, async_after, timer };
    ActivityId owner;
    NodeIndex node = bpmn::none;
    Kind kind = Kind::timer;
    std::optional<Instant> due;  // none: at once
    std::int32_t retries = 3;
    std::int64_t priority = 0;
    bool exclusive = true;
    std::string cycle;     // a repeating timer's text, else empty
    Instant cycle_anchor;  // where a repeating timer stands: see expression::CyclePosition
    std::int64_t cycle_index = 0;
    // How many nodes have been entered, from step to step through jobs, since something from outside moved the instance
    // last: reliability contract F24.
    std::int64_t nodes_since_input = 0;
    std::string error_message;
    std::string error_details;
    Instant created_at;

    friend bool operator==(const Job&, const Job&) = default;
};

struct Candidate {
    enum class Kind : std::uint8_t { user, group };
    Kind kind = Kind::user;
    std::string name;

    friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

struct UserTask {
    ActivityId owner;
    NodeIndex node = bpmn::none;
    std::string name;
    std::string description;
    std::string assignee;  // empty: none
    std::string owner_user;
    std::string form_key;
    std::vector<Candidate> candidates;  // sorted, unique
    std::int32_t priority = 50;
    std::optional<Instant> due;
    std::optional<Instant> follow_up;
    Instant created_at;
    std::optional<Instant> updated_at;

    friend bool operator==(const UserTask&, const UserTask&) = default;
};

struct ExternalTask {
    ActivityId owner;
    NodeIndex node = bpmn::none;
    std::string topic;
    std::int64_t priority = 0;
    std::optional<std::int32_t> retries;  // none until a worker has said
    std::string error_message;
    std::string error_details;
    Instant created_at;

    friend bool operator==(const ExternalTask&, const ExternalTask&) = default;
};

struct Incident {
    // instance_limit: a job has met a limit of its whole root, none of whose jobs runs while this is open.
    enum class Kind : std::uint8_t { failed_job, failed_external_task, instance_limit };
    ActivityId owner;
    NodeIndex node = bpmn::none;
    Kind kind = Kind::failed_job;
    Uuid cause;  // the job or external task without retries
    std::string message;
    Instant created_at;

    friend bool operator==(const Incident&, const Incident&) = default;
};

struct VariableKey {
    ActivityId scope;
    std::string name;

    friend auto operator<=>(const VariableKey&, const VariableKey&) = default;
};

struct Variable {
    VariableId id;
    expression::TypedValue value;
    Instant created_at;

    friend bool operator==(const Variable&, const Variable&) = default;
};

}  // namespace pavane::core
