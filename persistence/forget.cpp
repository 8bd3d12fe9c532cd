#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

// Deletes the oldest rows of a table that are older than `age`, and returns how many.
std::int64_t forget(Connection& connection, Literal table, Literal key, Milliseconds age, std::int32_t max) {
    Sql sql(connection.database());
    sql << "delete from " << table << " where (" << key << ") in (select " << key << " from " << table
        << " where made_at < ";
    sql.clock() << " - cast(" << bound(age) << " as bigint) order by made_at limit " << bound(max) << ") returning '1'";
    return static_cast<std::int64_t>(connection.rows(sql, 1).size());
}

}  // namespace

std::int64_t SociStore::forget_commits(Milliseconds age, std::int32_t max) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        std::int64_t forgotten = forget(connection, "operation", "id", age, max);
        forgotten += forget(connection, "idempotency_key", "tenant, key", age, max);
        Sql refusals(connection.database());
        refusals << "delete from refusal where not exists (select 1 from operation o where o.id = "
                    "refusal.operation_id)";
        if (forgotten > 0) connection.execute(refusals);
        transaction.commit();
        return forgotten;
    });
}

}  // namespace pavane::persistence
