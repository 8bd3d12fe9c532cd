// What can be told of a PostgreSQL URL before anybody is asked.
#pragma once

#include <string>

namespace pavane::persistence {

// Why libpq would never connect with it (its manual, "Connection URIs"), as a plain sentence that repeats nothing in
// which a password could stand; empty if it may.
std::string problem_of_postgresql_url(const std::string& url);

// Why a server did not let us in, in its own words and, where these are known, with what to do about it. `words`: one
// line, as libpq has them.
std::string with_remedy(const std::string& words);

}  // namespace pavane::persistence
