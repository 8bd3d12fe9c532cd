// Looks for what must not be in a database: rows that belong to nothing, instances that nothing will ever move on,
// history with holes (reliability I2-I4), rows that cannot be read. For `pavane db check`, and the oracle of the crash
// tests.
#pragma once

#include <string>
#include <vector>

#include "persistence/sql/connection.hpp"
#include "persistence/value_text.hpp"

namespace pavane::persistence {

// Every finding as a plain sentence with the ids it is about, at most a hundred of each kind; empty: all is well.
std::vector<std::string> check_rows(Connection& connection, const ValueText& text);

// The same for the database that a URL names. A SQLite file must not be in use. Throws like make_store().
std::vector<std::string> check_database(const std::string& url, const ValueText& text);

}  // namespace pavane::persistence
