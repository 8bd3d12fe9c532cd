// The state of one root: its process instances and everything they own. A plain value; evolve() is its only writer.
#pragma once

#include <tuple>

#include "runtime/core/halts.hpp"
#include "runtime/core/job_queue.hpp"
#include "runtime/core/parked_tokens.hpp"
#include "runtime/core/running_definitions.hpp"
#include "runtime/core/table.hpp"

namespace pavane::core {

struct InstanceState {
    Table<ActivityId, ProcessInstance, RunningDefinitions> processes;
    Table<ActivityId, ActivityInstance> activities;
    Table<TokenId, Token, ParkedTokens> tokens;
    Table<SubscriptionId, EventSubscription> subscriptions;
    Table<JobId, Job, JobQueue> jobs;
    Table<UserTaskId, UserTask> user_tasks;
    Table<ExternalTaskId, ExternalTask> external_tasks;
    Table<IncidentId, Incident, Halts> incidents;
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
