#include "persistence/job_shares.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/unless_away.hpp"

namespace pavane::persistence {

namespace {

using engine::LeasedJob;

const std::vector<Column>& leased_columns() {
    static const std::vector<Column> columns{{"id", ColumnType::uuid},
                                             {"root_id", ColumnType::uuid},
                                             {"lease_epoch", ColumnType::integer},
                                             {"acquisitions", ColumnType::integer},
                                             {"definition_id", ColumnType::uuid},
                                             {"tenant"},
                                             {"element"},
                                             {"due", ColumnType::integer},
                                             {"cycle"},
                                             {"cycle_anchor", ColumnType::integer},
                                             {"cycle_index", ColumnType::integer},
                                             {"priority", ColumnType::integer}};
    return columns;
}

RankedJob read_leased(const Cells& row) {
    CellReader cells(row);
    RankedJob ranked;
    LeasedJob& job = ranked.job;
    job.job = cells.id<core::JobId>();
    job.root = cells.id<ActivityId>();
    job.epoch = cells.integer();
    job.acquisitions = cells.integer32();
    job.definition = cells.id<DefinitionId>();
    job.tenant = cells.text();
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

// What `sql`, which has chosen the ids s, leases.
std::vector<RankedJob> leased_by(Connection& connection, Sql& sql, const std::string& owner, Milliseconds lease) {
    set_lease(sql, owner, lease);
    sql << " from s where job.id = s.id returning ";
    sql.columns("job.", leased_columns());
    std::vector<RankedJob> leased;
    for (const Cells& row : connection.rows(sql, leased_columns().size())) leased.push_back(read_leased(row));
    return leased;
}

// " from ... where ...": the jobs in turn that have this priority.
Sql& from_priority(Sql& sql, std::int64_t priority) {
    return sql << " from job t where t.retries > 0 and t.in_turn = 1 and t.priority = " << bound(priority);
}

// The recursive part of shares: the one behind s, by one look into the index. SQLite searches an index by a pair of
// columns only where it is a pair of constants.
void select_next_share(Sql& sql, std::int64_t priority) {
    constexpr Literal first = " order by t.tenant, t.definition_id limit 1";
    sql << "select n.tenant, n.definition_id, s.number + 1 from shares s ";
    if (sql.database() == Database::postgresql) {
        sql << "cross join lateral (select t.tenant, t.definition_id";
        from_priority(sql, priority) << " and (t.tenant, t.definition_id) > (s.tenant, s.definition_id)" << first
                                     << ") n";
        return;
    }
    sql << "join job n on n.id = coalesce((select t.id";
    from_priority(sql, priority) << " and t.tenant = s.tenant and t.definition_id > s.definition_id" << first
                                 << "), (select t.id";
    from_priority(sql, priority) << " and t.tenant > s.tenant" << first << "))";
}

// "with recursive shares (tenant, definition_id, number) as (...) "
void with_shares(Sql& sql, std::int64_t priority, const JobShare& last) {
    sql << "with recursive shares (tenant, definition_id, number) as (select * from (select t.tenant, t.definition_id, "
           "1";
    from_priority(sql, priority) << " and (t.tenant, t.definition_id) > (" << bound(last.tenant) << ", ";
    sql.typed(ColumnType::uuid, Cell(to_string(last.definition)))
        << ") order by t.tenant, t.definition_id limit 1) first union all ";
    select_next_share(sql, priority);
    sql << " where s.number < " << bound(static_cast<std::int64_t>(shares_at_a_time)) << ") ";
}

// The shares of this priority behind `last`, and the first of their jobs that are due and free.
std::vector<JobsOfShare> look_round(Connection& connection, std::int64_t priority, const JobShare& last) {
    const bool is_postgresql = connection.database() == Database::postgresql;
    Sql sql(connection.database());
    with_shares(sql, priority, last);
    sql << "select s.tenant, ";
    sql.as_text("s.", {"definition_id", ColumnType::uuid}) << ", ";
    sql.as_text("x.", {"id", ColumnType::uuid})
        << " from shares s left join "
        << (is_postgresql ? Literal("lateral (") : Literal("job x on x.id in (select id from ("));
    sql << "select t.id, t.ready_at";
    from_priority(sql, priority) << " and t.tenant = s.tenant and t.definition_id = s.definition_id and t.ready_at <= ";
    sql.clock() << " order by t.ready_at, t.id limit " << bound(static_cast<std::int64_t>(most_of_a_share))
                << (is_postgresql ? Literal(") x on true") : Literal("))")) << " order by s.number, x.ready_at, x.id";
    std::vector<JobsOfShare> shares;
    for (const Cells& row : connection.rows(sql, 3)) {
        CellReader cells(row);
        const std::string tenant = cells.text();
        const JobShare share{tenant, cells.id<DefinitionId>()};
        if (shares.empty() || shares.back().share != share) shares.push_back({share, {}});
        const auto job = cells.id<core::JobId>();
        if (!job.is_null()) shares.back().due.push_back(job);
    }
    return shares;
}

// Highest first.
std::vector<std::int64_t> priorities_in_turn(Connection& connection) {
    Sql sql(connection.database());
    sql << with_levels << " select l.priority from levels l where l.priority is not null order by l.priority desc";
    std::vector<std::int64_t> priorities;
    for (const Cells& row : connection.rows(sql, 1)) priorities.push_back(CellReader(row).integer());
    return priorities;
}

// One look into the index for each priority; a condition on the jobs t may follow, and then ")) from levels l ...".
Sql& select_next(Sql& sql) {
    return sql << with_levels
               << " select min((select min(t.ready_at) from job t where t.retries > 0 and t.in_turn = 1 and t.priority "
                  "= l.priority";
}

}  // namespace

std::vector<LeasedJob> SociStore::lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) {
    if (max <= 0) return {};
    UnlessAway unless_away;
    const auto longest = [&](std::size_t places) {
        return unless_away([&] { return lease_longest(owner, places, lease); });
    };
    const auto shared = [&](std::size_t places, std::int64_t priority) {
        return unless_away([&] { return lease_shares(owner, places, priority, lease); });
    };
    return best_first(lease_fairly(static_cast<std::size_t>(max), longest, shared));
}

std::vector<LeasedJob> SociStore::lease_jobs_of_others(const std::string& owner, std::int32_t max, Milliseconds lease,
                                                       const engine::SharesWithEnough& with_enough) {
    if (max <= 0) return {};
    UnlessAway unless_away;
    const std::lock_guard lock(shares_mutex_);
    const auto look = [&](std::int64_t priority, const JobShare& last) {
        return unless_away(
            [&] { return reading([&](Connection& connection) { return look_round(connection, priority, last); }); });
    };
    const auto lease_them = [&](const std::vector<core::JobId>& chosen) {
        return unless_away([&] { return lease_chosen(owner, chosen, lease); });
    };
    return best_first(lease_of_others(static_cast<std::size_t>(max), reading(priorities_in_turn), with_enough, round_,
                                      look, lease_them));
}

// The first and the last one, each by one look into an index.
std::set<std::string> SociStore::some_tenants() {
    return reading([](Connection& connection) {
        Sql sql(connection.database());
        sql << "select (select min(tenant) from process_definition), (select max(tenant) from process_definition)";
        const auto rows = connection.rows(sql, 2);
        std::set<std::string> tenants;
        for (const Cell& tenant : rows.at(0))
            if (tenant) tenants.insert(*tenant);
        return tenants;
    });
}

std::vector<RankedJob> SociStore::lease_longest(const std::string& owner, std::size_t places, Milliseconds lease) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        select_best(sql, static_cast<std::int32_t>(places));
        return leased_by(connection, sql, owner, lease);
    });
}

