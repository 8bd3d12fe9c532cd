// The places for jobs that this node runs at a time, and which definitions hold them. A definition is given another one
// while it holds fewer than are free: one whose jobs take long leaves half of them to the others, the next one a
// quarter, and so on (reliability contract F26).
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "runtime/core/ids.hpp"

namespace pavane::engine {

struct JobPlaces {
    std::size_t free = 0;
    std::map<DefinitionId, std::size_t> held = {};

    bool has_enough(const DefinitionId& definition) const {
        const auto found = held.find(definition);
        return (found == held.end() ? 0 : found->second) >= free;
    }

    // False: nothing is free for this definition.
    bool take(const DefinitionId& definition) {
        if (has_enough(definition)) return false;
        --free;
        ++held[definition];
        return true;
    }

    // Of the definitions that may be given more.
    std::size_t most_held() const {
        std::size_t most = 0;
        for (const auto& [definition, count] : held)
            if (count < free) most = std::max(most, count);
        return most;
    }

    std::set<DefinitionId> definitions_with_enough() const {
        std::set<DefinitionId> all;
        for (const auto& [definition, count] : held)
            if (count >= free) all.insert(definition);
        return all;
    }
};

}  // namespace pavane::engine
