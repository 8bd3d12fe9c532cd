// Which decision a path names: by its id, or the newest of a key with or without a tenant.
#pragma once

#include "api/call.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

// By the arguments {id}, or {key} and perhaps {tenant-id}. Unknown: 404 in the contract's words; an unknown id is
// `unknown_id` instead, where the contract has another.
Result<engine::StoredDecision, Error> find_decision(engine::Engine& engine, const Call& call,
                                                    ErrorKind unknown_id = ErrorKind::not_found);

// The same for a requirements graph, but that an unknown id is 400 (REST contract §5).
Result<engine::StoredRequirements, Error> find_requirements(engine::Engine& engine, const Call& call);

// {"id","dmnXml"} of a definition; 404 if its file is gone.
Result<http::Response, Error> dmn_response(engine::Engine& engine, const std::string& id,
                                           const engine::DeploymentId& deployment, const std::string& resource);

}  // namespace pavane::api
