// What has happened in process instances, for the metrics. Counted when it is committed, never before.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/core/events.hpp"

namespace pavane::engine {

struct Tally {
    std::uint64_t process_instances_started = 0;
    std::uint64_t process_instances_completed = 0;
    std::uint64_t process_instances_canceled = 0;
    std::uint64_t activities_started = 0;
    std::uint64_t activities_completed = 0;
    std::uint64_t activities_canceled = 0;
    std::uint64_t user_tasks_completed = 0;
    std::uint64_t external_tasks_ended = 0;  // completed or canceled
    std::uint64_t incidents_created = 0;
    std::uint64_t decisions_evaluated = 0;  // that were asked for
    std::uint64_t decision_elements = 0;    // those, and what they required

    Tally& operator+=(const Tally& more);
};

Tally tally_of(const std::vector<core::Event>& events);

}  // namespace pavane::engine
