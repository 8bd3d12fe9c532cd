// What a store in memory holds: the tables of the databases as maps.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/batch_operation_store.hpp"
#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/instance_store.hpp"
#include "runtime/engine/queries/page.hpp"

namespace pavane::persistence {

struct MemoryProcess {
    engine::ProcessRow row;
    engine::Revision revision;        // of a root
    std::int64_t history_events = 0;  // of a root
};
struct MemoryJob {
    engine::JobRow row;
    std::string lease_owner;
    std::int64_t epoch = 0;
    std::int32_t acquisitions = 0;
    Instant ready_at;  // see job_table() in tables/live_tables.cpp
};
struct MemoryExternalTask {
    engine::ExternalTaskRow row;
    std::string worker;
    Instant lock_until;
};
struct MemoryEndedProcess {
    engine::HistoryRow<core::EndedProcess> row;
    std::string end_element;
};
// A definition that history still names may be deleted.
template <class Stored>
struct Kept {
    Stored definition;
    bool deleted = false;
};
using MemoryDefinition = Kept<engine::StoredDefinition>;

struct MemoryBatchOperation {
    engine::BatchOperation operation;
    std::vector<core::DecisionInstanceId> left;  // the next one last
    Instant last_piece_at;
};

struct MemoryTables {
    std::map<core::ActivityId, MemoryProcess> processes;
    std::map<core::ActivityId, engine::ActivityRow> activities;
    std::map<core::TokenId, engine::TokenRow> tokens;
    std::map<core::SubscriptionId, engine::SubscriptionRow> subscriptions;
    std::map<core::JobId, MemoryJob> jobs;
    std::map<core::UserTaskId, engine::UserTaskRow> user_tasks;
    std::map<core::ExternalTaskId, MemoryExternalTask> external_tasks;
    std::map<core::IncidentId, engine::IncidentRow> incidents;
    std::map<core::VariableKey, engine::VariableRow> variables;

    std::map<core::ActivityId, MemoryEndedProcess> ended_processes;
    std::map<core::ActivityId, engine::HistoryRow<core::EndedActivity>> ended_activities;
    std::map<core::UserTaskId, engine::HistoryRow<core::EndedTask>> ended_tasks;
    std::vector<engine::HistoryRow<core::EndedVariable>> ended_variables;
    std::vector<engine::HistoryRow<core::EndedIncident>> ended_incidents;
    std::map<core::DecisionInstanceId, engine::DecisionRow> evaluated_decisions;

    std::map<engine::BatchOperationId, MemoryBatchOperation> batch_operations;

    std::map<engine::DeploymentId, engine::Deployment> deployments;
    std::map<engine::DeploymentId, std::vector<engine::Resource>> resources;  // by name
    std::map<core::DefinitionId, MemoryDefinition> definitions;
    std::map<engine::RequirementsId, Kept<engine::StoredRequirements>> requirements;
    std::map<core::DecisionId, Kept<engine::StoredDecision>> decisions;
    std::map<std::pair<std::string, std::string>, engine::MessageStart> message_starts;  // by (message, tenant)

    struct Operation {
        std::optional<engine::CommitResult> result;  // nothing: a tombstone
        Instant made_at;
    };
    std::map<Uuid, Operation> operations;
    std::map<std::pair<std::string, std::string>, engine::KeptAnswer> answers;  // by (tenant, idempotency key)
    std::map<std::pair<std::string, std::string>, Instant> answers_made_at;
};

// Asked by several queries.
engine::DefinitionRef definition_ref(const MemoryTables& tables, const core::DefinitionId& id);
template <class Id, class Stored>
bool is_newest(const std::map<Id, Kept<Stored>>& stored, const Stored& definition) {
    return std::none_of(stored.begin(), stored.end(), [&](const auto& entry) {
        const Stored& other = entry.second.definition;
        return !entry.second.deleted && other.key == definition.key && other.tenant == definition.tenant &&
               other.version > definition.version;
    });
}
std::optional<engine::Deployment> newest_deployment(const MemoryTables& tables, const engine::DeploymentOrigin& origin);
// As DefinitionStore says.
std::optional<engine::StoredDefinition> previous_version(const MemoryTables& tables, const core::DefinitionId& id);
// Deleted versions count too: none is given twice.
template <class Id, class Stored>
std::int32_t next_version(const std::map<Id, Kept<Stored>>& stored, const Stored& definition) {
    std::int32_t version = 0;
    for (const auto& [id, kept] : stored)
        if (kept.definition.key == definition.key && kept.definition.tenant == definition.tenant)
            version = std::max(version, kept.definition.version);
    return version + 1;
}
// The newest one that fits and is not deleted.
template <class Id, class Stored, class Fits>
std::optional<Stored> newest_that(const std::map<Id, Kept<Stored>>& stored, Fits fits) {
    std::optional<Stored> newest;
    for (const auto& [id, kept] : stored)
        if (!kept.deleted && fits(kept.definition) && (!newest || kept.definition.version > newest->version))
            newest = kept.definition;
    return newest;
}
bool has_variable(const MemoryTables& tables, const core::ActivityId& scope, const std::string& name,
                  engine::VariableCondition::Operator op, const expression::Value& value);
bool holds(const expression::Value& variable, engine::VariableCondition::Operator op, const expression::Value& value);
bool is_like(const std::string& text, const std::string& pattern);  // % stands for anything

}  // namespace pavane::persistence
