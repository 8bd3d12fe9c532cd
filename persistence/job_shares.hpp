// Whose jobs are leased when more are due than can be: half of the places go to those that have been due longest, the
// others go round the tenants and their definitions, so that none with a million due timers keeps the rest from theirs
// (reliability contract F26).
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/lease_store.hpp"

namespace pavane::persistence {

using engine::JobShare;

inline constexpr std::size_t shares_at_a_time = 64;  // that are looked at
inline constexpr std::size_t most_of_a_share = 4;    // jobs that it may be given then

// A share that was looked at, and the longest due of its jobs that are free, at most most_of_a_share.
struct JobsOfShare {
    JobShare share;
    std::vector<core::JobId> due;
};

// At most `places` jobs: the first of each share, then the second, and so on. `last` is where the next round goes on:
// behind the last share that had its turn, or at the beginning behind the last one there is.
std::vector<core::JobId> go_round(const std::vector<JobsOfShare>& shares, std::size_t places, JobShare& last);

// By priority, then as long as they have been due.
struct RankedJob {
    engine::LeasedJob job;
    std::int64_t priority = 0;
};
std::vector<engine::LeasedJob> best_first(std::vector<RankedJob> jobs);

// Leases up to `max`, in three parts of which most often the first is all: `longest(n)` leases those that are due
// longest, highest priority first; when it finds no end, `shared(n, priority)` goes round the shares of the priority
// at which it had to stop; and what is left of the places is for `longest` again.
template <class Longest, class Shared>
std::vector<RankedJob> lease_fairly(std::size_t max, const Longest& longest, const Shared& shared) {
    std::vector<RankedJob> leased = longest((max + 1) / 2);
    if (leased.size() < (max + 1) / 2) return leased;
    const auto add = [&leased](std::vector<RankedJob> more) {
        for (RankedJob& job : more) leased.push_back(std::move(job));
    };
    std::int64_t lowest = leased.front().priority;
    for (const RankedJob& job : leased) lowest = std::min(lowest, job.priority);
    if (leased.size() < max) add(shared(max - leased.size(), lowest));
    if (leased.size() < max) add(longest(max - leased.size()));
    return leased;
}

inline constexpr std::size_t most_looks = 64;  // at shares, in one call

// Where the rounds through the shares go on.
struct RoundPosition {
    JobShare last;                         // the share that had its turn last
    std::optional<std::int64_t> priority;  // where lease_of_others had looked often enough
};

// Leases up to `max` of others than those that have enough: of each of the priorities, highest first, once round all
// shares. `look(priority, last)` gives shares behind `last`, `lease(ids)` leases. After most_looks the next call goes
// on.
template <class Look, class Lease>
std::vector<RankedJob> lease_of_others(std::size_t max, const std::vector<std::int64_t>& priorities,
                                       const engine::SharesWithEnough& with_enough, RoundPosition& position,
                                       const Look& look, const Lease& lease) {
    std::vector<RankedJob> leased;
    const std::optional<std::int64_t> first = std::exchange(position.priority, std::nullopt);
    std::size_t looks = 0;
    for (const std::int64_t priority : priorities) {
        if (first && priority > *first) continue;
        // A round that begins in the middle is whole when its end has been reached a second time.
        int ends = position.last == JobShare{} ? 1 : 0;
        while (ends < 2 && leased.size() < max) {
            if (looks++ == most_looks) {
                position.priority = priority;
                return leased;
            }
            std::vector<JobsOfShare> shares = look(priority, position.last);
            for (JobsOfShare& each : shares)
                if (with_enough.contains(each.share)) each.due.clear();
            for (RankedJob& job : lease(go_round(shares, max - leased.size(), position.last)))
                leased.push_back(std::move(job));
            if (position.last == JobShare{}) ++ends;
        }
    }
    return leased;
}

}  // namespace pavane::persistence
