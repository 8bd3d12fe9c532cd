// A process definition as it is listed, and as a deployment answers it.
#pragma once

#include "json/writer.hpp"
#include "runtime/engine/definition_store.hpp"

namespace pavane::api {

std::string definition_id_text(const engine::StoredDefinition& definition);
void write_definition(json::Writer& writer, const engine::StoredDefinition& definition);
void write_deployment_members(json::Writer& writer, const engine::Deployment& deployment);

}  // namespace pavane::api
