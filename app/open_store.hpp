// The store that a server stands on.
#pragma once

#include <memory>

#include "app/log.hpp"
#include "app/server.hpp"

namespace pavane::app {

// Opens it; what an operator should know of it goes to the log. Throws as persistence::make_store does.
std::unique_ptr<engine::Store> open_store(const ServerOptions& options, Log& log);

// As open_store; but while the database is away the address is served with 503, but for /livez, the reason is in the
// log and in /readyz, and it is tried again every second (reliability contract F10: it comes back alone). Null: a
// signal has ended the waiting.
std::unique_ptr<engine::Store> wait_for_store(const ServerOptions& options, Log& log);

}  // namespace pavane::app
