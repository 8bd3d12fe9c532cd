// A batch operation goes through the stages "making" (its records are being written), "under_way", "ending" (what is
// left of its records is being erased) and "ended". No transaction writes or erases more records than some_records:
// others write meanwhile, also on SQLite.
#include "persistence/tables/batch_operations.hpp"
#include "persistence/batch_work.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/row_of.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using core::DecisionInstanceId;
using engine::BatchOperation;
using engine::BatchOperationId;

constexpr std::int32_t some_records = 10'000;
// Whoever has not made one by then is dead.
constexpr Milliseconds longest_making{24 * 3'600'000};

void write_part(Connection& connection, const BatchOperation& operation, const std::vector<DecisionInstanceId>& records,
                std::size_t first, std::size_t end) {
    Write some{Write::Kind::insert, &batch_operation_record_table(), {}};
    for (std::size_t at = first; at < end; ++at)
        some.rows.push_back(
            {cell(operation.id), cell(static_cast<std::int64_t>(at + 1)), cell(operation.tenant), cell(records[at])});
    write(connection, {some});
}

// " set stage = .. where id = ..", and what it brings along.
void set_stage(Connection& connection, const BatchOperationId& id, Literal stage, Literal also = "") {
    Sql sql(connection.database());
    sql << "update batch_operation set stage = " << stage << also << ", ready_at = ";
    sql.clock() << " where id = " << bound(id);
    connection.execute(sql);
}

// The first ones that are left, at most so many, and the number of the last of them.
struct Records {
    std::vector<DecisionInstanceId> ids;
    std::int64_t last = 0;
};

Records next_records(Connection& connection, const BatchOperationId& id, std::int32_t most) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", {{"number", ColumnType::integer}, {"record_id", ColumnType::uuid}})
        << " from batch_operation_record t where t.batch_operation_id = " << bound(id) << " order by t.number limit "
        << bound(most);
    Records records;
    for (const Cells& row : connection.rows(sql, 2))
        row_of("batch operation", cell(id), [&] {
            CellReader cells(row);
            records.last = cells.integer();
            records.ids.push_back(cells.id<DecisionInstanceId>());
        });
    return records;
}

void erase_records(Connection& connection, const BatchOperationId& id, std::int64_t up_to) {
    Sql sql(connection.database());
    sql << "delete from batch_operation_record where batch_operation_id = " << bound(id)
        << " and number <= " << bound(up_to);
    connection.execute(sql);
}

void erase_operation(Connection& connection, const BatchOperationId& id) {
    Sql sql(connection.database());
    sql << "delete from batch_operation where id = " << bound(id);
    connection.execute(sql);
}

void note_progress(Connection& connection, const BatchOperationId& id, std::int64_t done) {
    Sql sql(connection.database());
    sql << "update batch_operation set done = done + " << bound(done) << ", attempts = 0, ready_at = ";
    sql.clock() << ", first_piece_at = coalesce(first_piece_at, ";
    sql.clock() << ") where id = " << bound(id);
    connection.execute(sql);
}

// In the history; elsewhere nothing is left of it.
void end(Connection& connection, const BatchOperation& operation) {
    if (!operation.in_history) return erase_operation(connection, operation.id);
    Sql sql(connection.database());
    sql << "update batch_operation set stage = 'ended', ended_at = coalesce(ended_at, ";
    sql.clock() << ") where id = " << bound(operation.id);
    connection.execute(sql);
}

void work_on(Connection& connection, const BatchOperation& operation, std::int32_t most) {
    const Records records = next_records(connection, operation.id, most);
    const auto count = static_cast<std::int64_t>(records.ids.size());
    std::visit([&](const auto& work) { apply(connection, work, records.ids); }, operation.work);
    erase_records(connection, operation.id, records.last);
    note_progress(connection, operation.id, count);
    if (count < most || operation.done + count >= operation.total) end(connection, operation);
}

void clean_up(Connection& connection, const BatchOperation& operation) {
    const Records records = next_records(connection, operation.id, some_records);
    erase_records(connection, operation.id, records.last);
    if (records.ids.size() < static_cast<std::size_t>(some_records)) end(connection, operation);
}

void do_piece(Connection& connection, const Cells& row, std::int32_t most) {
    CellReader cells(row);
    const BatchOperation operation = read_batch_operation(cells);
    const std::string stage = cells.text();
    if (stage == "under_way") return work_on(connection, operation, most);
    if (stage == "ending") return clean_up(connection, operation);
    set_stage(connection, operation.id, "'ending'", ", in_history = 0, ended_at = started_at");
}

