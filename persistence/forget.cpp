#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

// Deletes the oldest rows of a table that are older than `age`, and returns a column of each.
std::vector<Cells> forget(Connection& connection, Literal table, Literal key, const Column& returned, Milliseconds age,
                          std::int32_t max) {
    Sql sql(connection.database());
    sql << "delete from " << table << " where (" << key << ") in (select " << key << " from " << table
        << " where made_at < ";
    sql.clock() << " - cast(" << bound(age) << " as bigint) order by made_at limit " << bound(max) << ") returning ";
    sql.as_text("", returned);
    return connection.rows(sql, 1);
}

}  // namespace

std::int64_t SociStore::forget_commits(Milliseconds age, std::int32_t max) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        const auto operations = forget(connection, "operation", "id", {"id", ColumnType::uuid}, age, max);
        const auto keys = forget(connection, "idempotency_key", "tenant, key", {"key"}, age, max);
        Among forgotten{ColumnType::uuid, {}};
        for (const Cells& row : operations) forgotten.items.push_back(row.front().value());
        Sql refusals(connection.database());
        refusals << "delete from refusal where operation_id" << forgotten;
        if (!forgotten.items.empty()) connection.execute(refusals);
        transaction.commit();
        return static_cast<std::int64_t>(operations.size() + keys.size());
    });
}

}  // namespace pavane::persistence
