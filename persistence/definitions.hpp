// What a transaction that deploys or deletes compares with what was looked up before it.
#pragma once

#include <optional>
#include <string>

#include "persistence/sql/connection.hpp"
#include "runtime/engine/definition_store.hpp"

namespace pavane::persistence {

// Both as DefinitionStore says, on this connection.
std::optional<engine::Deployment> newest_deployment(Connection& connection, const engine::DeploymentOrigin& origin);
std::optional<engine::StoredDefinition> previous_version(Connection& connection, const engine::DefinitionId& id);

}  // namespace pavane::persistence
