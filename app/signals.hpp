// SIGTERM and SIGINT end a server: the first drains, a second ends at once.
#pragma once

#include <optional>

#include "foundation/instant.hpp"

namespace pavane::app {

// To be called before any thread is started: the signals then come to wait_for_stop() only.
void catch_stop_signals();

// True: a signal has come; false: `limit` is over first. No limit: waits for ever.
bool wait_for_stop(std::optional<Milliseconds> limit);

// From now on the next signal ends the process at once.
void end_at_next_signal();

}  // namespace pavane::app
