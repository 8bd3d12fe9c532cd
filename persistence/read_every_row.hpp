// Reads every row of a database as the program would, to find those that it cannot read.
#pragma once

#include <string>
#include <vector>

#include "persistence/sql/connection.hpp"
#include "persistence/value_text.hpp"

namespace pavane::persistence {

// A sentence about each row that cannot be read, at most a hundred of a table. One row is in memory at a time.
std::vector<std::string> unreadable_rows(Connection& connection, const ValueText& text);

}  // namespace pavane::persistence
