// Decisions and their requirements graphs as they are deployed and listed; their model is the deployment's resource.
#pragma once

#include <optional>
#include <string>

#include "runtime/core/decision.hpp"

namespace pavane::engine {

using core::DecisionId;
using core::DecisionInstanceId;
using RequirementsId = Id<struct RequirementsTag>;
using DeploymentId = Id<struct DeploymentTag>;

// A requirements graph: of a file that holds more than one decision (REST contract §5 "Deployment").
struct StoredRequirements {
    RequirementsId id;
    std::string key;
    std::int32_t version = 0;
    std::string name;
    std::string category;
    std::string tenant;
    DeploymentId deployment;
    std::string resource;
};

// Which requirements graph a decision belongs to; a null id: none.
struct RequirementsRef {
    RequirementsId id;
    std::string key;
    std::int32_t version = 0;
};

struct StoredDecision {
    DecisionId id;
    std::string key;
    std::int32_t version = 0;
    std::string name;
    std::string version_tag;
    std::string category;
    std::string tenant;
    DeploymentId deployment;
    std::string resource;
    std::optional<std::int32_t> history_time_to_live_days;
    RequirementsRef requirements;
};

}  // namespace pavane::engine
