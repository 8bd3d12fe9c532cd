#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::FetchRequest;
using engine::FetchTopic;
using engine::LeasedJob;
using engine::LockedTask;

LeasedJob take(MemoryJob& job, const std::string& owner, Instant until) {
    job.lease_owner = owner;
    ++job.epoch;
    ++job.acquisitions;
    job.ready_at = until;
    const core::Job& record = job.row.record;
    return {job.row.key,           job.row.origin.root,    job.epoch,  job.acquisitions, job.row.origin.definition,
            job.row.origin.tenant, job.row.origin.element, record.due, record.cycle,     record.cycle_anchor,
            record.cycle_index};
}

std::vector<RankedJob> take_all(MemoryTables& tables, const std::vector<core::JobId>& ids, const std::string& owner,
                                Instant until) {
    std::vector<RankedJob> taken;
    for (const core::JobId& id : ids) {
        MemoryJob& job = tables.jobs.at(id);
        taken.push_back({take(job, owner, until), job.row.record.priority});
    }
    return taken;
}

bool is_in_turn(const MemoryJob& job) { return job.row.in_turn && job.row.record.retries > 0; }

void set_free(MemoryJob& job) {
    job.lease_owner.clear();
    job.ready_at = job.row.record.due.value_or(job.row.record.created_at);
}

// The best first.
std::vector<MemoryJob*> ready_jobs(MemoryTables& tables, Instant now) {
    std::vector<MemoryJob*> ready;
    for (auto& [id, job] : tables.jobs)
        if (is_in_turn(job) && job.ready_at <= now) ready.push_back(&job);
    std::sort(ready.begin(), ready.end(), [](const MemoryJob* a, const MemoryJob* b) {
        return std::tuple(-a->row.record.priority, a->ready_at, a->row.key) <
               std::tuple(-b->row.record.priority, b->ready_at, b->row.key);
    });
    return ready;
}

std::vector<JobsOfShare> look_round(MemoryTables& tables, std::int64_t priority, const JobShare& last, Instant now) {
    std::map<JobShare, std::vector<core::JobId>> all;
    const auto share_of = [](const MemoryJob& job) {
        return JobShare{job.row.origin.tenant, job.row.origin.definition};
    };
    for (const auto& [id, job] : tables.jobs)
        if (is_in_turn(job) && job.row.record.priority == priority && share_of(job) > last) all[share_of(job)];
    for (const MemoryJob* job : ready_jobs(tables, now)) {
        const auto share = all.find(share_of(*job));
        if (share == all.end() || job->row.record.priority != priority) continue;
        if (share->second.size() < most_of_a_share) share->second.push_back(job->row.key);
    }
    std::vector<JobsOfShare> shares;
    for (auto& [share, due] : all)
        if (shares.size() < shares_at_a_time) shares.push_back({share, std::move(due)});
    return shares;
}

bool matches(const MemoryTables& tables, const MemoryExternalTask& task, const FetchTopic& topic, Instant now) {
    const engine::ExternalTaskRow& row = task.row;
    if (row.record.topic != topic.topic || task.lock_until > now) return false;
    if (row.record.retries && *row.record.retries <= 0) return false;
    const engine::DefinitionRef definition = definition_ref(tables, row.origin.definition);
    return fits(topic.business_key, tables.processes.at(row.origin.process).row.record.business_key) &&
           fits(topic.definition, definition.id) && fits_any(topic.definition_in, definition.id) &&
           fits(topic.definition_key, definition.key) && fits_any(topic.definition_key_in, definition.key) &&
           fits(topic.version_tag, definition.version_tag) && fits_any(topic.tenant_in, row.origin.tenant) &&
           (!topic.without_tenant || row.origin.tenant.empty()) &&
           std::all_of(topic.process_variables.begin(), topic.process_variables.end(), [&](const auto& wanted) {
               return has_variable(tables, row.origin.process, wanted.first, engine::VariableCondition::Operator::eq,
                                   wanted.second.value);
           });
}

bool comes_before(const FetchRequest& request, const MemoryExternalTask& a, const MemoryExternalTask& b) {
    const core::ExternalTask& left = a.row.record;
    const core::ExternalTask& right = b.row.record;
    if (request.by_priority && left.priority != right.priority) return left.priority > right.priority;
    if (request.create_time != FetchRequest::CreateTimeOrder::none && left.created_at != right.created_at)
        return (left.created_at < right.created_at) ==
               (request.create_time == FetchRequest::CreateTimeOrder::ascending);
    return std::pair(a.lock_until, a.row.key) < std::pair(b.lock_until, b.row.key);
}

}  // namespace

std::vector<LeasedJob> MemoryStore::lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) {
    if (max <= 0) return {};
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    const auto leased = [&](MemoryJob& job) {
        return RankedJob{take(job, owner, now + lease), job.row.record.priority};
    };
    const auto longest = [&](std::size_t places) {
        std::vector<RankedJob> jobs;
        for (MemoryJob* job : ready_jobs(tables_, now))
            if (jobs.size() < places) jobs.push_back(leased(*job));
        return jobs;
    };
    const auto shared = [&](std::size_t places, std::int64_t priority) {
        const auto shares = look_round(tables_, priority, round_.last, now);
        return take_all(tables_, go_round(shares, places, round_.last), owner, now + lease);
    };
    return best_first(lease_fairly(static_cast<std::size_t>(max), longest, shared));
}