// What can be done now of the operation t. Not of work that only a newer version knows.
void add_ready(Sql& sql) {
    static const std::vector<std::string> known{std::string(engine::DeleteEvaluations::type),
                                                std::string(engine::SetRemovalTime::type)};
    static_assert(std::variant_size_v<engine::BatchWork> == 2, "name the type of the new work here");
    sql << " from batch_operation t where t.stage <> 'ended' and t.ready_at <= ";
    sql.clock() << " and t.type" << one_of(known)
                << " and (t.stage = 'ending' or (t.stage = 'under_way' and t.suspended = 0) or (t.stage = 'making' and "
                   "t.started_at < ";
    sql.clock() << " - cast(" << bound(longest_making) << " as bigint)))";
}

bool is_any_ready(Connection& connection) {
    Sql sql(connection.database());
    sql << "select '1'";
    add_ready(sql);
    sql << " limit 1";
    return !connection.rows(sql, 1).empty();
}

// The one that has waited longest, locked, with its stage behind its columns.
std::optional<Cells> take_next(Connection& connection) {
    const std::vector<Column>& columns = batch_operation_table().columns;
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", columns) << ", t.stage";
    add_ready(sql);
    sql << " order by t.ready_at, t.id limit 1";
    sql.lock_free_rows();
    auto rows = connection.rows(sql, columns.size() + 1);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

// For a second after the first failure, then two, four, and so on up to a minute. `id` as it stands in the row, which
// may be no id.
void postpone(Connection& connection, const Cell& id) {
    Sql sql(connection.database());
    sql << "update batch_operation set attempts = attempts + 1, ready_at = ";
    sql.clock() << " + 1000 * (1 << cast(case when attempts < 6 then attempts else 6 end as integer)) where id = "
                << Bound{id};
    connection.execute(sql);
}

bool set_suspended(Connection& connection, const Cell& id, bool suspended) {
    Sql sql(connection.database());
    sql << "update batch_operation set suspended = " << bound(suspended)
        << " where stage = 'under_way' and id = " << Bound{id} << " returning '1'";
    return !connection.rows(sql, 1).empty();
}

}  // namespace

void SociStore::create_operation(const BatchOperation& operation, const std::vector<DecisionInstanceId>& records) {
    std::size_t first = 0;
    do {
        const std::size_t end = std::min(first + some_records, records.size());
        writing([&](Connection& connection) {
            Transaction transaction(connection);
            if (first == 0) write(connection, {{Write::Kind::insert, &batch_operation_table(), {cells_of(operation)}}});
            write_part(connection, operation, records, first, end);
            if (end == records.size()) set_stage(connection, operation.id, "'under_way'");
            transaction.commit();
        });
        first = end;
    } while (first < records.size());
}

bool SociStore::run_piece(std::int32_t most) {
    // Most of the time there is nothing, and reading that is in nobody's way.
    if (!reading([](Connection& connection) { return is_any_ready(connection); })) return false;
    Cell tried;
    const auto put_off = [&] {
        if (tried) writing([&](Connection& connection) { postpone(connection, tried); });
    };
    try {
        return writing([&](Connection& connection) {
            Transaction transaction(connection);
            const std::optional<Cells> row = take_next(connection);
            if (!row) return false;
            tried = row->at(0);
            row_of("batch operation", tried, [&] { do_piece(connection, *row, most); });
            transaction.commit();
            return true;
        });
    } catch (const engine::StoreUnavailable&) {
        put_off();
        throw;
    } catch (const engine::UnreadableRow& problem) {
        put_off();
        writing([&](Connection& connection) { return set_suspended(connection, tried, true); });
        throw engine::UnreadableRow(std::string(problem.what()) + " It is suspended.");
    } catch (const std::exception& problem) {
        put_off();
        throw std::runtime_error("The batch operation " + tried.value_or("") +
                                 " cannot go on and is tried again later: " + problem.what());
    }
}

bool SociStore::suspend_operation(const BatchOperationId& id, bool suspended) {
    return writing([&](Connection& connection) { return set_suspended(connection, cell(id), suspended); });
}

bool SociStore::end_operation(const BatchOperationId& id, engine::HistoryOf history) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "update batch_operation set stage = 'ending', ended_at = ";
        sql.clock() << ", ready_at = ";
        sql.clock() << (history == engine::HistoryOf::kept ? Literal("") : Literal(", in_history = 0"))
                    << " where stage = 'under_way' and id = " << bound(id) << " returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

bool SociStore::forget_operation(const BatchOperationId& id) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        Sql sql(connection.database());
        sql << "select t.stage from batch_operation t where t.in_history = 1 and t.stage <> 'making' and t.id = "
            << bound(id);
        sql.lock_rows();
        const auto rows = connection.rows(sql, 1);
        if (rows.empty()) return false;
        if (rows.front().at(0) == "ended") {
            erase_operation(connection, id);
        } else {
            Sql hidden(connection.database());
            hidden << "update batch_operation set in_history = 0 where id = " << bound(id);
            connection.execute(hidden);
        }
        transaction.commit();
        return true;
    });
}

}  // namespace pavane::persistence
