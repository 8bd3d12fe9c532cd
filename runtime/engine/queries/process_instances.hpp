// GET and POST /process-instance.
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct ProcessInstanceCriteria {
    enum class Field : std::uint8_t { instance_id, definition_id, definition_key, tenant, business_key };
    PlaceFilter place;
    std::optional<std::string> business_key;
    std::optional<std::string> business_key_like;
    std::optional<Uuid> deployment;
    std::optional<ActivityId> super_process;
    std::optional<ActivityId> sub_process;
    bool root_only = false;
    bool active = false;
    bool suspended = false;
    bool with_incident = false;
    std::optional<Names> activity_in;
    TenantFilter tenant;
    std::vector<VariableCondition> variables;
    std::vector<Order<Field>> order;
};

struct ProcessInstanceItem {
    ActivityId id;
    DefinitionRef definition;
    std::string business_key;
    std::string tenant;
};

}  // namespace pavane::engine
