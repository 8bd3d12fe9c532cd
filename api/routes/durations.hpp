// Durations that workers name. One that no clock can add would lock a task for ever, or break the arithmetic of the
// database.
#pragma once

#include <cstdint>
#include <string>

#include "api/query_parameters.hpp"

namespace pavane::api {

// Ten years (reliability contract I16: no lock further ahead than a maximum).
inline constexpr std::int64_t longest_duration_ms = 10LL * 365 * 24 * 3'600'000;

inline void refuse_longer(Parameters& parameters, std::string_view name, std::int64_t duration_ms) {
    if (duration_ms > longest_duration_ms)
        parameters.refuse(std::string(name) + " is longer than ten years, the longest there is");
}

}  // namespace pavane::api
