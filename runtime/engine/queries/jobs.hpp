// GET and POST /job.
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct JobCriteria {
    enum class Field : std::uint8_t {
        id,
        due_date,
        execution_id,
        process_instance,
        definition_id,
        definition_key,
        priority,
        retries,
        tenant
    };
    std::optional<core::JobId> id;
    std::optional<std::vector<core::JobId>> id_in;
    PlaceFilter place;
    std::optional<std::string> activity;
    std::optional<std::string> failed_activity;
    bool with_retries_left = false;
    bool no_retries_left = false;
    bool executable = false;  // retries left and due
    bool timers = false;
    bool messages = false;  // async continuations, as the Camunda 7 line calls them
    bool with_exception = false;
    std::optional<std::string> exception_message;
    bool active = false;
    bool suspended = false;
    std::optional<Instant> due_before;  // both ends exclusive
    std::optional<Instant> due_after;
    std::optional<Instant> created_before;
    std::optional<Instant> created_after;
    std::optional<std::int64_t> priority_at_least;
    std::optional<std::int64_t> priority_at_most;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

struct JobItem {
    JobRow row;  // a definition's start timer has null root, process and owner
    DefinitionRef definition;
};

}  // namespace pavane::engine
