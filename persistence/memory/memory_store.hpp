// The twin of the databases for scenarios and simulation: the same promises, kept in ordered maps. Nothing is durable.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "persistence/job_shares.hpp"
#include "persistence/memory/tables.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::persistence {

using core::ActivityId;
using engine::DefinitionId;
using engine::DeploymentId;

class MemoryStore : public engine::Store {
  public:
    explicit MemoryStore(std::function<Instant()> clock) : clock_(std::move(clock)) {}

    std::string health() override { return {}; }

    // commit.cpp
    std::optional<engine::StoredRoot> load(const ActivityId& root) override;
    std::optional<ActivityId> find_root(Kind kind, const Uuid& id) override;
    engine::CommitResult commit(const engine::Batch& batch) override;
    engine::CommitResult commit_locked(const ActivityId& root, const WriteLocked& write) override {
        // `write` reads definitions from here, so that the root cannot be locked meanwhile; its guard is compared.
        return commit(write(load(root)));
    }
    std::optional<engine::CommitResult> resolve(const Uuid& operation) override;
    std::optional<engine::KeptAnswer> known_answer(const std::string& tenant, const std::string& key) override;
    std::int64_t forget_commits(Milliseconds age, std::int32_t max) override;
    Instant now() override { return clock_(); }

    // leases.cpp
    std::vector<engine::LeasedJob> lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) override;
    std::vector<engine::LeasedJob> lease_jobs_of_others(const std::string& owner, std::int32_t max, Milliseconds lease,
                                                        const engine::SharesWithEnough& with_enough) override;
    std::set<std::string> some_tenants() override;
    std::optional<engine::LeasedJob> lease_job(const core::JobId& job, const std::string& owner,
                                               Milliseconds lease) override;
    void renew_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner,
                    Milliseconds lease) override;
    void release_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner) override;
    void end_leases_of(const std::string& node_prefix, const std::string& owner) override;
    std::optional<Instant> next_due() override;
    std::optional<Instant> next_due_after(Instant instant) override;

    std::vector<engine::LockedTask> fetch_and_lock(const engine::FetchRequest& request) override;
    std::optional<engine::WorkerLock> worker_lock(const core::ExternalTaskId& task) override;
    bool lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) override;
    bool extend_lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) override;
    bool unlock(const core::ExternalTaskId& task) override;
    void unlock_undelivered(const std::vector<core::ExternalTaskId>& tasks, const std::string& worker) override;

    // deployments.cpp, definitions.cpp
    std::variant<engine::DeployedVersions, engine::MessageStartTaken, engine::DeployedMeanwhile> deploy(
        const engine::NewDeployment& deployment) override;
    std::optional<Deletion> delete_deployment(const DeploymentId& id, bool cascade,
                                              const std::vector<engine::NewDefinition>& restored) override;
    std::optional<engine::Deployment> find_deployment(const DeploymentId& id) override;
    std::vector<engine::Resource> resources(const DeploymentId& id, bool with_content) override;
    std::optional<engine::Resource> find_resource(const DeploymentId& id, const engine::ResourceId& resource) override;
    std::optional<engine::Resource> find_resource(const DeploymentId& id, const std::string& name) override;
    std::optional<engine::Deployment> newest_deployment(const engine::DeploymentOrigin& origin) override;
    std::vector<engine::Resource> newest_resources(const engine::DeploymentOrigin& origin,
                                                   const std::vector<std::string>& names) override;
    std::optional<engine::StoredDefinition> find_definition(const DefinitionId& id) override;
    std::optional<engine::StoredDefinition> find_definition(const core::CalledDefinition& called) override;
    std::optional<engine::StoredDefinition> previous_version(const DefinitionId& id) override;
    std::vector<engine::StoredDefinition> definitions_of(const DeploymentId& id) override;
    std::vector<engine::MessageStart> message_starts(const std::string& message) override;
    bool timer_start_fired(const core::JobId& job, const std::string& owner, std::int64_t epoch,
                           const std::optional<engine::TimerStart>& next) override;

    // decisions.cpp
    std::optional<engine::StoredDecision> find_decision(const core::DecisionId& id) override;
    std::optional<engine::StoredDecision> find_decision(const core::CalledDecision& called) override;
    std::vector<engine::StoredDecision> decisions_of(const DeploymentId& id) override;
    std::optional<engine::StoredRequirements> find_requirements(const engine::RequirementsId& id) override;
    std::optional<engine::StoredRequirements> newest_requirements(const std::string& key,
                                                                  const std::string& tenant) override;
    bool set_history_time_to_live(const core::DecisionId& id, const std::optional<std::int32_t>& days) override;
    Result<void, engine::NoHistory> write_history(const std::vector<engine::DecisionRow>& decisions) override;

    // batch_operations.cpp
    void create_operation(const engine::BatchOperation& operation,
                          const std::vector<core::DecisionInstanceId>& records) override;
    bool run_piece(std::int32_t most) override;
    bool suspend_operation(const engine::BatchOperationId& id, bool suspended) override;
    bool end_operation(const engine::BatchOperationId& id, engine::HistoryOf history) override;
    bool forget_operation(const engine::BatchOperationId& id) override;

    // *_queries.cpp
    void visit(const engine::DeploymentCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::Deployment>& visit) override;
    void visit(const engine::DefinitionCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::StoredDefinition>& visit) override;
    void visit(const engine::DecisionCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::StoredDecision>& visit) override;
    void visit(const engine::RequirementsCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::StoredRequirements>& visit) override;
    void visit(const engine::HistoryDecisionCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::HistoryDecisionItem>& visit) override;
    void visit(const engine::ProcessInstanceCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::ProcessInstanceItem>& visit) override;
    void visit(const engine::TaskCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::TaskItem>& visit) override;
    void visit(const engine::ExternalTaskCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::ExternalTaskItem>& visit) override;
    void visit(const engine::JobCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::JobItem>& visit) override;
    void visit(const engine::IncidentCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::IncidentItem>& visit) override;
    void visit(const engine::HistoryProcessCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::HistoryProcessItem>& visit) override;
    void visit(const engine::HistoryActivityCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::HistoryActivityItem>& visit) override;
    void visit(const engine::HistoryTaskCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::HistoryTaskItem>& visit) override;
    void visit(const engine::HistoryVariableCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::HistoryVariableItem>& visit) override;
    void visit(const engine::BatchOperationCriteria& criteria, const engine::Page& page,
               const engine::Visit<engine::BatchOperation>& visit) override;
    using engine::Store::list;
    std::vector<engine::SubscriptionItem> list(const engine::SubscriptionCriteria& criteria, std::int64_t max) override;
    std::int64_t count(const engine::DeploymentCriteria& criteria) override;
    std::int64_t count(const engine::DefinitionCriteria& criteria) override;
    std::int64_t count(const engine::DecisionCriteria& criteria) override;
    std::int64_t count(const engine::RequirementsCriteria& criteria) override;
    std::int64_t count(const engine::HistoryDecisionCriteria& criteria) override;
    std::vector<core::DecisionInstanceId> list_ids(const engine::HistoryDecisionCriteria& criteria) override;
    std::vector<engine::DecisionCount> count_evaluations(const engine::RequirementsId& requirements,
                                                         const std::optional<core::DecisionInstanceId>& root) override;
    std::int64_t count(const engine::ProcessInstanceCriteria& criteria) override;
    std::int64_t count(const engine::TaskCriteria& criteria) override;
    std::int64_t count(const engine::ExternalTaskCriteria& criteria) override;
    std::int64_t count(const engine::JobCriteria& criteria) override;
    std::int64_t count(const engine::IncidentCriteria& criteria) override;
    std::int64_t count(const engine::HistoryProcessCriteria& criteria) override;
    std::int64_t count(const engine::HistoryActivityCriteria& criteria) override;
    std::int64_t count(const engine::HistoryTaskCriteria& criteria) override;
    std::int64_t count(const engine::HistoryVariableCriteria& criteria) override;
    std::int64_t count(const engine::BatchOperationCriteria& criteria) override;
    std::vector<engine::ActivityRow> activities_of(const ActivityId& process) override;
    std::optional<engine::ActivityRow> find_activity(const ActivityId& id) override;
    std::vector<engine::IncidentItem> incidents_of(const ActivityId& process) override;
    std::vector<engine::VariableRow> variables_of(const ActivityId& scope, bool local,
                                                  const std::optional<engine::Names>& names) override;
    VariablesByScope variables_of_each(const std::vector<ActivityId>& scopes, bool local,
                                       const std::optional<engine::Names>& names) override;

  private:
    mutable std::mutex mutex_;  // every method holds it while it looks or changes
    MemoryTables tables_;
    RoundPosition round_;
    std::function<Instant()> clock_;
};

}  // namespace pavane::persistence
