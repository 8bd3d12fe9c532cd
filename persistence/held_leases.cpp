// What becomes of leases: they are prolonged, given back, or ended for those that have died.
#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

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

}  // namespace pavane::persistence
