// The port for reads: lists, counts, single records. Criteria and items are one header per resource in queries/. Reads
// never block commits and see every commit that was answered before them.
#pragma once

#include <map>

#include "runtime/engine/queries/decision_definitions.hpp"
#include "runtime/engine/queries/deployments.hpp"
#include "runtime/engine/queries/external_tasks.hpp"
#include "runtime/engine/queries/history.hpp"
#include "runtime/engine/queries/history_decisions.hpp"
#include "runtime/engine/queries/incidents.hpp"
#include "runtime/engine/queries/jobs.hpp"
#include "runtime/engine/queries/process_definitions.hpp"
#include "runtime/engine/queries/process_instances.hpp"
#include "runtime/engine/queries/subscriptions.hpp"
#include "runtime/engine/queries/tasks.hpp"

namespace pavane::engine {

class QueryStore {
  public:
    virtual ~QueryStore() = default;

    virtual std::vector<Deployment> list(const DeploymentCriteria& criteria, const Page& page) = 0;
    virtual std::vector<StoredDefinition> list(const DefinitionCriteria& criteria, const Page& page) = 0;
    virtual std::vector<StoredDecision> list(const DecisionCriteria& criteria, const Page& page) = 0;
    virtual std::vector<StoredRequirements> list(const RequirementsCriteria& criteria, const Page& page) = 0;
    virtual std::vector<HistoryDecisionItem> list(const HistoryDecisionCriteria& criteria, const Page& page) = 0;
    virtual std::vector<ProcessInstanceItem> list(const ProcessInstanceCriteria& criteria, const Page& page) = 0;
    virtual std::vector<TaskItem> list(const TaskCriteria& criteria, const Page& page) = 0;
    virtual std::vector<ExternalTaskItem> list(const ExternalTaskCriteria& criteria, const Page& page) = 0;
    virtual std::vector<JobItem> list(const JobCriteria& criteria, const Page& page) = 0;
    virtual std::vector<IncidentItem> list(const IncidentCriteria& criteria, const Page& page) = 0;
    virtual std::vector<HistoryProcessItem> list(const HistoryProcessCriteria& criteria, const Page& page) = 0;
    virtual std::vector<HistoryActivityItem> list(const HistoryActivityCriteria& criteria, const Page& page) = 0;
    virtual std::vector<HistoryTaskItem> list(const HistoryTaskCriteria& criteria, const Page& page) = 0;
    virtual std::vector<HistoryVariableItem> list(const HistoryVariableCriteria& criteria, const Page& page) = 0;
    virtual std::vector<SubscriptionItem> list(const SubscriptionCriteria& criteria, std::int64_t max) = 0;

    virtual std::int64_t count(const DeploymentCriteria& criteria) = 0;
    virtual std::int64_t count(const DefinitionCriteria& criteria) = 0;
    virtual std::int64_t count(const DecisionCriteria& criteria) = 0;
    virtual std::int64_t count(const RequirementsCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryDecisionCriteria& criteria) = 0;
    virtual std::vector<DecisionCount> count_evaluations(const RequirementsId& requirements,
                                                         const std::optional<DecisionInstanceId>& root) = 0;
    virtual std::int64_t count(const ProcessInstanceCriteria& criteria) = 0;
    virtual std::int64_t count(const TaskCriteria& criteria) = 0;
    virtual std::int64_t count(const ExternalTaskCriteria& criteria) = 0;
    virtual std::int64_t count(const JobCriteria& criteria) = 0;
    virtual std::int64_t count(const IncidentCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryProcessCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryActivityCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryTaskCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryVariableCriteria& criteria) = 0;

    // The live activity instances of a process instance, its variables, tokens waiting in it: for the activity tree and
    // variable routes.
    virtual std::vector<ActivityRow> activities_of(const ActivityId& process) = 0;
    virtual std::optional<ActivityRow> find_activity(const ActivityId& id) = 0;
    virtual std::vector<IncidentItem> incidents_of(const ActivityId& process) = 0;
    // The variables of one scope (local), or of the scope and those around it up to its process instance, the nearest
    // of each name; by name.
    virtual std::vector<VariableRow> variables_of(const ActivityId& scope, bool local,
                                                  const std::optional<Names>& names) = 0;
    // The same for many scopes, in one look. A scope without variables is missing.
    using VariablesByScope = std::map<ActivityId, std::vector<VariableRow>>;
    virtual VariablesByScope variables_of_each(const std::vector<ActivityId>& scopes, bool local,
                                               const std::optional<Names>& names) = 0;
};

}  // namespace pavane::engine
