// GET /process-definition.
#pragma once

#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct DefinitionCriteria {
    enum class Field : std::uint8_t { category, key, id, name, version, deployment, tenant, version_tag, deploy_time };
    std::optional<std::vector<DefinitionId>> id_in;
    std::optional<std::string> key;
    std::optional<Names> key_in;
    std::optional<std::string> key_like;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<std::string> category;
    std::optional<std::int32_t> version;
    std::optional<std::string> version_tag;
    std::optional<std::string> resource_name;
    std::optional<DeploymentId> deployment;
    bool latest = false;
    bool active = false;
    bool suspended = false;
    bool startable_in_tasklist = false;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

}  // namespace pavane::engine
