// Threads that the system does not give when a test says so, to the one thread that has asked for it.
#pragma once

#include <cstdint>

namespace pavane::tests {

// From the `number`th on that this thread makes from now on, no thread can be made: EAGAIN, as at the limit of a user's
// processes (ulimit -u).
void fail_threads(std::int64_t number);

// Whether one has failed.
bool stop_failing_threads();

}  // namespace pavane::tests
