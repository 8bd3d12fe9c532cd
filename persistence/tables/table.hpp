// Descriptions of tables for the statements that are made from them, and the rows to write.
#pragma once

#include <vector>

#include "persistence/sql/sql.hpp"

namespace pavane::persistence {

// A column whose content is an expression over the row that is written, named r, instead of one of its cells. $clock
// stands for the database's time in milliseconds. An empty update leaves the column as it is.
struct Computed {
    Literal name;
    Literal insert;
    Literal update;
};

struct Table {
    Literal name;
    std::vector<Column> columns;  // one cell each in a row that is written, and in one that is read
    std::vector<Literal> key;     // names of some columns
    std::vector<Column> inputs;   // further cells of a row that is written, for the computed columns
    std::vector<Computed> computed;

    std::vector<Column> key_columns() const;
};

// Rows for one table. For erase they hold the key's cells only.
struct Write {
    enum class Kind : std::uint8_t { insert, update, erase };
    Kind kind = Kind::insert;
    const Table* table = nullptr;
    std::vector<Cells> rows;
};

}  // namespace pavane::persistence
