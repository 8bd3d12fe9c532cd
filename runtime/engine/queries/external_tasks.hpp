// GET and POST /external-task.
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct ExternalTaskCriteria {
    enum class Field : std::uint8_t {
        id,
        lock_expiration,
        process_instance,
        definition_id,
        definition_key,
        tenant,
        priority,
        created
    };
    std::optional<core::ExternalTaskId> id;
    std::optional<std::vector<core::ExternalTaskId>> id_in;
    std::optional<std::string> topic;
    std::optional<std::string> worker;
    bool locked = false;
    bool not_locked = false;
    std::optional<Instant> lock_expires_before;
    std::optional<Instant> lock_expires_after;
    std::optional<std::string> activity;
    std::optional<Names> activity_in;
    PlaceFilter place;
    bool active = false;
    bool suspended = false;
    bool with_retries_left = false;
    bool no_retries_left = false;
    std::optional<std::int64_t> priority_at_least;
    std::optional<std::int64_t> priority_at_most;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

struct ExternalTaskItem {
    ExternalTaskRow row;
    DefinitionRef definition;
    std::string business_key;
    std::string worker;
    std::optional<Instant> lock_until;
};

}  // namespace pavane::engine
