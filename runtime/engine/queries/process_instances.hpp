// GET and POST /process-instance.
#pragma once

#include "runtime/engine/queries/page.hpp"

namespace pavane::engine {

struct ProcessInstanceCriteria {
    enum class Field : std::uint8_t { instance_id, definition_id, definition_key, tenant, business_key };
    std::optional<std::vector<ActivityId>> id_in;
    std::optional<std::string> business_key;
    std::optional<std::string> business_key_like;
    std::optional<DefinitionId> definition;
    std::optional<std::string> definition_key;
    std::optional<Names> definition_key_in;
    std::optional<Uuid> deployment;
    std::optional<ActivityId> super_process;
    std::optional<ActivityId> sub_process;
    bool root_only = false;
    bool active = false;
    bool suspended = false;
    bool with_incident = false;
    std::optional<Names> activity_in;
    std::optional<Names> tenant_in;
    bool without_tenant = false;
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