std::vector<LeasedJob> MemoryStore::lease_jobs_of_others(const std::string& owner, std::int32_t max, Milliseconds lease,
                                                         const engine::SharesWithEnough& with_enough) {
    if (max <= 0) return {};
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    std::set<std::int64_t, std::greater<>> priorities;
    for (const auto& [id, job] : tables_.jobs)
        if (is_in_turn(job)) priorities.insert(job.row.record.priority);
    return best_first(lease_of_others(
        static_cast<std::size_t>(max), {priorities.begin(), priorities.end()}, with_enough, round_,
        [&](std::int64_t priority, const JobShare& last) { return look_round(tables_, priority, last, now); },
        [&](const std::vector<core::JobId>& chosen) { return take_all(tables_, chosen, owner, now + lease); }));
}

std::set<std::string> MemoryStore::some_tenants() {
    const std::lock_guard lock(mutex_);
    std::set<std::string> tenants;
    for (const auto& [id, definition] : tables_.definitions)
        if (tenants.size() < 2) tenants.insert(definition.definition.tenant);
    return tenants;
}

std::optional<LeasedJob> MemoryStore::lease_job(const core::JobId& job, const std::string& owner, Milliseconds lease) {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    const auto found = tables_.jobs.find(job);
    if (found == tables_.jobs.end()) return std::nullopt;
    if (!found->second.lease_owner.empty() && found->second.ready_at > now) return std::nullopt;
    return take(found->second, owner, now + lease);
}

void MemoryStore::renew_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner,
                             Milliseconds lease) {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, epoch] : jobs) {
        const auto job = tables_.jobs.find(id);
        if (job != tables_.jobs.end() && job->second.lease_owner == owner && job->second.epoch == epoch)
            job->second.ready_at = clock_() + lease;
    }
}

void MemoryStore::release_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs,
                               const std::string& owner) {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, epoch] : jobs) {
        const auto job = tables_.jobs.find(id);
        if (job == tables_.jobs.end() || job->second.lease_owner != owner || job->second.epoch != epoch) continue;
        set_free(job->second);
        job->second.acquisitions = std::max(job->second.acquisitions - 1, 0);
    }
}

void MemoryStore::end_leases_of(const std::string&, const std::string& owner) {
    const std::lock_guard lock(mutex_);
    for (auto& [id, job] : tables_.jobs)
        if (!job.lease_owner.empty() && job.lease_owner != owner) set_free(job);
}

std::optional<Instant> MemoryStore::next_due() {
    const std::lock_guard lock(mutex_);
    std::optional<Instant> next;
    for (const auto& [id, job] : tables_.jobs)
        if (is_in_turn(job) && (!next || job.ready_at < *next)) next = job.ready_at;
    return next;
}

std::optional<Instant> MemoryStore::next_due_after(Instant instant) {
    const std::lock_guard lock(mutex_);
    std::optional<Instant> next;
    for (const auto& [id, job] : tables_.jobs)
        if (is_in_turn(job) && job.ready_at > instant && (!next || job.ready_at < *next)) next = job.ready_at;
    return next;
}

std::vector<LockedTask> MemoryStore::fetch_and_lock(const FetchRequest& request) {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    std::vector<std::pair<MemoryExternalTask*, std::size_t>> found;
    for (auto& [id, task] : tables_.external_tasks)
        for (std::size_t topic = 0; topic < request.topics.size(); ++topic)
            if (matches(tables_, task, request.topics[topic], now)) {
                found.emplace_back(&task, topic);
                break;
            }
    std::sort(found.begin(), found.end(),
              [&](const auto& a, const auto& b) { return comes_before(request, *a.first, *b.first); });
    const auto max = static_cast<std::size_t>(std::max(request.max_tasks, 0));
    if (found.size() > max) found.resize(max);
    std::vector<LockedTask> locked;
    for (auto& [task, topic] : found) {
        task->worker = request.worker;
        task->lock_until = now + request.topics[topic].lock;
        const engine::DefinitionRef definition = definition_ref(tables_, task->row.origin.definition);
        locked.push_back({task->row, task->worker, task->lock_until, topic, definition.key, definition.version,
                          definition.version_tag,
                          tables_.processes.at(task->row.origin.process).row.record.business_key,
                          task->row.record.owner});
    }
    return locked;
}

std::optional<engine::WorkerLock> MemoryStore::worker_lock(const core::ExternalTaskId& task) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.external_tasks.find(task);
    if (found == tables_.external_tasks.end()) return std::nullopt;
    engine::WorkerLock held;
    held.worker = found->second.worker;
    if (!held.worker.empty()) held.until = found->second.lock_until;
    held.expired = found->second.lock_until <= clock_();
    return held;
}

bool MemoryStore::lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    const auto found = tables_.external_tasks.find(task);
    if (found == tables_.external_tasks.end()) return false;
    if (found->second.worker != worker && found->second.lock_until > now) return false;
    found->second.worker = worker;
    found->second.lock_until = now + duration;
    return true;
}

bool MemoryStore::extend_lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) {
    const std::lock_guard lock(mutex_);
    const Instant now = clock_();
    const auto found = tables_.external_tasks.find(task);
    if (found == tables_.external_tasks.end()) return false;
    if (found->second.worker != worker || found->second.lock_until <= now) return false;
    found->second.lock_until = now + duration;
    return true;
}

bool MemoryStore::unlock(const core::ExternalTaskId& task) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.external_tasks.find(task);
    if (found == tables_.external_tasks.end()) return false;
    found->second.worker.clear();
    found->second.lock_until = {};
    return true;
}

void MemoryStore::unlock_undelivered(const std::vector<core::ExternalTaskId>& tasks, const std::string& worker) {
    const std::lock_guard lock(mutex_);
    for (const auto& id : tasks) {
        const auto found = tables_.external_tasks.find(id);
        if (found == tables_.external_tasks.end() || found->second.worker != worker) continue;
        found->second.worker.clear();
        found->second.lock_until = {};
    }
}

}  // namespace pavane::persistence
