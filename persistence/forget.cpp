#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

// Of a timer's date that has started its instance, and is not over (engine::start_key).
void unless_of_a_timer(Sql& sql) {
    sql << " and not (case when key like 'start timer %' then exists (select 1 from job j where j.id = "
        << (sql.database() == Database::postgresql ? Literal("cast(substr(key, 13, 36) as uuid)")
                                                   : Literal("substr(key, 13, 36)"))
        << " and j.cycle_index = cast(substr(key, 50) as bigint)) else false end)";
}

// Deletes the oldest rows of a table that are older than `age`, and returns a column of each.
template <class AddCondition>
std::vector<Cells> forget(Connection& connection, Literal table, Literal key, const Column& returned, Milliseconds age,
                          std::int32_t max, AddCondition add_condition) {
    Sql sql(connection.database());
    sql << "delete from " << table << " where (" << key << ") in (select " << key << " from " << table
        << " where made_at < ";
    sql.clock() << " - cast(" << bound(age) << " as bigint)";
    add_condition(sql);
    sql << " order by made_at limit " << bound(max) << ") returning ";
    sql.as_text("", returned);
    return connection.rows(sql, 1);
}

}  // namespace

std::int64_t SociStore::forget_commits(Milliseconds age, std::int32_t max) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        const auto operations = forget(connection, "operation", "id", {"id", ColumnType::uuid}, age, max, [](Sql&) {});
        const auto keys = forget(connection, "idempotency_key", "tenant, key", {"key"}, age, max, unless_of_a_timer);
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
