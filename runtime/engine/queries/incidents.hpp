// GET /incident.
#pragma once

#include <string_view>

#include "foundation/ensure.hpp"
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
    std::optional<std::string> type;  // as incident_type() gives it
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

// The contract's name of a kind; what meets a limit of its whole instance has no name there, and gets one of ours.
inline std::string_view incident_type(core::Incident::Kind kind) {
    switch (kind) {
        case core::Incident::Kind::failed_job:
            return "failedJob";
        case core::Incident::Kind::failed_external_task:
            return "failedExternalTask";
        case core::Incident::Kind::instance_limit:
            return "processInstanceLimit";
    }
    ENSURE(false);
}

struct IncidentItem {
    IncidentRow row;
    DefinitionRef definition;
};

}  // namespace pavane::engine
