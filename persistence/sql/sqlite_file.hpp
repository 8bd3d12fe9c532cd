// What can be told of a SQLite file before it is opened, and before anything is written beside it.
#pragma once

#include <string>

namespace pavane::persistence {

// Why the path can be no database of ours, as a plain sentence; empty if it may be one, or is not there yet.
std::string problem_of_sqlite_file(const std::string& path);

}  // namespace pavane::persistence
