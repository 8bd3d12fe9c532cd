// Reading again the models that were deployed.
#pragma once

#include "runtime/engine/ports.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

// The files of a deployment; the store must outlive it.
OtherFiles files_of(DefinitionStore& store, const DeploymentId& deployment);

// For a model that was deployed and does not compile: "The stored model of decision dish version 1 can no longer ...".
NotLoadable not_readable_any_more(const std::string& what, const std::string& key, std::int32_t version,
                                  const bpmn::Diagnostics& diagnostics);

}  // namespace pavane::engine
