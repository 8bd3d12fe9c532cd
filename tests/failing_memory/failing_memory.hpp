// Memory that runs out when a test says so, on the one thread that has asked for it.
#pragma once

#include <cstdint>

namespace pavane::tests {

enum class RunsOut : std::uint8_t { once, from_then_on };

// The `number`th allocation from now on that this thread makes throws std::bad_alloc, and those behind it too if it is
// to be so. Of one thread at a time.
void fail_allocation(std::int64_t number, RunsOut how);

// From any thread, while the other one rests. How many allocations were still to go: 0 and less, one has failed.
std::int64_t stop_failing();

}  // namespace pavane::tests
