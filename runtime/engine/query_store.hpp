// The port for reads: lists, counts, single records. Criteria and items are one header per resource in queries/. Reads
// never block commits and see every commit that was answered before them.
#pragma once

#include <functional>
#include <map>

#include "runtime/engine/queries/batch_operations.hpp"
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

template <class Item>
using Visit = std::function<void(Item&&)>;

class QueryStore {
  public:
    virtual ~QueryStore() = default;

    // Hands the rows of a list over one by one, in their order and as they were at one moment, so that the list is
    // never in memory as a whole. `visit` takes what it needs at once: the database is read meanwhile.
    virtual void visit(const DeploymentCriteria& criteria, const Page& page, const Visit<Deployment>& visit) = 0;
    virtual void visit(const DefinitionCriteria& criteria, const Page& page, const Visit<StoredDefinition>& visit) = 0;
    virtual void visit(const DecisionCriteria& criteria, const Page& page, const Visit<StoredDecision>& visit) = 0;
    virtual void visit(const RequirementsCriteria& criteria, const Page& page,
                       const Visit<StoredRequirements>& visit) = 0;
    virtual void visit(const HistoryDecisionCriteria& criteria, const Page& page,
                       const Visit<HistoryDecisionItem>& visit) = 0;
    virtual void visit(const ProcessInstanceCriteria& criteria, const Page& page,
                       const Visit<ProcessInstanceItem>& visit) = 0;
    virtual void visit(const TaskCriteria& criteria, const Page& page, const Visit<TaskItem>& visit) = 0;
    virtual void visit(const ExternalTaskCriteria& criteria, const Page& page,
                       const Visit<ExternalTaskItem>& visit) = 0;
    virtual void visit(const JobCriteria& criteria, const Page& page, const Visit<JobItem>& visit) = 0;
    virtual void visit(const IncidentCriteria& criteria, const Page& page, const Visit<IncidentItem>& visit) = 0;
    virtual void visit(const HistoryProcessCriteria& criteria, const Page& page,
                       const Visit<HistoryProcessItem>& visit) = 0;
    virtual void visit(const HistoryActivityCriteria& criteria, const Page& page,
                       const Visit<HistoryActivityItem>& visit) = 0;
    virtual void visit(const HistoryTaskCriteria& criteria, const Page& page, const Visit<HistoryTaskItem>& visit) = 0;
    virtual void visit(const HistoryVariableCriteria& criteria, const Page& page,
                       const Visit<HistoryVariableItem>& visit) = 0;
    virtual void visit(const BatchOperationCriteria& criteria, const Page& page,
                       const Visit<BatchOperation>& visit) = 0;
    // The same as a whole, for what is known to be short.
    std::vector<Deployment> list(const DeploymentCriteria& criteria, const Page& page) {
        return listed<Deployment>(criteria, page);
    }
    std::vector<StoredDefinition> list(const DefinitionCriteria& criteria, const Page& page) {
        return listed<StoredDefinition>(criteria, page);
    }
    std::vector<StoredDecision> list(const DecisionCriteria& criteria, const Page& page) {
        return listed<StoredDecision>(criteria, page);
    }
    std::vector<StoredRequirements> list(const RequirementsCriteria& criteria, const Page& page) {
        return listed<StoredRequirements>(criteria, page);
    }
    std::vector<HistoryDecisionItem> list(const HistoryDecisionCriteria& criteria, const Page& page) {
        return listed<HistoryDecisionItem>(criteria, page);
    }
    std::vector<ProcessInstanceItem> list(const ProcessInstanceCriteria& criteria, const Page& page) {
        return listed<ProcessInstanceItem>(criteria, page);
    }
    std::vector<TaskItem> list(const TaskCriteria& criteria, const Page& page) {
        return listed<TaskItem>(criteria, page);
    }
    std::vector<ExternalTaskItem> list(const ExternalTaskCriteria& criteria, const Page& page) {
        return listed<ExternalTaskItem>(criteria, page);
    }
    std::vector<JobItem> list(const JobCriteria& criteria, const Page& page) { return listed<JobItem>(criteria, page); }
    std::vector<IncidentItem> list(const IncidentCriteria& criteria, const Page& page) {
        return listed<IncidentItem>(criteria, page);
    }
    std::vector<HistoryProcessItem> list(const HistoryProcessCriteria& criteria, const Page& page) {
        return listed<HistoryProcessItem>(criteria, page);
    }
    std::vector<HistoryActivityItem> list(const HistoryActivityCriteria& criteria, const Page& page) {
        return listed<HistoryActivityItem>(criteria, page);
    }
    std::vector<HistoryTaskItem> list(const HistoryTaskCriteria& criteria, const Page& page) {
        return listed<HistoryTaskItem>(criteria, page);
    }
    std::vector<HistoryVariableItem> list(const HistoryVariableCriteria& criteria, const Page& page) {
        return listed<HistoryVariableItem>(criteria, page);
    }
    std::vector<BatchOperation> list(const BatchOperationCriteria& criteria, const Page& page) {
        return listed<BatchOperation>(criteria, page);
    }

    virtual std::vector<SubscriptionItem> list(const SubscriptionCriteria& criteria, std::int64_t max) = 0;

    virtual std::int64_t count(const DeploymentCriteria& criteria) = 0;
    virtual std::int64_t count(const DefinitionCriteria& criteria) = 0;
    virtual std::int64_t count(const DecisionCriteria& criteria) = 0;
    virtual std::int64_t count(const RequirementsCriteria& criteria) = 0;
    virtual std::int64_t count(const HistoryDecisionCriteria& criteria) = 0;
    // The ids alone, of all.
    virtual std::vector<DecisionInstanceId> list_ids(const HistoryDecisionCriteria& criteria) = 0;
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
    virtual std::int64_t count(const BatchOperationCriteria& criteria) = 0;

    // The live activity instances of a process instance, its variables, tokens waiting in it: for the activity tree and
    // variable routes.
    virtual std::vector<ActivityRow> activities_of(const ActivityId& process) = 0;
    virtual std::optional<ActivityRow> find_activity(const ActivityId& id) = 0;
    virtual std::vector<IncidentItem> incidents_of(const ActivityId& process) = 0;
    // The variables of one scope (local), or of the scope and those around it up to its process instance, the nearest
    // of each name; by name.
    virtual std::vector<VariableRow> variables_of(const ActivityId& scope, bool local,
                                                  const std::optional<Names>& names) = 0;
    // The same for many scopes, in one look. A scope without variables is missing. One with a value that cannot be read
    // has none, and a sentence about it.
    struct VariablesOfScope {
        std::vector<VariableRow> rows;
        std::string unreadable;
    };
    using VariablesByScope = std::map<ActivityId, VariablesOfScope>;
    virtual VariablesByScope variables_of_each(const std::vector<ActivityId>& scopes, bool local,
                                               const std::optional<Names>& names) = 0;

  private:
    template <class Item, class Criteria>
    std::vector<Item> listed(const Criteria& criteria, const Page& page) {
        std::vector<Item> items;
        visit(criteria, page, Visit<Item>([&items](Item&& item) { items.push_back(std::move(item)); }));
        return items;
    }
};

}  // namespace pavane::engine
