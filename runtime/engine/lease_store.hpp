// The port for leases of jobs and locks of external tasks: columns of their rows, never part of an instance's state.
// One statement each, due and expiry compared with the database's clock. A commit writes these columns, too: of a job
// that is born leased, to end the lease of a run, and to lock a task until its next try (docs/tables.md says who writes
// what).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "expression/typed_value.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

// One definition's jobs of one tenant.
struct JobShare {
    std::string tenant;
    DefinitionId definition;

    friend auto operator<=>(const JobShare&, const JobShare&) = default;
};

// Whose jobs are passed over: those of these tenants, and of others these.
struct SharesWithEnough {
    std::set<std::string> tenants;
    std::set<JobShare> shares;

    bool empty() const { return tenants.empty() && shares.empty(); }
    bool contains(const JobShare& share) const { return tenants.contains(share.tenant) || shares.contains(share); }
};

struct LeasedJob {
    core::JobId job;
    ActivityId root;  // null: a definition's start timer
    std::int64_t epoch = 0;
    std::int32_t acquisitions = 0;  // this one counted: over the limit the job is failed instead of run
    DefinitionId definition;
    std::string tenant;
    std::string element;  // of a start timer
    std::optional<Instant> due;
    std::string cycle;
    Instant cycle_anchor;
    std::int64_t cycle_index = 0;
};

// One topic of a fetchAndLock call (contract §3.8). Absent filters match everything.
struct FetchTopic {
    std::string topic;
    Milliseconds lock{0};
    std::optional<std::string> business_key;
    std::optional<DefinitionId> definition;
    std::optional<std::vector<DefinitionId>> definition_in;
    std::optional<std::string> definition_key;
    std::optional<std::vector<std::string>> definition_key_in;
    std::optional<std::string> version_tag;
    std::vector<std::pair<std::string, expression::TypedValue>> process_variables;  // equal
    std::optional<std::vector<std::string>> tenant_in;
    bool without_tenant = false;
};
struct FetchRequest {
    std::string worker;
    std::int32_t max_tasks = 0;
    bool by_priority = false;
    enum class CreateTimeOrder : std::uint8_t { none, ascending, descending };
    CreateTimeOrder create_time = CreateTimeOrder::none;
    std::vector<FetchTopic> topics;
};
struct LockedTask {
    ExternalTaskRow row;
    std::string worker;
    Instant lock_until;
    std::size_t topic_index = 0;  // into FetchRequest::topics
    std::string definition_key;
    std::int32_t definition_version = 0;
    std::string version_tag;
    std::string business_key;
    ActivityId activity;
    std::string unreadable = {};  // why nobody can be given the task, which is locked all the same: a sentence
};
struct WorkerLock {
    std::string worker;  // empty: not locked
    std::optional<Instant> until;
    bool expired = true;  // by the database's clock
};

class LeaseStore {
  public:
    virtual ~LeaseStore() = default;

    // Leases up to `max` jobs that are due, have retries left and are free (or whose lease is over), for `owner`.
    // Counts each acquisition. Higher priority first; of those of one priority half of the places go to what is ready
    // longest, the others round the tenants and their definitions.
    virtual std::vector<LeasedJob> lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) = 0;
    // The same of others than those that have enough, all of them round the tenants and definitions.
    virtual std::vector<LeasedJob> lease_jobs_of_others(const std::string& owner, std::int32_t max, Milliseconds lease,
                                                        const SharesWithEnough& with_enough) = 0;
    // Two of the tenants that have definitions of processes, or all there are.
    virtual std::set<std::string> some_tenants() = 0;
    // Leases this one job whatever its due date, unless somebody else holds it (POST /job/{id}/execute).
    virtual std::optional<LeasedJob> lease_job(const core::JobId& job, const std::string& owner,
                                               Milliseconds lease) = 0;
    // Prolongs the leases of these jobs that `owner` still holds with that epoch; skips rows that are locked.
    virtual void renew_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner,
                            Milliseconds lease) = 0;
    // Hands back jobs that `owner` still holds with that epoch and has not run: the acquisition does not count.
    virtual void release_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs,
                              const std::string& owner) = 0;
    // Ends the leases of dead incarnations: all whose owner starts with `node_prefix` but is not `owner`; on SQLite
    // all.
    virtual void end_leases_of(const std::string& node_prefix, const std::string& owner) = 0;
    // When the next job falls due, if any will: in the past, if one is due by now.
    virtual std::optional<Instant> next_due() = 0;
    // The same of those that fall due after `instant`.
    virtual std::optional<Instant> next_due_after(Instant instant) = 0;

    virtual std::vector<LockedTask> fetch_and_lock(const FetchRequest& request) = 0;
    virtual std::optional<WorkerLock> worker_lock(const core::ExternalTaskId& task) = 0;
    // False: another worker's lock is still valid (or there is no such task; ask worker_lock).
    virtual bool lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) = 0;
    // False: not this worker's, or over.
    virtual bool extend_lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) = 0;
    virtual bool unlock(const core::ExternalTaskId& task) = 0;
    // Unlocks what a fetch locked but could not be delivered, if that lock still stands.
    virtual void unlock_undelivered(const std::vector<core::ExternalTaskId>& tasks, const std::string& worker) = 0;
};

}  // namespace pavane::engine
