// Finding deployments, definitions and what starts them.
#include <algorithm>

#include "persistence/called.hpp"
#include "persistence/memory/memory_store.hpp"

namespace pavane::persistence {

namespace {

using engine::Deployment;
using engine::Resource;
using engine::StoredDefinition;

bool is_newer(const Deployment& one, const Deployment& other) {
    return std::pair(one.deployed_at, one.id) > std::pair(other.deployed_at, other.id);
}

bool is_of(const Deployment& deployment, const engine::DeploymentOrigin& origin) {
    const auto source = [](const std::string& name) {
        return name == engine::application_source ? std::string() : name;
    };
    return deployment.named && deployment.name == origin.name && deployment.tenant == origin.tenant &&
           source(deployment.source) == source(origin.source);
}

}  // namespace

std::optional<Deployment> newest_deployment(const MemoryTables& tables, const engine::DeploymentOrigin& origin) {
    std::optional<Deployment> newest;
    for (const auto& [id, deployment] : tables.deployments)
        if (is_of(deployment, origin) && (!newest || is_newer(deployment, *newest))) newest = deployment;
    return newest;
}

std::optional<StoredDefinition> previous_version(const MemoryTables& tables, const DefinitionId& id) {
    const auto found = tables.definitions.find(id);
    if (found == tables.definitions.end() || !is_newest(tables.definitions, found->second.definition))
        return std::nullopt;
    const StoredDefinition& newest = found->second.definition;
    return newest_that(tables.definitions, [&](const StoredDefinition& definition) {
        return definition.key == newest.key && definition.tenant == newest.tenant &&
               definition.deployment != newest.deployment;
    });
}

std::optional<Deployment> MemoryStore::find_deployment(const DeploymentId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.deployments.find(id);
    if (found == tables_.deployments.end()) return std::nullopt;
    return found->second;
}

std::optional<Deployment> MemoryStore::newest_deployment(const engine::DeploymentOrigin& origin) {
    const std::lock_guard lock(mutex_);
    return persistence::newest_deployment(tables_, origin);
}

std::vector<Resource> MemoryStore::newest_resources(const engine::DeploymentOrigin& origin,
                                                    const std::vector<std::string>& names) {
    const std::lock_guard lock(mutex_);
    std::map<std::string, std::pair<const Deployment*, const Resource*>> newest;
    for (const auto& [id, deployment] : tables_.deployments) {
        if (!is_of(deployment, origin)) continue;
        for (const Resource& resource : tables_.resources.at(id)) {
            if (std::find(names.begin(), names.end(), resource.name) == names.end()) continue;
            const auto [known, is_first] = newest.try_emplace(resource.name, &deployment, &resource);
            if (!is_first && is_newer(deployment, *known->second.first)) known->second = {&deployment, &resource};
        }
    }
    std::vector<Resource> resources;
    for (const auto& [name, found] : newest) resources.push_back(*found.second);
    return resources;
}

std::vector<Resource> MemoryStore::resources(const DeploymentId& id, bool with_content) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.resources.find(id);
    if (found == tables_.resources.end()) return {};
    std::vector<Resource> resources = found->second;
    if (!with_content)
        for (Resource& resource : resources) resource.content.clear();
    return resources;
}

std::optional<Resource> MemoryStore::find_resource(const DeploymentId& id, const engine::ResourceId& resource) {
    for (Resource& each : resources(id, true))
        if (each.id == resource) return std::move(each);
    return std::nullopt;
}

std::optional<Resource> MemoryStore::find_resource(const DeploymentId& id, const std::string& name) {
    for (Resource& each : resources(id, true))
        if (each.name == name) return std::move(each);
    return std::nullopt;
}

std::optional<StoredDefinition> MemoryStore::find_definition(const DefinitionId& id) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.definitions, [&](const StoredDefinition& definition) { return definition.id == id; });
}

std::optional<StoredDefinition> MemoryStore::find_definition(const core::CalledDefinition& called) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.definitions,
                       [&](const StoredDefinition& definition) { return is_called(definition, called); });
}

std::optional<StoredDefinition> MemoryStore::previous_version(const DefinitionId& id) {
    const std::lock_guard lock(mutex_);
    return persistence::previous_version(tables_, id);
}

std::vector<StoredDefinition> MemoryStore::definitions_of(const DeploymentId& id) {
    const std::lock_guard lock(mutex_);
    std::vector<StoredDefinition> definitions;
    for (const auto& [definition, stored] : tables_.definitions)
        if (!stored.deleted && stored.definition.deployment == id) definitions.push_back(stored.definition);
    std::sort(definitions.begin(), definitions.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return definitions;
}

std::vector<engine::MessageStart> MemoryStore::message_starts(const std::string& message) {
    const std::lock_guard lock(mutex_);
    std::vector<engine::MessageStart> starts;
    for (const auto& [key, start] : tables_.message_starts)
        if (key.first == message) starts.push_back(start);
    return starts;
}

bool MemoryStore::timer_start_fired(const core::JobId& job, const std::string& owner, std::int64_t epoch,
                                    const std::optional<engine::TimerStart>& next) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.jobs.find(job);
    if (found == tables_.jobs.end() || !found->second.row.origin.root.is_null()) return false;
    if (found->second.lease_owner != owner || found->second.epoch != epoch) return false;
    if (!next) return tables_.jobs.erase(job) == 1;
    MemoryJob& timer = found->second;
    timer.row.record.due = timer.ready_at = next->due;
    timer.row.record.cycle_anchor = next->cycle_anchor;
    timer.row.record.cycle_index = next->cycle_index;
    timer.lease_owner.clear();
    timer.acquisitions = 0;
    return true;
}

}  // namespace pavane::persistence
