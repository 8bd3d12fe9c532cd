// The filters that the lists of decisions and of requirements graphs share, from their parameters.
#pragma once

#include <algorithm>
#include <string>

#include "api/routes/shared_filters.hpp"
#include "runtime/engine/queries/decision_definitions.hpp"

namespace pavane::api {

// One value and a list of values, which both hold: "decisionDefinitionId" and "decisionDefinitionIdIn".
template <class T>
std::optional<std::vector<T>> both(const std::optional<T>& one, std::optional<std::vector<T>> among) {
    if (!one) return among;
    const bool fits = !among || std::find(among->begin(), among->end(), *one) != among->end();
    return fits ? std::vector<T>{*one} : std::vector<T>();
}

template <class Id>
engine::DeployedFilter<Id> read_deployed(Parameters& parameters, const std::string& id_name,
                                         std::string_view include_flag) {
    engine::DeployedFilter<Id> filter;
    const std::optional<Id> id = parameters.id<Id>(id_name);
    filter.id_in = both(id, parameters.ids<Id>(id_name + "In"));
    filter.key = parameters.text("key");
    filter.key_like = parameters.text("keyLike");
    filter.name = parameters.text("name");
    filter.name_like = parameters.text("nameLike");
    filter.category = parameters.text("category");
    filter.category_like = parameters.text("categoryLike");
    filter.version = parameters.integer("version");
    filter.resource_name = parameters.text("resourceName");
    filter.resource_name_like = parameters.text("resourceNameLike");
    filter.deployment = parameters.id<engine::DeploymentId>("deploymentId");
    filter.latest = parameters.flag("latestVersion");
    filter.tenant = read_tenant(parameters, include_flag);
    return filter;
}

}  // namespace pavane::api
