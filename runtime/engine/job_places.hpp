// The places for jobs that this node runs at a time, and who holds them. Whoever may hold them is given another one
// only while it holds fewer than are free, so that half is left to others: first a tenant, of what is free; then a
// definition, of what is free for its tenant. Where one tenant has all the definitions there are, everything is free
// for it (reliability contract F26).
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "runtime/engine/lease_store.hpp"

namespace pavane::engine {

struct JobPlaces {
    std::size_t free = 0;
    std::map<JobShare, std::size_t> held = {};
    bool are_of_several_tenants = false;  // or will be, as far as anybody knows

    // Of the free ones those that the tenant may be given, for its definitions to share. 0: it has enough.
    std::size_t free_for(const std::string& tenant) const;
    bool has_enough(const JobShare& share) const;
    SharesWithEnough with_enough() const;

    // False: nothing is free for these jobs.
    bool take(const JobShare& share);

    // How many may be given out without asking to whom: half of what nobody may have alone.
    std::size_t most_at_once() const;
};

}  // namespace pavane::engine
