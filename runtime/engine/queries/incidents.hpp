// GET /incident.
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct IncidentCriteria {
    enum class Field : std::uint8_t {
        id,
        message,
        timestamp,
        type,
        execution,
        activity,
        process_instance,
        definition,
        cause,
        root_cause,
        configuration,
        tenant
    };
    std::optional<core::IncidentId> id;
    std::optional<std::string> type;  // failedJob, failedExternalTask
    std::optional<std::string> message;
    std::optional<std::string> message_like;
    PlaceFilter place;
    std::optional<std::string> activity;
    std::optional<std::string> failed_activity;
    std::optional<std::string> configuration;
    std::optional<Instant> before;
    std::optional<Instant> after;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

struct IncidentItem {
    IncidentRow row;
    DefinitionRef definition;
};

}  // namespace pavane::engine
