// Deploying and deleting deployments.
#include <algorithm>
#include <set>

#include "persistence/memory/memory_store.hpp"

namespace pavane::persistence {

namespace {

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

void insert_timer_starts(MemoryTables& tables, const NewDefinition& definition, Instant created_at) {
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

// Those that another process is started by already are not inserted.
std::vector<MessageStartTaken> insert_message_starts(MemoryTables& tables, const NewDefinition& definition) {
    std::vector<MessageStartTaken> taken;
    for (const auto& start : definition.message_starts) {
        const auto [found, added] = tables.message_starts.try_emplace({start.message, start.tenant}, start);
        if (!added) taken.push_back({start.message, tables.definitions.at(found->second.definition).definition.key});
    }
    return taken;
}

bool still_holds(const MemoryTables& tables, const NewDeployment& made) {
    if (!made.compared) return true;
    const auto newest =
        newest_deployment(tables, {made.deployment.name, made.deployment.source, made.deployment.tenant});
    return (newest ? std::optional(newest->id) : std::nullopt) == made.compared->newest;
}

bool are_previous_versions(const MemoryTables& tables, const std::set<DefinitionId>& definitions,
                           const std::vector<NewDefinition>& restored) {
    std::set<DefinitionId> expected;
    for (const DefinitionId& definition : definitions)
        if (const auto previous = previous_version(tables, definition)) expected.insert(previous->id);
    std::set<DefinitionId> given;
    for (const NewDefinition& definition : restored) given.insert(definition.definition.id);
    return given == expected;
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

template <class IsOf>
void erase_history_but_of_processes(MemoryTables& tables, const IsOf& is_of) {
    std::erase_if(tables.ended_activities, [&](const auto& entry) { return is_of(entry.second.origin); });
    std::erase_if(tables.ended_tasks, [&](const auto& entry) { return is_of(entry.second.origin); });
    std::erase_if(tables.ended_variables, [&](const auto& row) { return is_of(row.origin); });
    std::erase_if(tables.ended_incidents, [&](const auto& row) { return is_of(row.origin); });
}

void erase_running(MemoryTables& tables, const std::set<ActivityId>& roots) {
    // What has ended in them goes, too: nobody would know any more of which process instance it was.
    const auto is_running = [&](const engine::Origin& origin) {
        return roots.contains(origin.root) && tables.processes.contains(origin.process);
    };
    erase_history_but_of_processes(tables, is_running);
    std::erase_if(tables.evaluated_decisions, [&](const auto& entry) { return is_running(entry.second.origin); });
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
    erase_history_but_of_processes(tables, is_of);
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

std::variant<engine::DeployedVersions, MessageStartTaken, engine::DeployedMeanwhile> MemoryStore::deploy(
    const NewDeployment& deployment) {
    const std::lock_guard lock(mutex_);
    if (!still_holds(tables_, deployment)) return engine::DeployedMeanwhile{};
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
        if (const auto taken = insert_message_starts(tables_, made); !taken.empty()) {
            tables_ = std::move(before);
            return taken.front();
        }
        insert_timer_starts(tables_, made, deployment.deployment.deployed_at);
    }
    insert_decisions(tables_, deployment, versions);
    return versions;
}

std::optional<MemoryStore::Deletion> MemoryStore::delete_deployment(const DeploymentId& id, bool cascade,
                                                                    const std::vector<NewDefinition>& restored) {
    const std::lock_guard lock(mutex_);
    if (!tables_.deployments.contains(id)) return std::nullopt;
    const std::set<DefinitionId> definitions = ids_of(tables_, id);
    if (!are_previous_versions(tables_, definitions, restored)) return engine::VersionsMoved{};
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
    Deleted deleted{{roots.begin(), roots.end()}, {}};
    for (const NewDefinition& definition : restored) {
        for (MessageStartTaken& taken : insert_message_starts(tables_, definition))
            deleted.not_restored.push_back(std::move(taken));
        insert_timer_starts(tables_, definition, clock_());
    }
    return deleted;
}

}  // namespace pavane::persistence
