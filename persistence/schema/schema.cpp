#include "persistence/schema/schema.hpp"

#include "persistence/schema/migrations.hpp"

namespace pavane::persistence {

namespace {

// Waits for another node that migrates. The number means nothing but "Pavane's schema" and ends with the transaction.
void lock_schema(Connection& connection) {
    if (connection.database() != Database::postgresql) return;
    connection.define("set local lock_timeout = 0");  // however long the other takes
    Sql sql(connection.database());
    sql << "select pg_advisory_xact_lock(7252626)::text";
    connection.rows(sql, 1);
}

void ensure_version_table(Connection& connection) {
    Transaction transaction(connection);
    lock_schema(connection);
    connection.define(definition_statement(
        connection.database(),
        "create table if not exists schema_version (version $int primary key, applied_at $int not null)"));
    transaction.commit();
}

std::int64_t known_version() { return static_cast<std::int64_t>(migrations().size()); }

std::runtime_error made_by_a_newer_one(std::int64_t version) {
    return std::runtime_error("The database has schema version " + std::to_string(version) +
                              ", but this Pavane knows versions up to " + std::to_string(known_version()) +
                              ". Start the Pavane that made it, or a newer one.");
}

bool has_version_table(Connection& connection) {
    Sql sql(connection.database());
    if (connection.database() == Database::sqlite)
        sql << "select count(*) from sqlite_master where name = 'schema_version'";
    else
        sql << "select count(*) from pg_class where oid = to_regclass('schema_version')";
    return to_integer(connection.rows(sql, 1).at(0).at(0).value()) != 0;
}

}  // namespace

std::int64_t schema_version(Connection& connection) {
    Sql sql(connection.database());
    sql << "select coalesce(max(version), 0) from schema_version";
    return to_integer(connection.rows(sql, 1).at(0).at(0).value());
}

void migrate(Connection& connection) {
    ensure_version_table(connection);
    const std::int64_t known = known_version();
    for (;;) {
        Transaction transaction(connection);
        lock_schema(connection);
        const std::int64_t version = schema_version(connection);
        if (version > known) throw made_by_a_newer_one(version);
        if (version == known) return;
        for (const std::string_view statement : migrations()[static_cast<std::size_t>(version)])
            connection.define(definition_statement(connection.database(), statement));
        Sql applied(connection.database());
        applied << "insert into schema_version (version, applied_at) values (" << bound(version + 1) << ", ";
        applied.clock() << ")";
        connection.execute(applied);
        transaction.commit();
    }
}

void require_current_schema(Connection& connection) {
    if (!has_version_table(connection))
        throw std::runtime_error(
            "There is no Pavane schema in the database. 'pavane serve' and 'pavane db migrate' make it.");
    const std::int64_t version = schema_version(connection);
    if (version > known_version()) throw made_by_a_newer_one(version);
    if (version < known_version())
        throw std::runtime_error("The database has schema version " + std::to_string(version) +
                                 ", and this Pavane has " + std::to_string(known_version()) +
                                 ". Bring it up to date first: 'pavane db migrate'.");
}

}  // namespace pavane::persistence
