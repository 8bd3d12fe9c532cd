// The decisions of a deployment, within the transaction that deploys or deletes it.
#pragma once

#include <set>

#include "persistence/sql/connection.hpp"
#include "runtime/engine/definition_store.hpp"

namespace pavane::persistence {

// The version that comes next for a key of a table of definitions. The table must be locked.
std::int32_t next_version(Connection& connection, Literal table, const std::string& key, const std::string& tenant);

// Gives the versions and adds them to `versions`.
void insert_decisions(Connection& connection, const engine::NewDeployment& made, engine::DeployedVersions& versions);

// Without their history they are marked as deleted, so that it still says what was evaluated.
void erase_decisions(Connection& connection, const engine::DeploymentId& deployment, bool with_history);

// Those of them that are there, and stay until the transaction ends. Locked in the order of their ids.
std::set<engine::DecisionId> hold_decisions(Connection& connection, const std::vector<engine::DecisionId>& decisions);

// These evaluations alone, and not what they have required.
void erase_evaluations(Connection& connection, const std::vector<core::DecisionInstanceId>& evaluations);

// The history of what the instances of these process definitions have asked.
void erase_evaluations_by(Connection& connection, const std::vector<engine::DefinitionId>& processes);

// The history of what the running instances of these roots have asked.
void erase_evaluations_in(Connection& connection, const std::vector<engine::ActivityId>& roots);

}  // namespace pavane::persistence
