#include "persistence/tables/batch_operations.hpp"
#include "persistence/decisions.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/row_of.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using core::DecisionInstanceId;
using engine::BatchOperation;
using engine::BatchOperationId;
using engine::SetRemovalTime;

constexpr std::size_t written_at_a_time = 10'000;

struct Piece {
    std::vector<DecisionInstanceId> records;
    std::int64_t last = 0;  // number
};

Piece next_piece(Connection& connection, const BatchOperationId& id, std::int32_t most) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", {{"number", ColumnType::integer}, {"record_id", ColumnType::uuid}})
        << " from batch_operation_record t where t.batch_operation_id = " << bound(id) << " order by t.number limit "
        << bound(most);
    Piece piece;
    for (const Cells& row : connection.rows(sql, 2)) {
        CellReader cells(row);
        piece.last = cells.integer();
        piece.records.push_back(cells.id<DecisionInstanceId>());
    }
    return piece;
}

void erase_records(Connection& connection, const BatchOperationId& id, const std::optional<std::int64_t>& up_to) {
    Sql sql(connection.database());
    sql << "delete from batch_operation_record where batch_operation_id = " << bound(id);
    if (up_to) sql << " and number <= " << bound(*up_to);
    connection.execute(sql);
}

// The removal time of a row of history_decision, named t.
void add_removal_time(Sql& sql, const SetRemovalTime& removal) {
    if (removal.mode != SetRemovalTime::Mode::calculated) {
        sql.typed(ColumnType::integer, cell(removal.at));
        return;
    }
    sql << "(select b.evaluated_at + d.history_time_to_live_days * 86400000 from history_decision b join "
           "decision_definition d on d.id = b.decision_id where b.id = "
        << (removal.hierarchical ? Literal("coalesce(t.root_decision_id, t.id))") : Literal("t.id)"));
}

void set_removal_time(Connection& connection, const SetRemovalTime& removal,
                      const std::vector<DecisionInstanceId>& records) {
    Sql sql(connection.database());
    sql << "update history_decision as t set removal_time = ";
    add_removal_time(sql, removal);
    if (removal.hierarchical) {
        for (const Literal where : {Literal(" where t.id in (select "), Literal(" or t.root_decision_id in (select ")})
            sql << where << "coalesce(r.root_decision_id, r.id) from history_decision r where r.id" << one_of(records)
                << ")";
    } else {
        sql << " where t.id" << one_of(records);
    }
    connection.execute(sql);
}

void apply(Connection& connection, const engine::BatchWork& work, const std::vector<DecisionInstanceId>& records) {
    if (const auto* removal = std::get_if<SetRemovalTime>(&work))
        set_removal_time(connection, *removal, records);
    else
        erase_evaluations(connection, records);
}

void erase_operation(Connection& connection, const BatchOperationId& id) {
    Sql sql(connection.database());
    sql << "delete from batch_operation where id = " << bound(id);
    connection.execute(sql);
}

void note_progress(Connection& connection, const BatchOperationId& id, std::int64_t done) {
    Sql sql(connection.database());
    sql << "update batch_operation set done = done + " << bound(done) << ", last_piece_at = ";
    sql.clock() << ", first_piece_at = coalesce(first_piece_at, ";
    sql.clock() << ") where id = " << bound(id);
    connection.execute(sql);
}

// In the history; elsewhere nothing is left of it.
void end(Connection& connection, const BatchOperationId& id, bool in_history) {
    if (!in_history) return erase_operation(connection, id);
    Sql sql(connection.database());
    sql << "update batch_operation set ended_at = ";
    sql.clock() << " where id = " << bound(id);
    connection.execute(sql);
}

Sql select_operations(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("t.", batch_operation_table().columns) << " from batch_operation t where ";
    return sql;
}

BatchOperation read_named(const Cells& row) {
    return row_of("batch operation", row.at(0), [&] {
        CellReader cells(row);
        return read_batch_operation(cells);
    });
}

std::optional<BatchOperation> one_operation(Connection& connection, const Sql& sql) {
    const auto rows = connection.rows(sql, batch_operation_table().columns.size());
    if (rows.empty()) return std::nullopt;
    return read_named(rows.front());
}

bool write_suspended(Connection& connection, const BatchOperationId& id, bool suspended) {
    Sql sql(connection.database());
    sql << "update batch_operation set suspended = " << bound(suspended)
        << " where ended_at is null and id = " << bound(id) << " returning '1'";
    return !connection.rows(sql, 1).empty();
}

