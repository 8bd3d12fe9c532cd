// What can happen to a state: the whole vocabulary. Behaviours emit events; evolve() applies them; nothing else writes.
#pragma once

#include <string>
#include <variant>

#include "runtime/core/decision.hpp"
#include "runtime/core/records.hpp"

namespace pavane::core {

enum class Ending : std::uint8_t { completed, canceled };

struct ProcessInstanceStarted {
    ActivityId id;
    ProcessInstance instance;
};
struct ProcessInstanceEnded {
    ActivityId id;
    Ending ending = Ending::completed;
    bool by_command = false;  // deleted from outside rather than ended by the model
    NodeIndex end_node = bpmn::none;
    std::string reason;
};
struct ActivityStarted {
    ActivityId id;
    ActivityInstance activity;
};
struct ActivityPhaseChanged {
    ActivityId id;
    Phase phase = Phase::active;
    Instant at;
};
struct ActivityEnded {
    ActivityId id;
    Ending ending = Ending::completed;
};
struct TokenParked {
    TokenId id;
    Token token;
};
struct TokenConsumed {
    TokenId id;
};
struct SubscriptionOpened {
    SubscriptionId id;
    EventSubscription subscription;
};
struct SubscriptionClosed {
    SubscriptionId id;
};
struct JobCreated {
    JobId id;
    Job job;
};
struct JobChanged {
    JobId id;
    Job job;
};
struct JobEnded {
    JobId id;
};
struct UserTaskCreated {
    UserTaskId id;
    UserTask task;
};
struct UserTaskChanged {
    UserTaskId id;
    UserTask task;
};
struct UserTaskEnded {
    UserTaskId id;
    std::string reason;  // completed, or deleted: the contract's deleteReason
};
struct ExternalTaskCreated {
    ExternalTaskId id;
    ExternalTask task;
};
struct ExternalTaskChanged {
    ExternalTaskId id;
    ExternalTask task;
};
struct ExternalTaskEnded {
    ExternalTaskId id;
};
struct IncidentOpened {
    IncidentId id;
    Incident incident;
};
struct IncidentClosed {
    IncidentId id;
    bool resolved = true;  // false: its owner was canceled
};
struct VariableSet {
    VariableKey key;
    Variable variable;
};
struct VariableRemoved {
    VariableKey key;
};
struct DecisionEvaluated : NumberedDecision {  // moves nothing: it is for the history
    ActivityId activity;
};

// Special members are in events.cpp: see bpmn::Kind for why.
class Event {
  public:
    using Variant = std::variant<ProcessInstanceStarted, ProcessInstanceEnded, ActivityStarted, ActivityPhaseChanged,
                                 ActivityEnded, TokenParked, TokenConsumed, SubscriptionOpened, SubscriptionClosed,
                                 JobCreated, JobChanged, JobEnded, UserTaskCreated, UserTaskChanged, UserTaskEnded,
                                 ExternalTaskCreated, ExternalTaskChanged, ExternalTaskEnded, IncidentOpened,
                                 IncidentClosed, VariableSet, VariableRemoved, DecisionEvaluated>;

    Event(ProcessInstanceStarted);
    Event(ProcessInstanceEnded);
    Event(ActivityStarted);
    Event(ActivityPhaseChanged);
    Event(ActivityEnded);
    Event(TokenParked);
    Event(TokenConsumed);
    Event(SubscriptionOpened);
    Event(SubscriptionClosed);
    Event(JobCreated);
    Event(JobChanged);
    Event(JobEnded);
    Event(UserTaskCreated);
    Event(UserTaskChanged);
    Event(UserTaskEnded);
    Event(ExternalTaskCreated);
    Event(ExternalTaskChanged);
    Event(ExternalTaskEnded);
    Event(IncidentOpened);
    Event(IncidentClosed);
    Event(VariableSet);
    Event(VariableRemoved);
    Event(DecisionEvaluated);
    Event(const Event&);
    Event(Event&&) noexcept;
    Event& operator=(const Event&);
    Event& operator=(Event&&) noexcept;
    ~Event();

    const Variant& variant() const { return variant_; }

  private:
    Variant variant_;
};

}  // namespace pavane::core
