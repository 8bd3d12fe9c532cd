// What became of a commit that did not say so, and whether the database takes commits at all.
#include <random>

#include "persistence/batch_writes.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/commits.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using engine::CommitResult;

CommitResult refusals_of(Connection& connection, const Uuid& operation) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", {{"command", ColumnType::integer}, {"reason"}, {"answer"}})
        << " from refusal t where t.operation_id = " << bound(operation) << " order by t.command";
    CommitResult result;
    for (const Cells& row : connection.rows(sql, 3)) {
        CellReader cells(row);
        result.refusals.push_back(read_refusal(cells));
    }
    return result;
}

// A commit that was found after an I/O error may be known to this machine's memory only, and a later sync need not say
// so. Copying it from the log into the database file, which is synced by itself, makes it as durable as any other.
void make_durable(Connection& connection) {
    if (connection.database() != Database::sqlite) return;
    const auto rows = connection.rows(Sql(Database::sqlite) << "pragma wal_checkpoint(truncate)", 3);
    if (rows.at(0).at(0) != "0") throw engine::StoreUnavailable("The database file is busy.");
}

bool is_known(Connection& connection, const Uuid& operation) {
    Sql sql(connection.database());
    sql << "select '1' from operation where id = " << bound(operation);
    return !connection.rows(sql, 1).empty();
}

bool is_tombstone(Connection& connection, const Uuid& operation) {
    Sql sql(connection.database());
    sql << "select tombstone from operation where id = " << bound(operation);
    return to_integer(connection.rows(sql, 1).at(0).at(0).value()) != 0;
}

// PostgreSQL would make nothing of a text that repeats itself.
std::string incompressible_text(std::uint32_t seed) {
    constexpr std::size_t size = 256 * 1024;
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::mt19937 random(seed);
    std::string text;
    text.reserve(size);
    while (text.size() < size) text += letters[random() % letters.size()];
    return text;
}

}  // namespace

// SQLite's COMMIT met an I/O error. The connection that wrote has rolled back and is closed, and no other process has
// the file: what a new connection sees is what became of it. Asking so needs no write, which may fail for hours.
CommitResult SociStore::after_failed_commit(const Uuid& operation, const std::string& error) {
    std::optional<CommitResult> found;
    try {
        found = writing([&](Connection& connection) -> std::optional<CommitResult> {
            if (!is_known(connection, operation)) return std::nullopt;
            make_durable(connection);
            return refusals_of(connection, operation);
        });
    } catch (const engine::StoreUnavailable&) {
        throw engine::CommitUnknown(error);
    }
    if (!found) throw engine::StoreUnavailable(error);
    return *found;
}

std::optional<CommitResult> SociStore::resolve(const Uuid& operation) {
    return writing([&](Connection& connection) -> std::optional<CommitResult> {
        try {
            Transaction transaction(connection);
            write(connection, {{Write::Kind::insert, &operation_table(), {{cell(operation), cell(""), cell(true)}}}});
            transaction.commit();
            return std::nullopt;
        } catch (const KeyTaken&) {
            if (is_tombstone(connection, operation)) return std::nullopt;
            make_durable(connection);
            return refusals_of(connection, operation);
        } catch (const engine::CommitUnknown& error) {
            // Asking again is the answer to this one, too.
            throw engine::StoreUnavailable(error.what());
        }
    });
}

// A row of no meaning, which is taken away again: whether the database takes it tells whether it takes anything. A few
// bytes may find room where no command does, so it is as large as many commands together.
void SociStore::try_to_write() {
    std::random_device random;
    const Uuid id{(std::uint64_t{random()} << 32) | random(), (std::uint64_t{random()} << 32) | random()};
    const std::string ballast = incompressible_text(random());
    writing([&](Connection& connection) {
        Transaction transaction(connection);
        write(connection, {{Write::Kind::insert, &operation_table(), {{cell(id), cell(ballast), cell(true)}}}});
        transaction.commit();
    });
    writing([&](Connection& connection) {
        Transaction transaction(connection);
        connection.execute(Sql(connection.database()) << "delete from operation where id = " << bound(id));
        transaction.commit();
    });
}

}  // namespace pavane::persistence
