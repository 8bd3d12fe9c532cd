#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/row_of.hpp"

namespace pavane::persistence {

namespace {

const std::vector<Column>& revision_columns() {
    static const std::vector<Column> columns{{"revision_counter", ColumnType::integer},
                                             {"revision_operation", ColumnType::uuid},
                                             {"history_events", ColumnType::integer}};
    return columns;
}

const std::vector<const Table*>& loaded_tables() {
    static const std::vector<const Table*> tables{&process_table(),       &activity_table(), &token_table(),
                                                  &subscription_table(),  &job_table(),      &user_task_table(),
                                                  &external_task_table(), &incident_table(), &variable_table()};
    return tables;
}

std::size_t widest() {
    std::size_t width = 0;
    for (const Table* table : loaded_tables()) width = std::max(width, table->columns.size());
    return width + 2;  // and the number of the table, and what only a process instance has
}

// All rows of a root in one statement, which is one snapshot: each row begins with the number of its table, and is
// filled up to the width of the widest.
Sql load_statement(Database database, const ActivityId& root) {
    Sql sql(database);
    for (std::size_t at = 0; at < loaded_tables().size(); ++at) {
        const Table& table = *loaded_tables()[at];
        const bool is_process = at == 0;
        if (!is_process) sql << " union all ";
        sql << "select " << bound(static_cast<std::int64_t>(at)) << ", ";
        std::size_t width = 1 + table.columns.size();
        sql.columns("", table.columns);
        if (is_process) {
            sql << ", ";
            sql.columns("", revision_columns());
            width += revision_columns().size();
        }
        for (; width < widest(); ++width) sql << ", null";
        sql << " from " << table.name;
        if (is_process)
            sql << " where root_id = " << bound(root);
        else
            sql << " where process_id in (select id from process_instance where root_id = " << bound(root) << ")";
    }
    return sql;
}

void read_row(engine::StoredRoot& stored, const Cells& row, const ValueText& text) {
    CellReader cells(row);
    switch (cells.integer()) {
        case 0: {
            stored.processes.push_back(read_process(cells));
            const std::int64_t counter = cells.integer();
            const Uuid operation = cells.uuid();
            const std::int64_t history_events = cells.integer();
            if (stored.processes.back().key != stored.root) break;
            stored.revision = {counter, operation};
            stored.history_events = history_events;
            break;
        }
        case 1:
            stored.activities.push_back(read_activity(cells));
            break;
        case 2:
            stored.tokens.push_back(read_token(cells));
            break;
        case 3:
            stored.subscriptions.push_back(read_subscription(cells));
            break;
        case 4:
            stored.jobs.push_back(read_job(cells));
            break;
        case 5:
            stored.user_tasks.push_back(read_user_task(cells));
            break;
        case 6:
            stored.external_tasks.push_back(read_external_task(cells));
            break;
        case 7:
            stored.incidents.push_back(read_incident(cells));
            break;
        case 8: {
            StoredVariable variable = read_stored_variable(cells, text);
            stored.variables.push_back(std::move(variable.row));
            if (!variable.unreadable.empty()) stored.unreadable.push_back(std::move(variable.unreadable));
            break;
        }
        default:
            ENSURE(false);
    }
}

Literal table_of(engine::InstanceStore::Kind kind) {
    using Kind = engine::InstanceStore::Kind;
    switch (kind) {
        case Kind::process:
            return "process_instance";
        case Kind::activity:
            return "activity";
        case Kind::user_task:
            return "user_task";
        case Kind::external_task:
            return "external_task";
        case Kind::job:
            return "job";
        case Kind::subscription:
            return "subscription";
        case Kind::incident:
            return "incident";
    }
    ENSURE(false);
}

}  // namespace

std::optional<engine::StoredRoot> SociStore::load_on(Connection& connection, const ActivityId& root) const {
    const auto rows = connection.rows(load_statement(connection.database(), root), widest());
    if (rows.empty()) return std::nullopt;
    engine::StoredRoot stored;
    stored.root = root;
    for (const Cells& row : rows)
        row_of(loaded_tables().at(static_cast<std::size_t>(to_integer(required(row.at(0), "a number"))))->name.text(),
               row.at(1), [&] { read_row(stored, row, text_); });
    return stored;
}

std::optional<engine::StoredRoot> SociStore::readable(std::optional<engine::StoredRoot> stored) {
    if (stored && !stored->unreadable.empty()) throw engine::UnreadableRow(stored->unreadable.front());
    return stored;
}

std::optional<engine::StoredRoot> SociStore::load(const ActivityId& root) { return readable(load_to_delete(root)); }

std::optional<engine::StoredRoot> SociStore::load_to_delete(const ActivityId& root) {
    return reading([&](Connection& connection) { return load_on(connection, root); });
}

std::optional<ActivityId> SociStore::find_root(Kind kind, const Uuid& id) {
    const auto rows = reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("", {{"root_id", ColumnType::uuid}})
            << " from " << table_of(kind) << " where id = " << bound(id) << " and root_id is not null";
        return connection.rows(sql, 1);
    });
    if (rows.empty()) return std::nullopt;
    return CellReader(rows.front()).id<ActivityId>();
}

}  // namespace pavane::persistence
