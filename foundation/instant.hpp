// A point in time: milliseconds since 1970-01-01T00:00:00Z, the resolution of the REST contract (contract §3.3) and of
// the store.
#pragma once

#include <chrono>

namespace pavane {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;

}  // namespace pavane
