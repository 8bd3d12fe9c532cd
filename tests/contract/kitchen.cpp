#include "tests/contract/kitchen.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/contract/world.hpp"

namespace pavane::tests {

using namespace engine;

StoredDecision decision(const std::string& key) {
    StoredDecision made;
    made.id = new_id<DecisionId>();
    made.key = key;
    made.name = "The " + key;
    made.category = "http://kitchen";
    made.tenant = tenant;
    made.resource = "kitchen.dmn";
    return made;
}

NewDeployment kitchen_of(std::vector<StoredDecision> decisions, Instant deployed_at) {
    NewDeployment made;
    made.deployment = {new_id<DeploymentId>(), "release", true, "test", tenant, deployed_at};
    made.resources.push_back({new_id<ResourceId>(), "kitchen.dmn", "<definitions/>"});
    if (decisions.size() > 1)
        made.requirements.push_back({new_id<RequirementsId>(), "kitchen", 0, "The kitchen", "http://kitchen", tenant,
                                     made.deployment.id, "kitchen.dmn"});
    for (StoredDecision& each : decisions) {
        each.deployment = made.deployment.id;
        if (!made.requirements.empty()) each.requirements = {made.requirements.front().id, "kitchen", 0};
    }
    made.decisions = std::move(decisions);
    return made;
}

DeployedVersions deploy(Store& store, const NewDeployment& made) {
    const auto outcome = store.deploy(made);
    const auto* versions = std::get_if<DeployedVersions>(&outcome);
    BOOST_TEST_REQUIRE(versions != nullptr);
    return *versions;
}

DecisionRow evaluated(const DecisionId& decision, Instant evaluated_at) {
    DecisionRow row;
    row.origin.tenant = tenant;
    row.instance.id = new_id<DecisionInstanceId>();
    row.instance.decision.decision = decision;
    row.instance.evaluated_at = evaluated_at;
    return row;
}

Evaluations::Evaluations(Store& store)
    : dish(evaluated(kitchen.decisions[0].id, at(10))),
      season(evaluated(kitchen.decisions[1].id, at(10))),
      in_process(evaluated(kitchen.decisions[0].id, at(20))) {
    deploy(store, kitchen);
    season.instance.root = dish.instance.id;
    season.instance.decision.inputs = {{"in1", "Temperature", integer(3)}, {"in2", "Place", text("Bern")}};
    season.instance.decision.outputs = {{"out1", "Season", "rule2", 1, "season", text("Winter")},
                                        {"out1", "Season", "rule3", 2, "season", text("Frost")}};
    dish.instance.decision.outputs = {{"", "", "", 0, "Dish", text("Stew")}};
    dish.instance.decision.collected = 2.5;
    BOOST_TEST(store.write_history({season, dish}).has_value());
    RootRows rows;
    in_process.origin = root.origin("decide");
    in_process.instance.process = root.id;
    in_process.instance.activity = new_id<core::ActivityId>();
    rows.decisions = {in_process};
    make(store, root, std::move(rows));
}

}  // namespace pavane::tests
