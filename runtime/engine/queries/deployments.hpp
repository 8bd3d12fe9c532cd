// GET /deployment.
#pragma once

#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct DeploymentCriteria {
    enum class Field : std::uint8_t { id, name, deployment_time, tenant };
    std::optional<DeploymentId> id;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<std::string> source;
    bool without_source = false;
    std::optional<Instant> before;
    std::optional<Instant> after;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

}  // namespace pavane::engine
