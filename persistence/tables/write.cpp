#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

std::vector<Column> source_columns(const Write& write) {
    if (write.kind == Write::Kind::erase) return write.table->key_columns();
    std::vector<Column> columns = write.table->columns;
    columns.insert(columns.end(), write.table->inputs.begin(), write.table->inputs.end());
    return columns;
}

// The rows to write as something to select from, named r: all of them, or on SQLite the one at `at`.
void add_source(Sql& sql, const Write& write, std::size_t at) {
    const std::vector<Column> columns = source_columns(write);
    if (sql.database() == Database::postgresql) {
        sql << "unnest(";
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (column > 0) sql << ", ";
            sql.array(columns[column].type, write.rows, column);
        }
        sql << ") as r(";
        sql.names("", columns);
        sql << ")";
        return;
    }
    sql << "(select ";
    for (std::size_t column = 0; column < columns.size(); ++column) {
        if (column > 0) sql << ", ";
        sql.typed(columns[column].type, write.rows[at].at(column)) << " as " << columns[column].name;
    }
    sql << ") as r";
}

void add_insert(Sql& sql, const Write& write, std::size_t at) {
    const Table& table = *write.table;
    sql << "insert into " << table.name << " (";
    sql.names("", table.columns);
    for (const Computed& computed : table.computed) sql << ", " << computed.name;
    sql << ") select ";
    sql.names("r.", table.columns);
    for (const Computed& computed : table.computed) {
        sql << ", ";
        sql.expression(computed.insert);
    }
    sql << " from ";
    add_source(sql, write, at);
}

void add_key_match(Sql& sql, const Table& table) {
    bool first = true;
    for (const Column& column : table.key_columns()) {
        sql << (first ? Literal(" where ") : Literal(" and ")) << table.name << "." << column.name << " = r."
            << column.name;
        first = false;
    }
}

void add_update(Sql& sql, const Write& write, std::size_t at) {
    const Table& table = *write.table;
    sql << "update " << table.name << " set ";
    bool first = true;
    for (const Column& column : table.columns) {
        if (!first) sql << ", ";
        first = false;
        sql << column.name << " = r." << column.name;
    }
    for (const Computed& computed : table.computed) {
        if (computed.update.text().empty()) continue;
        sql << ", " << computed.name << " = ";
        sql.expression(computed.update);
    }
    sql << " from ";
    add_source(sql, write, at);
    add_key_match(sql, table);
}

void add_erase(Sql& sql, const Write& write, std::size_t at) {
    const Table& table = *write.table;
    sql << "delete from " << table.name;
    if (sql.database() == Database::postgresql) {
        sql << " using ";
        add_source(sql, write, at);
        add_key_match(sql, table);
        return;
    }
    const std::vector<Column> key = table.key_columns();
    for (std::size_t column = 0; column < key.size(); ++column)
        sql << (column == 0 ? Literal(" where ") : Literal(" and ")) << key[column].name << " = "
            << Bound{write.rows[at].at(column)};
}

void add(Sql& sql, const Write& write, std::size_t at) {
    switch (write.kind) {
        case Write::Kind::insert:
            return add_insert(sql, write, at);
        case Write::Kind::update:
            return add_update(sql, write, at);
        case Write::Kind::erase:
            return add_erase(sql, write, at);
    }
}

void write_at_once(Connection& connection, const std::vector<Write>& writes) {
    Sql sql(connection.database());
    std::size_t parts = 0;
    for (const Write& write : writes) {
        if (write.rows.empty()) continue;
        sql << (parts > 0 ? Literal(", ") : Literal("with "));
        sql.part_name(parts) << " as (";
        add(sql, write, 0);
        sql << ")";
        ++parts;
    }
    if (parts == 0) return;
    sql << " select 1";
    connection.rows(sql, 1);
}

}  // namespace

void write(Connection& connection, const std::vector<Write>& writes) {
    if (connection.database() == Database::postgresql) return write_at_once(connection, writes);
    for (const Write& write : writes)
        for (std::size_t at = 0; at < write.rows.size(); ++at) {
            Sql sql(connection.database());
            add(sql, write, at);
            connection.execute(sql);
        }
}

std::vector<Cells> insert_new(Connection& connection, const Write& write) {
    const std::vector<Column> key = write.table->key_columns();
    std::vector<Cells> inserted;
    const std::size_t statements = connection.database() == Database::postgresql ? 1 : write.rows.size();
    for (std::size_t at = 0; at < statements && !write.rows.empty(); ++at) {
        Sql sql(connection.database());
        add_insert(sql, write, at);
        sql << " where true order by ";
        sql.names("r.", key);
        sql << " on conflict do nothing returning ";
        sql.columns("", key);
        for (Cells& row : connection.rows(sql, key.size())) inserted.push_back(std::move(row));
    }
    return inserted;
}

}  // namespace pavane::persistence
