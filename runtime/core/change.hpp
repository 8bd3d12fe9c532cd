// The net change of one step, ready to be written: which records came, changed or went, and what goes to history.
#pragma once

#include <vector>

#include "runtime/core/history.hpp"
#include "runtime/core/state.hpp"

namespace pavane::core {

template <class Key, class Record>
using RecordChanges = std::vector<RecordChange<Key, Record>>;

struct Change {
    RecordChanges<ActivityId, ProcessInstance> processes;
    RecordChanges<ActivityId, ActivityInstance> activities;
    RecordChanges<TokenId, Token> tokens;
    RecordChanges<SubscriptionId, EventSubscription> subscriptions;
    RecordChanges<JobId, Job> jobs;
    RecordChanges<UserTaskId, UserTask> user_tasks;
    RecordChanges<ExternalTaskId, ExternalTask> external_tasks;
    RecordChanges<IncidentId, Incident> incidents;
    RecordChanges<VariableKey, Variable> variables;
    History history;
    std::int64_t grown_by = 0;  // the state, in bytes of memory: estimated (weight.hpp)
};

}  // namespace pavane::core
