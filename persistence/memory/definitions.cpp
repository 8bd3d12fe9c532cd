#include <algorithm>
#include <set>

#include "persistence/called.hpp"
#include "persistence/memory/memory_store.hpp"

namespace pavane::persistence {

namespace {

using engine::Deployment;
using engine::DeploymentInUse;
using engine::MessageStartTaken;
using engine::NewDefinition;
using engine::NewDeployment;
using engine::Resource;
using engine::StoredDefinition;

bool same_key(const StoredDefinition& a, const StoredDefinition& b) { return a.key == b.key && a.tenant == b.tenant; }

template <class Ends>
void end_starts(MemoryTables& tables, Ends ends) {
    std::erase_if(tables.message_starts, [&](const auto& entry) { return ends(entry.second.definition); });
    std::erase_if(tables.jobs, [&](const auto& entry) {
        return entry.second.row.origin.root.is_null() && ends(entry.second.row.origin.definition);
    });
}

void insert_starts(MemoryTables& tables, const NewDefinition& definition, Instant created_at) {
    for (const auto& start : definition.message_starts) tables.message_starts[{start.message, start.tenant}] = start;
    for (const auto& timer : definition.timer_starts) {
        MemoryJob job;
        job.row.key = timer.job;
        job.row.origin.tenant = timer.tenant;
        job.row.origin.definition = timer.definition;
        job.row.origin.element = timer.element;
        job.row.record.due = job.ready_at = timer.due;
        job.row.record.cycle = timer.cycle;
        job.row.record.cycle_anchor = timer.cycle_anchor;
        job.row.record.cycle_index = timer.cycle_index;
        job.row.record.created_at = created_at;
        tables.jobs.emplace(timer.job, std::move(job));
    }
}

std::optional<MessageStartTaken> insert_message_starts(MemoryTables& tables, const NewDefinition& definition) {
    for (const auto& start : definition.message_starts) {
        const auto [found, added] = tables.message_starts.try_emplace({start.message, start.tenant}, start);
        if (!added)
            return MessageStartTaken{start.message, tables.definitions.at(found->second.definition).definition.key};
    }
    return std::nullopt;
}

std::set<DefinitionId> ids_of(const MemoryTables& tables, const DeploymentId& deployment) {
    std::set<DefinitionId> ids;
    for (const auto& [id, stored] : tables.definitions)
        if (stored.definition.deployment == deployment) ids.insert(id);
    return ids;
}

template <class Map>
void erase_roots(Map& map, const std::set<ActivityId>& roots) {
    std::erase_if(map, [&](const auto& entry) {
        if constexpr (requires { entry.second.row; })
            return roots.contains(entry.second.row.origin.root);
        else
            return roots.contains(entry.second.origin.root);
    });
}

void erase_running(MemoryTables& tables, const std::set<ActivityId>& roots) {
    erase_roots(tables.processes, roots);
    erase_roots(tables.activities, roots);
    erase_roots(tables.tokens, roots);
    erase_roots(tables.subscriptions, roots);
    erase_roots(tables.jobs, roots);
    erase_roots(tables.user_tasks, roots);
    erase_roots(tables.external_tasks, roots);
    erase_roots(tables.incidents, roots);
    erase_roots(tables.variables, roots);
}

void erase_history(MemoryTables& tables, const std::set<DefinitionId>& definitions) {
    std::set<ActivityId> processes;
    for (const auto& [id, ended] : tables.ended_processes)
        if (definitions.contains(ended.row.origin.definition)) processes.insert(id);
    const auto is_of = [&](const engine::Origin& origin) {
        return definitions.contains(origin.definition) || processes.contains(origin.process);
    };
    std::erase_if(tables.ended_processes, [&](const auto& entry) { return is_of(entry.second.row.origin); });
    std::erase_if(tables.ended_activities, [&](const auto& entry) { return is_of(entry.second.origin); });
    std::erase_if(tables.ended_tasks, [&](const auto& entry) { return is_of(entry.second.origin); });
    std::erase_if(tables.ended_variables, [&](const auto& row) { return is_of(row.origin); });
    std::erase_if(tables.ended_incidents, [&](const auto& row) { return is_of(row.origin); });
    std::erase_if(tables.evaluated_decisions, [&](const auto& entry) { return is_of(entry.second.origin); });
}

void insert_decisions(MemoryTables& tables, const NewDeployment& made, engine::DeployedVersions& versions) {
    for (engine::StoredRequirements requirements : made.requirements) {
        requirements.version = next_version(tables.requirements, requirements);
        versions.requirements.push_back(requirements.version);
        tables.requirements.emplace(requirements.id, Kept<engine::StoredRequirements>{requirements, false});
    }
    for (engine::StoredDecision decision : made.decisions) {
        decision.version = next_version(tables.decisions, decision);
        if (decision.requirements.id)
            decision.requirements.version = tables.requirements.at(decision.requirements.id).definition.version;
        versions.decisions.push_back(decision.version);
        tables.decisions.emplace(decision.id, Kept<engine::StoredDecision>{decision, false});
    }
}

template <class Id, class Stored>
void erase_deployed(std::map<Id, Kept<Stored>>& stored, const DeploymentId& deployment, bool with_history) {
    if (with_history)
        std::erase_if(stored, [&](const auto& entry) { return entry.second.definition.deployment == deployment; });
    else
        for (auto& [id, kept] : stored)
            if (kept.definition.deployment == deployment) kept.deleted = true;
}

void erase_decisions(MemoryTables& tables, const DeploymentId& deployment, bool with_history) {
    if (with_history)
        std::erase_if(tables.evaluated_decisions, [&](const auto& entry) {
            const auto decision = tables.decisions.find(entry.second.instance.decision.decision);
            return decision != tables.decisions.end() && decision->second.definition.deployment == deployment;
        });
    erase_deployed(tables.decisions, deployment, with_history);
    erase_deployed(tables.requirements, deployment, with_history);
}

}  // namespace

std::variant<engine::DeployedVersions, MessageStartTaken> MemoryStore::deploy(const NewDeployment& deployment) {
    const std::lock_guard lock(mutex_);
    MemoryTables before = tables_;
    engine::DeployedVersions versions;
    tables_.deployments.emplace(deployment.deployment.id, deployment.deployment);
    std::vector<Resource> resources = deployment.resources;
    std::sort(resources.begin(), resources.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    tables_.resources.emplace(deployment.deployment.id, std::move(resources));
    for (const NewDefinition& made : deployment.definitions)
        end_starts(tables_, [&](const DefinitionId& id) {
            return same_key(tables_.definitions.at(id).definition, made.definition);
        });
    for (const NewDefinition& made : deployment.definitions) {
        StoredDefinition definition = made.definition;
        definition.version = next_version(tables_.definitions, definition);
        versions.definitions.push_back(definition.version);
        tables_.definitions.emplace(definition.id, MemoryDefinition{definition, false});
        if (const auto taken = insert_message_starts(tables_, made)) {
            tables_ = std::move(before);
            return *taken;
        }
        insert_starts(tables_, made, deployment.deployment.deployed_at);
    }
    insert_decisions(tables_, deployment, versions);
    return versions;
}

std::optional<std::variant<MemoryStore::Deleted, DeploymentInUse>> MemoryStore::delete_deployment(
    const DeploymentId& id, bool cascade, const std::vector<NewDefinition>& restored_starts) {
    const std::lock_guard lock(mutex_);
    if (!tables_.deployments.contains(id)) return std::nullopt;
    const std::set<DefinitionId> definitions = ids_of(tables_, id);
    std::set<ActivityId> roots;
    std::int64_t running = 0;
    for (const auto& [process, stored] : tables_.processes)
        if (definitions.contains(stored.row.origin.definition)) {
            ++running;
            roots.insert(stored.row.origin.root);
        }
    if (running > 0 && !cascade) return DeploymentInUse{running};
    erase_running(tables_, roots);
    end_starts(tables_, [&](const DefinitionId& definition) { return definitions.contains(definition); });
    if (cascade) erase_history(tables_, definitions);
    for (const DefinitionId& definition : definitions) {
        if (cascade)
            tables_.definitions.erase(definition);
        else
            tables_.definitions.at(definition).deleted = true;
    }
    erase_decisions(tables_, id, cascade);
    tables_.resources.erase(id);
    tables_.deployments.erase(id);
    for (const NewDefinition& restored : restored_starts) insert_starts(tables_, restored, clock_());
    return Deleted{{roots.begin(), roots.end()}};
}

std::optional<Deployment> MemoryStore::find_deployment(const DeploymentId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.deployments.find(id);
    if (found == tables_.deployments.end()) return std::nullopt;
    return found->second;
}

std::optional<Deployment> MemoryStore::newest_deployment(const std::string& name, const std::string& tenant) {
    const std::lock_guard lock(mutex_);
    std::optional<Deployment> newest;
    for (const auto& [id, deployment] : tables_.deployments)
        if (deployment.named && deployment.name == name && deployment.tenant == tenant &&
            (!newest || deployment.deployed_at >= newest->deployed_at))
            newest = deployment;
    return newest;
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
    const auto found = tables_.definitions.find(id);
    if (found == tables_.definitions.end() || !is_newest(tables_.definitions, found->second.definition))
        return std::nullopt;
    const StoredDefinition& newest = found->second.definition;
    return newest_that(tables_.definitions, [&](const StoredDefinition& definition) {
        return same_key(definition, newest) && definition.deployment != newest.deployment;
    });
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
