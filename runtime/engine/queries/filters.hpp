// What several lists can be filtered by in the same way. An absent value and a false flag ask for nothing.
#pragma once

#include "runtime/engine/queries/page.hpp"

namespace pavane::engine {

// Whose.
struct TenantFilter {
    std::optional<Names> in;
    bool without = false;          // nobody's
    bool include_without = false;  // those of `in`, and nobody's
};

// Of which definition, and where in which instance of it.
struct PlaceFilter {
    std::optional<DefinitionId> definition;
    std::optional<std::string> definition_key;
    std::optional<Names> definition_key_in;
    std::optional<std::string> definition_name;
    std::optional<ActivityId> process;
    std::optional<std::vector<ActivityId>> process_in;
    std::optional<ActivityId> execution;  // the owning activity instance (contract §3.10)
};

// When it began and ended; both ends of a span belong to it.
struct PeriodFilter {
    bool finished = false;
    bool unfinished = false;
    std::optional<Instant> started_before;
    std::optional<Instant> started_after;
    std::optional<Instant> finished_before;
    std::optional<Instant> finished_after;
};

}  // namespace pavane::engine