std::vector<RankedJob> SociStore::lease_shares(const std::string& owner, std::size_t places, std::int64_t priority,
                                               Milliseconds lease) {
    const std::lock_guard lock(shares_mutex_);
    const auto shares = reading([&](Connection& connection) { return look_round(connection, priority, round_.last); });
    return lease_chosen(owner, go_round(shares, places, round_.last), lease);
}

std::vector<RankedJob> SociStore::lease_chosen(const std::string& owner, const std::vector<core::JobId>& chosen,
                                               Milliseconds lease) {
    if (chosen.empty()) return {};
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "with s as materialized (select t.id from job t where t.id" << one_of(chosen)
            << " and t.retries > 0 and t.in_turn = 1 and t.ready_at <= ";
        sql.clock();
        sql.lock_free_rows() << ") ";
        return leased_by(connection, sql, owner, lease);
    });
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

std::optional<Instant> SociStore::next_due() {
    return reading([](Connection& connection) {
        Sql sql(connection.database());
        select_next(sql) << ")) from levels l where l.priority is not null";
        return CellReader(connection.rows(sql, 1).at(0)).optional_instant();
    });
}

std::optional<Instant> SociStore::next_due_after(Instant instant) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        select_next(sql) << " and t.ready_at > " << bound(instant) << ")) from levels l where l.priority is not null";
        return CellReader(connection.rows(sql, 1).at(0)).optional_instant();
    });
}

}  // namespace pavane::persistence
