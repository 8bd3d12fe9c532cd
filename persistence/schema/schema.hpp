// Brings a database to the schema this binary knows.
#pragma once

#include "persistence/sql/connection.hpp"

namespace pavane::persistence {

// Runs the migrations that are missing, each in a transaction of its own together with its number, so that one that is
// interrupted is run again. Several nodes may start at once. Throws std::runtime_error with a plain sentence when the
// database was made by a newer Pavane.
void migrate(Connection& connection);

// The version of the database's schema; 0: there is none yet.
std::int64_t schema_version(Connection& connection);

// Throws std::runtime_error with a plain sentence unless the schema is the one this binary knows. Writes nothing.
void require_current_schema(Connection& connection);

}  // namespace pavane::persistence
