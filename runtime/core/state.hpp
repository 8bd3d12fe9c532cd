// The state of one root: its process instances and everything they own. A plain value; evolve() is its only writer.
#pragma once

#include <tuple>

#include "runtime/core/table.hpp"

namespace pavane::core {

struct InstanceState {
    Table<ActivityId, ProcessInstance> processes;
    Table<ActivityId, ActivityInstance> activities;
    Table<TokenId, Token> tokens;
    Table<SubscriptionId, EventSubscription> subscriptions;
    Table<JobId, Job> jobs;
    Table<UserTaskId, UserTask> user_tasks;
    Table<ExternalTaskId, ExternalTask> external_tasks;
    Table<IncidentId, Incident> incidents;
    Table<VariableKey, Variable> variables;

    auto tables() {
        return std::tie(processes, activities, tokens, subscriptions, jobs, user_tasks, external_tasks, incidents,
                        variables);
    }
    auto tables() const {
        return std::tie(processes, activities, tokens, subscriptions, jobs, user_tasks, external_tasks, incidents,
                        variables);
    }
};

}  // namespace pavane::core
