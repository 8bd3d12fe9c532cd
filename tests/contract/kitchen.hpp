// Decisions to deploy and evaluations of them, for tests of stores.
#pragma once

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

namespace pavane::tests {

engine::StoredDecision decision(const std::string& key);

// A deployment of these decisions, with a requirements graph "kitchen" if they are several.
engine::NewDeployment kitchen_of(std::vector<engine::StoredDecision> decisions, Instant deployed_at = at(5));

engine::DeployedVersions deploy(engine::Store& store, const engine::NewDeployment& made);

// Two evaluations of "dish", the first with the "season" it required, the second by a process.
struct Evaluations {
    engine::NewDeployment kitchen = kitchen_of({decision("dish"), decision("season")});
    engine::DecisionRow dish, season, in_process;
    Root root;

    explicit Evaluations(engine::Store& store);  // writes them
};

engine::DecisionRow evaluated(const engine::DecisionId& decision, Instant evaluated_at);

}  // namespace pavane::tests
