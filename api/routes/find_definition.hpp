// Which process definition a path names: by its id, or the newest of a key with or without a tenant.
#pragma once

#include "api/call.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

// By the arguments {id}, or {key} and perhaps {tenant-id}. Unknown: 404 in the contract's words.
Result<engine::StoredDefinition, Error> find_definition(engine::Engine& engine, const Call& call);

Error no_definition_of_key(const std::string& key, const std::string& tenant);

}  // namespace pavane::api