constexpr Literal has_pieces = "t.ended_at is null and t.suspended = 0";

bool has_pieces_at_all(Connection& connection) {
    Sql sql(connection.database());
    sql << "select '1' from batch_operation t where " << has_pieces << " limit 1";
    return !connection.rows(sql, 1).empty();
}

// The one that has waited longest, locked; `id` is its id before anything can fail. One that cannot be read is
// suspended, which ends the transaction: it would be tried for ever.
std::optional<BatchOperation> take_next(Connection& connection, Transaction& transaction, BatchOperationId& id) {
    Sql sql = select_operations(connection.database());
    sql << has_pieces << " order by t.last_piece_at, t.id limit 1";
    sql.lock_free_rows();
    const auto rows = connection.rows(sql, batch_operation_table().columns.size());
    if (rows.empty()) return std::nullopt;
    id = CellReader(rows.front()).id<BatchOperationId>();
    try {
        return read_named(rows.front());
    } catch (const engine::UnreadableRow& problem) {
        write_suspended(connection, id, true);
        transaction.commit();
        throw engine::UnreadableRow(std::string(problem.what()) + " It is suspended.");
    }
}

void do_piece(Connection& connection, const BatchOperation& operation, std::int32_t most) {
    const Piece piece = next_piece(connection, operation.id, most);
    const auto count = static_cast<std::int64_t>(piece.records.size());
    apply(connection, operation.work, piece.records);
    erase_records(connection, operation.id, piece.last);
    note_progress(connection, operation.id, count);
    if (count < most || operation.done + count >= operation.total) end(connection, operation.id, operation.in_history);
}

// One whose piece has failed keeps no other from its turn.
void put_behind(Connection& connection, const BatchOperationId& id) {
    Sql sql(connection.database());
    sql << "update batch_operation set last_piece_at = ";
    sql.clock() << " where id = " << bound(id);
    connection.execute(sql);
}

}  // namespace

void SociStore::create(const BatchOperation& operation, const std::vector<DecisionInstanceId>& records) {
    writing([&](Connection& connection) {
        Transaction transaction(connection);
        write(connection, {{Write::Kind::insert, &batch_operation_table(), {cells_of(operation)}}});
        std::int64_t number = 0;
        while (number < operation.total) {
            Write some{Write::Kind::insert, &batch_operation_record_table(), {}};
            while (number < operation.total && some.rows.size() < written_at_a_time) {
                const DecisionInstanceId& record = records.at(static_cast<std::size_t>(number++));
                some.rows.push_back({cell(operation.id), cell(number), cell(operation.tenant), cell(record)});
            }
            write(connection, {some});
        }
        transaction.commit();
    });
}

bool SociStore::run_piece(std::int32_t most) {
    // Most of the time there is nothing, and reading that is in nobody's way.
    if (!reading([](Connection& connection) { return has_pieces_at_all(connection); })) return false;
    BatchOperationId tried;
    try {
        return writing([&](Connection& connection) {
            Transaction transaction(connection);
            const std::optional<BatchOperation> operation = take_next(connection, transaction, tried);
            if (!operation) return false;
            do_piece(connection, *operation, most);
            transaction.commit();
            return true;
        });
    } catch (const std::exception&) {
        if (tried) writing([&](Connection& connection) { put_behind(connection, tried); });
        throw;
    }
}

bool SociStore::set_suspended(const BatchOperationId& id, bool suspended) {
    return writing([&](Connection& connection) { return write_suspended(connection, id, suspended); });
}

bool SociStore::end_early(const BatchOperationId& id, engine::HistoryOf history) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        Sql sql = select_operations(connection.database());
        sql << "t.ended_at is null and t.id = " << bound(id);
        sql.lock_rows();
        const std::optional<BatchOperation> operation = one_operation(connection, sql);
        if (!operation) return false;
        erase_records(connection, id, std::nullopt);
        end(connection, id, operation->in_history && history == engine::HistoryOf::kept);
        transaction.commit();
        return true;
    });
}

bool SociStore::forget_operation(const BatchOperationId& id) {
    return writing([&](Connection& connection) {
        Transaction transaction(connection);
        Sql sql = select_operations(connection.database());
        sql << "t.in_history = 1 and t.id = " << bound(id);
        sql.lock_rows();
        const std::optional<BatchOperation> operation = one_operation(connection, sql);
        if (!operation) return false;
        if (operation->ended_at) {
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
