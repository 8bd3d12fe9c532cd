#include <algorithm>
#include <set>

#include "persistence/commit_guards.hpp"
#include "persistence/memory/memory_store.hpp"
#include "runtime/engine/start_key.hpp"

namespace pavane::persistence {

namespace {

using engine::Batch;
using engine::RootChange;

Present present_of(const MemoryTables& tables, const Batch& batch) {
    Present present;
    for (const auto& [id, process] : tables.processes)
        if (process.row.origin.root == id) present.roots[id] = process.revision;
    for (const RootChange& change : batch.roots)
        for (const auto& command : change.commands) {
            for (const auto& fence : command.job_fences) {
                const auto job = tables.jobs.find(fence.job);
                if (job != tables.jobs.end()) present.jobs[fence.job] = {job->second.lease_owner, job->second.epoch};
            }
            for (const auto& fence : command.worker_fences) {
                const auto task = tables.external_tasks.find(fence.task);
                if (task != tables.external_tasks.end()) present.workers[fence.task] = task->second.worker;
            }
        }
    for (const auto& [id, stored] : tables.definitions)
        if (!stored.deleted) present.definitions.insert(id);
    for (const auto& [id, stored] : tables.definitions)
        if (!stored.deleted && is_newest(tables.definitions, stored.definition))
            present.newest[{stored.definition.key, stored.definition.tenant}] = id;
    for (const auto& [id, stored] : tables.decisions)
        if (!stored.deleted) present.decisions.insert(id);
    for (const auto& [id, stored] : tables.decisions)
        if (!stored.deleted && is_newest(tables.decisions, stored.definition))
            present.newest_decisions[{stored.definition.key, stored.definition.tenant}] = id;
    present.known_answers = tables.answers;
    return present;
}

template <class Map, class Row, class Make>
void apply(Map& map, const engine::RowChanges<Row>& changes, Make make) {
    for (const auto& key : changes.erased) map.erase(key);
    for (const Row& row : changes.inserted) {
        const bool added = map.emplace(row.key, make(row)).second;
        ENSURE(added);
    }
}
template <class Map, class Row>
void apply_plain(Map& map, const engine::RowChanges<Row>& changes) {
    apply(map, changes, [](const Row& row) { return row; });
    for (const Row& row : changes.updated) map.at(row.key) = row;
}

void apply_processes(MemoryTables& tables, const RootChange& change) {
    apply(tables.processes, change.rows.processes,
          [](const engine::ProcessRow& row) { return MemoryProcess{row, {}, 0}; });
    for (const auto& row : change.rows.processes.updated) tables.processes.at(row.key).row = row;
    if (change.gone) return;
    MemoryProcess& root = tables.processes.at(change.root);
    root.revision = change.next;
    root.history_events = change.history_events;
}

void apply_jobs(MemoryTables& tables, const Batch& batch, const RootChange& change, Instant now) {
    apply(tables.jobs, change.rows.jobs,
          [&](const engine::JobRow& row) { return MemoryJob{row, "", 0, 0, row.record.due.value_or(now)}; });
    for (const auto& id : change.leased_at_birth) {
        const auto job = tables.jobs.find(id);
        if (job != tables.jobs.end()) {
            job->second.lease_owner = batch.node;
            job->second.epoch = job->second.acquisitions = 1;
            job->second.ready_at = now + batch.lease;
        }
    }
    for (const auto& row : change.rows.jobs.updated) {
        MemoryJob& job = tables.jobs.at(row.key);
        job.row = row;
        for (const auto& command : change.commands)
            for (const auto& fence : command.job_fences)
                if (fence.job == row.key) {
                    job.lease_owner.clear();
                    job.acquisitions = 0;
                }
        if (job.lease_owner.empty()) job.ready_at = std::max(row.record.due.value_or(now), now);
    }
}

void apply_external_tasks(MemoryTables& tables, const RootChange& change, Instant now) {
    apply(tables.external_tasks, change.rows.external_tasks,
          [](const engine::ExternalTaskRow& row) { return MemoryExternalTask{row, "", {}}; });
    for (const auto& row : change.rows.external_tasks.updated) tables.external_tasks.at(row.key).row = row;
    for (const auto& lock : change.worker_locks) {
        const auto task = tables.external_tasks.find(lock.task);
        if (task != tables.external_tasks.end()) task->second.lock_until = now + lock.from_now;
    }
}

void apply_history(MemoryTables& tables, const engine::RootRows& rows) {
    ENSURE(rows.end_elements.size() == rows.ended_processes.size());
    for (std::size_t at = 0; at < rows.ended_processes.size(); ++at)
        tables.ended_processes[rows.ended_processes[at].ended.id] = {rows.ended_processes[at], rows.end_elements[at]};
    for (const auto& row : rows.ended_activities) tables.ended_activities.emplace(row.ended.id, row);
    for (const auto& row : rows.ended_tasks) tables.ended_tasks.emplace(row.ended.id, row);
    for (const auto& row : rows.ended_variables) tables.ended_variables.push_back(row);
    for (const auto& row : rows.ended_incidents) tables.ended_incidents.push_back(row);
    for (const auto& row : rows.decisions) tables.evaluated_decisions.emplace(row.instance.id, row);
}

void apply_root(MemoryTables& tables, const Batch& batch, const RootChange& change, Instant now) {
    apply_processes(tables, change);
    apply_plain(tables.activities, change.rows.activities);
    apply_plain(tables.tokens, change.rows.tokens);
    apply_plain(tables.subscriptions, change.rows.subscriptions);
    apply_jobs(tables, batch, change, now);
    apply_plain(tables.user_tasks, change.rows.user_tasks);
    apply_external_tasks(tables, change, now);
    apply_plain(tables.incidents, change.rows.incidents);
    apply_plain(tables.variables, change.rows.variables);
    apply_history(tables, change.rows);
}

template <class Map>
std::optional<ActivityId> root_in(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    const engine::Origin* origin = nullptr;
    if constexpr (requires { found->second.row; })
        origin = &found->second.row.origin;
    else
        origin = &found->second.origin;
    if (origin->root.is_null()) return std::nullopt;
    return origin->root;
}

template <class Map, class Rows>
void collect(const Map& map, const ActivityId& root, Rows& rows) {
    for (const auto& [key, stored] : map) {
        if constexpr (requires { stored.row; }) {
            if (stored.row.origin.root == root) rows.push_back(stored.row);
        } else {
            if (stored.origin.root == root) rows.push_back(stored);
        }
    }
}

}  // namespace

engine::CommitResult MemoryStore::commit(const Batch& batch) {
    const std::lock_guard lock(mutex_);
    const Decision decision = decide(batch, present_of(tables_, batch));
    bool wrote = false;
    for (const RootChange& change : batch.roots)
        if (!decision.refused.contains(change.root) && change.writes) wrote = true;
    const Instant now = clock_();
    if (wrote && !tables_.operations.emplace(batch.operation, MemoryTables::Operation{decision.result, now}).second)
        throw std::runtime_error("The operation id of a batch is taken: it was asked for before it came.");
    for (const RootChange& change : batch.roots) {
        if (decision.refused.contains(change.root)) continue;
        if (change.writes) apply_root(tables_, batch, change, now);
        for (const auto& command : change.commands)
            if (command.idempotency) {
                const std::pair key{command.idempotency->tenant, command.idempotency->key};
                tables_.answers[key] = command.idempotency->answer;
                tables_.answers_made_at[key] = now;
            }
    }
    return decision.result;
}

std::optional<engine::CommitResult> MemoryStore::resolve(const Uuid& operation) {
    const std::lock_guard lock(mutex_);
    return tables_.operations.emplace(operation, MemoryTables::Operation{std::nullopt, clock_()}).first->second.result;
}

std::optional<engine::KeptAnswer> MemoryStore::known_answer(const std::string& tenant, const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.answers.find({tenant, key});
    return found == tables_.answers.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t MemoryStore::forget_commits(Milliseconds age, std::int32_t max) {
    const std::lock_guard lock(mutex_);
    const Instant limit = clock_() - age;
    std::int32_t operations = 0;
    std::erase_if(tables_.operations,
                  [&](const auto& entry) { return entry.second.made_at < limit && operations++ < max; });
    std::int32_t keys = 0;
    std::set<std::string> of_timers;
    for (const auto& [id, job] : tables_.jobs)
        if (job.row.origin.root.is_null()) of_timers.insert(engine::start_key(id, job.row.record.cycle_index));
    for (auto at = tables_.answers_made_at.begin(); at != tables_.answers_made_at.end() && keys < max;) {
        if (at->second >= limit || of_timers.contains(at->first.second)) {
            ++at;
            continue;
        }
        tables_.answers.erase(at->first);
        at = tables_.answers_made_at.erase(at);
        ++keys;
    }
    return std::min(operations, max) + keys;
}

std::optional<engine::StoredRoot> MemoryStore::load(const ActivityId& root) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.processes.find(root);
    if (found == tables_.processes.end()) return std::nullopt;
    engine::StoredRoot stored;
    stored.root = root;
    stored.revision = found->second.revision;
    stored.history_events = found->second.history_events;
    collect(tables_.processes, root, stored.processes);
    collect(tables_.activities, root, stored.activities);
    collect(tables_.tokens, root, stored.tokens);
    collect(tables_.subscriptions, root, stored.subscriptions);
    collect(tables_.jobs, root, stored.jobs);
    collect(tables_.user_tasks, root, stored.user_tasks);
    collect(tables_.external_tasks, root, stored.external_tasks);
    collect(tables_.incidents, root, stored.incidents);
    collect(tables_.variables, root, stored.variables);
    return stored;
}

std::optional<ActivityId> MemoryStore::find_root(Kind kind, const Uuid& id) {
    const std::lock_guard lock(mutex_);
    switch (kind) {
        case Kind::process:
            return root_in(tables_.processes, {id});
        case Kind::activity:
            return root_in(tables_.activities, {id});
        case Kind::user_task:
            return root_in(tables_.user_tasks, {id});
        case Kind::external_task:
            return root_in(tables_.external_tasks, {id});
        case Kind::job:
            return root_in(tables_.jobs, {id});
        case Kind::subscription:
            return root_in(tables_.subscriptions, {id});
        case Kind::incident:
            return root_in(tables_.incidents, {id});
    }
    ENSURE(false);
}

}  // namespace pavane::persistence
