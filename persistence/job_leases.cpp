#include <algorithm>

#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

using engine::LeasedJob;

const std::vector<Column>& leased_columns() {
    static const std::vector<Column> columns{{"id", ColumnType::uuid},
                                             {"root_id", ColumnType::uuid},
                                             {"lease_epoch", ColumnType::integer},
                                             {"acquisitions", ColumnType::integer},
                                             {"definition_id", ColumnType::uuid},
                                             {"element"},
                                             {"due", ColumnType::integer},
                                             {"cycle"},
                                             {"cycle_anchor", ColumnType::integer},
                                             {"cycle_index", ColumnType::integer},
                                             {"priority", ColumnType::integer}};
    return columns;
}

struct Ranked {
    LeasedJob job;
    std::int64_t priority = 0;
};

Ranked read_leased(const Cells& row) {
    CellReader cells(row);
    Ranked ranked;
    LeasedJob& job = ranked.job;
    job.job = cells.id<core::JobId>();
    job.root = cells.id<ActivityId>();
    job.epoch = cells.integer();
    job.acquisitions = cells.integer32();
    job.definition = cells.id<DefinitionId>();
    job.element = cells.text();
    job.due = cells.optional_instant();
    job.cycle = cells.text();
    job.cycle_anchor = cells.instant();
    job.cycle_index = cells.integer();
    ranked.priority = cells.integer();
    return ranked;
}

// The priorities that jobs have, highest first: one look into the index for each. Taking the longest ready of each
// priority in turn costs the same whether ten jobs are due or a million.
constexpr Literal with_levels =
    "with recursive levels (priority) as (select max(j.priority) from job j where j.retries > 0 and j.in_turn = 1 "
    "union all select (select max(j.priority) from job j where j.retries > 0 and j.in_turn = 1 and j.priority < "
    "l.priority) from levels l where l.priority is not null)";

// The rows of one level that may be leased, as a query over the job table's alias t.
void select_ready(Sql& sql, std::int32_t max) {
    sql << "select t.id, t.priority, t.ready_at from job t where t.retries > 0 and t.in_turn = 1 and t.priority = "
           "l.priority and t.ready_at <= ";
    sql.clock() << " order by t.ready_at, t.id limit " << bound(max);
    sql.lock_free_rows();
}

// "with ... s as (the ids of the best jobs that are ready and free)".
void select_best(Sql& sql, std::int32_t max) {
    sql << with_levels << ", s as materialized (select x.id from levels l ";
    if (sql.database() == Database::postgresql) {
        sql << "cross join lateral (";
        select_ready(sql, max);
        sql << ") x where l.priority is not null limit " << bound(max) << ") ";
        return;
    }
    sql << "join job x on x.id in (select id from (";
    select_ready(sql, max);
    sql << ")) where l.priority is not null order by l.priority desc, x.ready_at, x.id limit " << bound(max) << ") ";
}

// What every acquisition writes; it counts when it happens, not when the run ends (reliability F16).
void set_lease(Sql& sql, const std::string& owner, Milliseconds lease) {
    sql << "update job set lease_owner = " << bound(owner)
        << ", lease_epoch = job.lease_epoch + 1, acquisitions = job.acquisitions + 1, ready_at = ";
    sql.clock() << " + cast(" << bound(lease) << " as bigint)";
}

// A free job waits for its due date; while it is leased, ready_at is the end of the lease.
constexpr Literal set_free = "update job set lease_owner = '', ready_at = coalesce(due, created_at)";

std::vector<std::string> held(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs) {
    std::vector<std::string> names;
    for (const auto& [job, epoch] : jobs) names.push_back(to_string(job) + '/' + std::to_string(epoch));
    return names;
}
std::vector<core::JobId> ids_of(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs) {
    std::vector<core::JobId> ids;
    for (const auto& [job, epoch] : jobs) ids.push_back(job);
    return ids;
}

// The free rows among these jobs that `owner` holds with the epoch beside them.
void select_held(Sql& sql, const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner) {
    sql << "with s as materialized (select t.id from job t where t.id" << one_of(ids_of(jobs))
        << " and t.lease_owner = " << bound(owner) << " and t.id || '/' || t.lease_epoch" << one_of(held(jobs));
    sql.lock_free_rows() << ") ";
}

}  // namespace

std::vector<LeasedJob> SociStore::lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) {
    if (max <= 0) return {};
    auto rows = writing([&](Connection& connection) {
        Sql sql(connection.database());
        select_best(sql, max);
        set_lease(sql, owner, lease);
        sql << " from s where job.id = s.id returning ";
        sql.columns("job.", leased_columns());
        return connection.rows(sql, leased_columns().size());
    });
    std::vector<Ranked> ranked;
    for (const Cells& row : rows) ranked.push_back(read_leased(row));
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return std::tuple(-a.priority, a.job.due, a.job.job) < std::tuple(-b.priority, b.job.due, b.job.job);
    });
    std::vector<LeasedJob> jobs;
    for (Ranked& one : ranked) jobs.push_back(std::move(one.job));
    return jobs;
}

std::optional<LeasedJob> SociStore::lease_job(const core::JobId& job, const std::string& owner, Milliseconds lease) {
    const auto rows = writing([&](Connection& connection) {
        Sql sql(connection.database());
        set_lease(sql, owner, lease);
        sql << " where job.id = " << bound(job) << " and (job.lease_owner = '' or job.ready_at <= ";
        sql.clock() << ") returning ";
        sql.columns("job.", leased_columns());
        return connection.rows(sql, leased_columns().size());
    });
    if (rows.empty()) return std::nullopt;
    return read_leased(rows.front()).job;
}

void SociStore::renew_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner,
                           Milliseconds lease) {
    if (jobs.empty()) return;
    writing([&](Connection& connection) {
        Sql sql(connection.database());
        select_held(sql, jobs, owner);
        sql << "update job set ready_at = ";
        sql.clock() << " + cast(" << bound(lease) << " as bigint) from s where job.id = s.id";
        connection.execute(sql);
    });
}

// Handed back without a run: the acquisition does not count.
void SociStore::release_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& jobs, const std::string& owner) {
    if (jobs.empty()) return;
    writing([&](Connection& connection) {
        Sql sql(connection.database());
        select_held(sql, jobs, owner);
        sql << set_free
            << ", acquisitions = case when acquisitions > 0 then acquisitions - 1 else 0 end from s where job.id = "
               "s.id";
        connection.execute(sql);
    });
}

// The rows are locked by id, as commits lock them: two that lock in another order wait for each other.
void SociStore::end_leases_of(const std::string& node_prefix, const std::string& owner) {
    writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "with s as materialized (select id from job where lease_owner <> '' and lease_owner <> " << bound(owner);
        // The only process that can use a SQLite file is this one.
        if (connection.database() == Database::postgresql)
            sql << " and substr(lease_owner, 1, " << bound(static_cast<std::int64_t>(node_prefix.size()))
                << ") = " << bound(node_prefix);
        sql << " order by id";
        sql.lock_rows() << ") " << set_free << " from s where job.id = s.id";
        connection.execute(sql);
    });
}

std::optional<Instant> SociStore::next_due() {
    return reading([](Connection& connection) {
        Sql sql(connection.database());
        sql << with_levels
            << " select min((select min(t.ready_at) from job t where t.retries > 0 and t.in_turn = 1 and t.priority = "
               "l.priority)) from levels l where l.priority is not null";
        return CellReader(connection.rows(sql, 1).at(0)).optional_instant();
    });
}

}  // namespace pavane::persistence
