// The schema's versions 1..n, forward only: each a list of statements that are never changed once released, because
// databases exist that ran them (docs/tables.md tells what the tables mean).
#pragma once

#include <string_view>
#include <vector>

namespace pavane::persistence {

// Statements in the notation of definition_statement() (sql/dialect.hpp), oldest version first.
const std::vector<std::vector<std::string_view>>& migrations();

}  // namespace pavane::persistence
