#include "runtime/engine/job_places.hpp"

#include <algorithm>

namespace pavane::engine {

namespace {

// How many of `free` places are given to whoever holds so many, one at a time, while it holds fewer than are left.
std::size_t how_many(std::size_t free, std::size_t held) { return free > held ? (free - held + 1) / 2 : 0; }

}  // namespace

std::size_t JobPlaces::free_for(const std::string& tenant) const {
    const bool is_alone =
        held.empty() || (held.begin()->first.tenant == tenant && held.rbegin()->first.tenant == tenant);
    if (is_alone && !are_of_several_tenants) return free;
    std::size_t its = 0;
    for (auto at = held.lower_bound({tenant, {}}); at != held.end() && at->first.tenant == tenant; ++at)
        its += at->second;
    return how_many(free, its);
}

bool JobPlaces::has_enough(const JobShare& share) const {
    const auto found = held.find(share);
    return (found == held.end() ? 0 : found->second) >= free_for(share.tenant);
}

SharesWithEnough JobPlaces::with_enough() const {
    SharesWithEnough enough;
    for (const auto& [share, count] : held) {
        const std::size_t its = free_for(share.tenant);
        if (its == 0) enough.tenants.insert(share.tenant);
        if (count >= its) enough.shares.insert(share);
    }
    return enough;
}

bool JobPlaces::take(const JobShare& share) {
    if (has_enough(share)) return false;
    --free;
    ++held[share];
    return true;
}

std::size_t JobPlaces::most_at_once() const {
    std::size_t most = how_many(are_of_several_tenants ? how_many(free, 0) : free, 0);
    for (const auto& [share, count] : held)
        if (const std::size_t its = free_for(share.tenant); its > 0)
            most = std::min(most, how_many(its, count < its ? count : 0));  // 0: for another definition of the tenant
    return most;
}

}  // namespace pavane::engine
