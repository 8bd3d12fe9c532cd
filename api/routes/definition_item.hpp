// Definitions as they are listed, and as a deployment answers them.
#pragma once

#include "json/writer.hpp"
#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::api {

std::string definition_id_text(const engine::StoredDefinition& definition);
void write_definition(json::Writer& writer, const engine::StoredDefinition& definition);
std::string definition_id_text(const engine::StoredDecision& decision);
void write_decision(json::Writer& writer, const engine::StoredDecision& decision);
std::string definition_id_text(const engine::StoredRequirements& requirements);
void write_requirements(json::Writer& writer, const engine::StoredRequirements& requirements);
// decisionRequirementsDefinitionId and -Key; null where there is no requirements graph.
void requirements_members(json::Writer& writer, const engine::RequirementsRef& requirements);
void write_deployment_members(json::Writer& writer, const engine::Deployment& deployment);

}  // namespace pavane::api
