// The store on a database, PostgreSQL or SQLite. Each group of methods has a file of its own; what differs between the
// two is in sql/.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "persistence/job_shares.hpp"
#include "persistence/sql/pool.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::persistence {

using core::ActivityId;
using engine::DefinitionId;
using engine::DeploymentId;

// The readers are declared last, so that they close first: on SQLite the writer must be the last to close.
struct Pools {
    Pools(const Pool::Open& open_writer, std::size_t writer_count, const Pool::Open& open_reader,
          std::size_t reader_count)
        : writers(open_writer, writer_count), readers(open_reader, reader_count), probe(open_reader, 1) {}
    Pool writers;
    Pool readers;
    Pool probe;  // of health(): that all readers are at work is no reason to call the database away
};

class SociStore final : public engine::Store {
  public:
    SociStore(std::unique_ptr<Pools> pools, const ValueText& text) : pools_(std::move(pools)), text_(text) {}

    std::string health() override;

    // commit.cpp, resolve.cpp, load.cpp, forget.cpp
    std::optional<engine::StoredRoot> load(const ActivityId& root) override;
    std::optional<engine::StoredRoot> load_to_delete(const ActivityId& root) override;
    std::optional<ActivityId> find_root(Kind kind, const Uuid& id) override;
    engine::CommitResult commit(const engine::Batch& batch) override;
    engine::CommitResult commit_locked(const ActivityId& root, const WriteLocked& write) override;
    std::optional<engine::CommitResult> resolve(const Uuid& operation) override;
    std::optional<engine::KeptAnswer> known_answer(const std::string& tenant, const std::string& key) override;
    std::int64_t forget_commits(Milliseconds age, std::int32_t max) override;
    Instant now() override;

    // job_leases.cpp, held_leases.cpp
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

    // worker_locks.cpp
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

    // queries/
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
    // Runs work(connection) on a connection that writes or reads; again, up to five times, when it collided with
    // another transaction.
    template <class Work>
    auto writing(Work work) {
        try {
            return again_on_collision([&] {
                auto connection = pools_->writers.take();
                return work(*connection);
            });
        } catch (const engine::StoreUnavailable&) {
            write_failed_ = true;
            throw;
        } catch (const engine::CommitUnknown&) {
            write_failed_ = true;
            throw;
        }
    }
    template <class Work>
    auto reading(Work work) {
        return again_on_collision([&] {
            auto connection = pools_->readers.take();
            return work(*connection);
        });
    }
    template <class Attempt>
    static auto again_on_collision(Attempt attempt) {
        for (int failures = 0;;) {
            try {
                return attempt();
            } catch (const Collision& collision) {
                if (++failures == 5)
                    throw engine::StoreUnavailable(std::string("The database is too busy: ") + collision.what());
            }
            pause(failures);
        }
    }
    static void pause(int failures);  // longer each time, and never the same

    // job_leases.cpp, held_leases.cpp
    std::vector<RankedJob> lease_longest(const std::string& owner, std::size_t places, Milliseconds lease);
    std::vector<RankedJob> lease_shares(const std::string& owner, std::size_t places, std::int64_t priority,
                                        Milliseconds lease);
    std::vector<RankedJob> lease_chosen(const std::string& owner, const std::vector<core::JobId>& chosen,
                                        Milliseconds lease);

    // load.cpp, commit.cpp
    std::optional<engine::StoredRoot> load_on(Connection& connection, const ActivityId& root) const;
    static std::optional<engine::StoredRoot> readable(std::optional<engine::StoredRoot> stored);  // or UnreadableRow
    template <class Work>
    engine::CommitResult committing(const Uuid& operation, Work work);

    // resolve.cpp
    engine::CommitResult after_failed_commit(const Uuid& operation, const std::string& error);
    void try_to_write();

    // The last write has failed. Reading may go on all the while, so /readyz asks for this, too.
    std::atomic<bool> write_failed_{false};

    std::mutex shares_mutex_;
    RoundPosition round_;

    std::unique_ptr<Pools> pools_;
    const ValueText& text_;
};

}  // namespace pavane::persistence
