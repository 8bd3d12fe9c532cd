#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::DefinitionCriteria;
using engine::Deployment;
using engine::DeploymentCriteria;
using engine::StoredDefinition;

bool matches(const Deployment& deployment, const DeploymentCriteria& criteria) {
    const std::optional<Instant> at = deployment.deployed_at;
    return fits(criteria.id, deployment.id) && fits(criteria.name, deployment.name) &&
           fits_like(criteria.name_like, deployment.name) && fits(criteria.source, deployment.source) &&
           (!criteria.without_source || deployment.source.empty()) && is_below(at, criteria.before) &&
           is_above(at, criteria.after) && fits_tenant(criteria.tenant, deployment.tenant);
}

SortKey key_of(const Deployment& deployment, DeploymentCriteria::Field field) {
    using Field = DeploymentCriteria::Field;
    switch (field) {
        case Field::id:
            return sort_key(deployment.id);
        case Field::name:
            return sort_key(deployment.name);
        case Field::deployment_time:
            return sort_key(deployment.deployed_at);
        case Field::tenant:
            return sort_key(deployment.tenant);
    }
    ENSURE(false);
}

std::vector<Deployment> find(const MemoryTables& tables, const DeploymentCriteria& criteria) {
    std::vector<Deployment> items;
    for (const auto& [id, deployment] : tables.deployments)
        if (matches(deployment, criteria)) items.push_back(deployment);
    return items;
}

bool matches(const MemoryTables& tables, const StoredDefinition& definition, const DefinitionCriteria& criteria) {
    return fits_any(criteria.id_in, definition.id) && fits(criteria.key, definition.key) &&
           fits_any(criteria.key_in, definition.key) && fits_like(criteria.key_like, definition.key) &&
           fits(criteria.name, definition.name) && fits_like(criteria.name_like, definition.name) &&
           fits(criteria.category, definition.category) && fits(criteria.version, definition.version) &&
           fits(criteria.version_tag, definition.version_tag) && fits(criteria.resource_name, definition.resource) &&
           fits(criteria.deployment, definition.deployment) &&
           (!criteria.latest || is_newest(tables.definitions, definition)) &&
           (!criteria.active || !definition.suspended) && (!criteria.suspended || definition.suspended) &&
           (!criteria.startable_in_tasklist || definition.startable_in_tasklist) &&
           fits_tenant(criteria.tenant, definition.tenant);
}

SortKey key_of(const MemoryTables& tables, const StoredDefinition& definition, DefinitionCriteria::Field field) {
    using Field = DefinitionCriteria::Field;
    switch (field) {
        case Field::category:
            return sort_key(definition.category);
        case Field::key:
            return sort_key(definition.key);
        case Field::id:
            return sort_key(definition.id);
        case Field::name:
            return sort_key(definition.name);
        case Field::version:
            return sort_key(definition.version);
        case Field::deployment:
            return sort_key(definition.deployment);
        case Field::tenant:
            return sort_key(definition.tenant);
        case Field::version_tag:
            return sort_key(definition.version_tag);
        case Field::deploy_time: {
            const auto found = tables.deployments.find(definition.deployment);
            return found == tables.deployments.end() ? SortKey() : sort_key(found->second.deployed_at);
        }
    }
    ENSURE(false);
}

std::vector<StoredDefinition> find(const MemoryTables& tables, const DefinitionCriteria& criteria) {
    std::vector<StoredDefinition> items;
    for (const auto& [id, stored] : tables.definitions)
        if (!stored.deleted && matches(tables, stored.definition, criteria)) items.push_back(stored.definition);
    return items;
}

}  // namespace

void MemoryStore::visit(const DeploymentCriteria& criteria, const engine::Page& page,
                        const engine::Visit<Deployment>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const DeploymentCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const DefinitionCriteria& criteria, const engine::Page& page,
                        const engine::Visit<StoredDefinition>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [this](const auto& item, auto field) { return key_of(tables_, item, field); });
}
std::int64_t MemoryStore::count(const DefinitionCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

}  // namespace pavane::persistence
