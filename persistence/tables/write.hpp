// Writes rows of several tables: on PostgreSQL in one statement for all of them, on SQLite by one prepared statement
// per table, run for each row.
#pragma once

#include <vector>

#include "persistence/sql/connection.hpp"
#include "persistence/tables/table.hpp"

namespace pavane::persistence {

// No row may be touched twice: the parts of PostgreSQL's one statement do not see each other's work. Writes without
// rows are passed over. Throws what the connection throws.
void write(Connection& connection, const std::vector<Write>& writes);

// Inserts those of the rows whose key is not taken, in the order of their keys, and returns the keys of those inserted.
std::vector<Cells> insert_new(Connection& connection, const Write& write);

}  // namespace pavane::persistence
