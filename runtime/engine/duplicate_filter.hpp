// Which files of a deployment are new: what has been deployed before need not be deployed again.
#pragma once

#include <map>

#include "runtime/engine/deployments.hpp"

namespace pavane::engine {

struct Selection {
    Files files;                                      // to be deployed, in the order of the request
    std::optional<NewDeployment::Compared> compared;  // nothing: all are deployed, whatever is there
    std::optional<Deployment> unchanged;              // no file has changed: the newest deployment of that origin
    std::map<std::string, Compiled> compiled;         // those models that had to be compiled to tell, by their names
};

// A model that takes something from other files of the request (its scripts, what it imports) has changed when one of
// those has, and is deployed together with them: a deployment holds all that its definitions need. Throws
// StoreUnavailable.
Selection select_files(const DeploymentRequest& request, DefinitionStore& store, const Compiler& compiler);

}  // namespace pavane::engine
