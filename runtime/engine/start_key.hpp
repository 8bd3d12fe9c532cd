// The idempotency key of one date of a timer that starts processes: with spaces, which no client's key can have. It is
// kept as long as the timer has not gone on to its next date, however long that takes.
#pragma once

#include <cstdint>
#include <string>

#include "runtime/core/ids.hpp"

namespace pavane::engine {

// persistence/forget.cpp takes it apart again: 12 letters, the job's id of 36, a space and the number.
inline std::string start_key(const core::JobId& job, std::int64_t cycle_index) {
    return "start timer " + to_string(job) + " " + std::to_string(cycle_index);
}

}  // namespace pavane::engine
