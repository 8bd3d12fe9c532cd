// GET /decision-definition and /decision-requirements-definition.
#pragma once

#include "runtime/engine/queries/filters.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

// What both can be filtered by.
template <class Id>
struct DeployedFilter {
    std::optional<std::vector<Id>> id_in;
    std::optional<std::string> key;
    std::optional<std::string> key_like;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<std::string> category;
    std::optional<std::string> category_like;
    std::optional<std::int32_t> version;
    std::optional<std::string> resource_name;
    std::optional<std::string> resource_name_like;
    std::optional<DeploymentId> deployment;
    bool latest = false;
    TenantFilter tenant;
};

struct DecisionCriteria {
    enum class Field : std::uint8_t {
        category,
        requirements_key,
        key,
        id,
        name,
        version,
        deployment,
        deploy_time,
        version_tag,
        tenant
    };
    DeployedFilter<DecisionId> deployed;
    std::optional<Instant> deployed_after;
    std::optional<Instant> deployed_at;
    std::optional<std::string> version_tag;
    std::optional<std::string> version_tag_like;
    std::optional<RequirementsId> requirements;
    std::optional<std::string> requirements_key;
    bool without_requirements = false;
    std::vector<Order<Field>> order;
};

struct RequirementsCriteria {
    enum class Field : std::uint8_t { id, key, name, version, deployment, category, tenant };
    DeployedFilter<RequirementsId> deployed;
    std::vector<Order<Field>> order;
};

}  // namespace pavane::engine
