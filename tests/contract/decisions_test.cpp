// Deployed decisions and the history of evaluated ones.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Binding = bpmn::Binding;

namespace {

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

// A deployment of these decisions, with a requirements graph "kitchen" if they are several.
NewDeployment deployment(std::vector<StoredDecision> decisions, Instant deployed_at = at(5)) {
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

core::CalledDecision called(const std::string& key, Binding binding) {
    core::CalledDecision call = newest_decision(key, tenant);
    call.binding = binding;
    return call;
}

DecisionRow evaluated(const DecisionId& decision, Instant evaluated_at) {
    DecisionRow row;
    row.origin.tenant = tenant;
    row.instance.id = new_id<DecisionInstanceId>();
    row.instance.decision.decision = decision;
    row.instance.evaluated_at = evaluated_at;
    return row;
}

expression::TypedValue text(const std::string& value) { return expression::typed(expression::Value(value)); }
expression::TypedValue integer(std::int64_t value) { return expression::typed(expression::Value(value)); }

// Two evaluations of "dish", the first with the "season" it required, the second by a process.
struct Evaluations {
    NewDeployment kitchen = deployment({decision("dish"), decision("season")});
    DecisionRow dish = evaluated(kitchen.decisions[0].id, at(10));
    DecisionRow season = evaluated(kitchen.decisions[1].id, at(10));
    DecisionRow in_process = evaluated(kitchen.decisions[0].id, at(20));
    tests::Root root;

    explicit Evaluations(Store& store) {
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
};

}  // namespace

BOOST_AUTO_TEST_SUITE(decisions)

BOOST_AUTO_TEST_CASE(decisions_and_their_requirements_graph_come_back) {
    with_each_store([](OpenStore& store) {
        NewDeployment first = deployment({decision("dish"), decision("season")});
        first.decisions[0].version_tag = "1.0";
        first.decisions[0].history_time_to_live_days = 30;
        const DeployedVersions versions = deploy(*store.store, first);
        BOOST_TEST((versions.decisions == std::vector{1, 1} && versions.requirements == std::vector{1}));
        const NewDeployment second = deployment({decision("dish")});
        BOOST_TEST((deploy(*store.store, second).decisions == std::vector{2}));
        store.reopen();
        const auto stored = store->find_decision(first.decisions[0].id);
        BOOST_TEST_REQUIRE(stored.has_value());
        BOOST_TEST((stored->key == "dish" && stored->version == 1 && stored->name == "The dish"));
        BOOST_TEST((stored->version_tag == "1.0" && stored->category == "http://kitchen" && stored->tenant == tenant));
        BOOST_TEST((stored->deployment == first.deployment.id && stored->resource == "kitchen.dmn"));
        BOOST_TEST((stored->history_time_to_live_days == 30));
        BOOST_TEST((stored->requirements.id == first.requirements[0].id && stored->requirements.key == "kitchen"));
        BOOST_TEST(stored->requirements.version == 1);
        BOOST_TEST(!store->find_decision(second.decisions[0].id)->requirements.id);
        BOOST_TEST(store->decisions_of(first.deployment.id).size() == 2u);
        const auto requirements = store->find_requirements(first.requirements[0].id);
        BOOST_TEST_REQUIRE(requirements.has_value());
        BOOST_TEST((requirements->key == "kitchen" && requirements->version == 1));
        BOOST_TEST((store->newest_requirements("kitchen", tenant)->id == first.requirements[0].id));
        BOOST_TEST(!store->newest_requirements("kitchen", "").has_value());
        BOOST_TEST(!store->find_definition(core::DefinitionId{first.decisions[0].id.value}).has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_called_decision_is_found_by_its_binding) {
    with_each_store([](OpenStore& store) {
        NewDeployment first = deployment({decision("dish")}), second = deployment({decision("dish")});
        first.decisions[0].version_tag = second.decisions[0].version_tag = "blue";
        NewDeployment third = deployment({decision("dish")});
        for (const NewDeployment* made : {&first, &second, &third}) deploy(*store.store, *made);
        const auto finds = [&](const core::CalledDecision& call) { return store->find_decision(call)->id; };
        BOOST_TEST((finds(called("dish", Binding::latest)) == third.decisions[0].id));
        core::CalledDecision call = called("dish", Binding::version);
        call.version = 1;
        BOOST_TEST((finds(call) == first.decisions[0].id));
        call = called("dish", Binding::version_tag);
        call.version_tag = "blue";
        BOOST_TEST((finds(call) == second.decisions[0].id));
        call = called("dish", Binding::deployment);
        call.deployment = second.deployment.id.value;
        BOOST_TEST((finds(call) == second.decisions[0].id));
        BOOST_TEST(!store->find_decision(newest_decision("dish", "")).has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_deployment_takes_its_decisions_along_and_with_cascade_their_history) {
    for (const bool cascade : {false, true})
        with_each_store([&](OpenStore& store) {
            Evaluations world(*store.store);
            BOOST_TEST(store->delete_deployment(world.kitchen.deployment.id, cascade, {}).has_value());
            BOOST_TEST(!store->find_decision(world.kitchen.decisions[0].id).has_value());
            BOOST_TEST(!store->find_requirements(world.kitchen.requirements[0].id).has_value());
            BOOST_TEST(store->count(DecisionCriteria{}) == 0);
            const auto history = store->list(HistoryDecisionCriteria{}, Page{});
            BOOST_TEST(history.size() == (cascade ? 0u : 3u));
            for (const HistoryDecisionItem& item : history) BOOST_TEST(item.decision.version == 1);
            // A version that is gone is not given again, unless nothing knows of it any more.
            BOOST_TEST(
                (deploy(*store.store, deployment({decision("dish")})).decisions == std::vector{cascade ? 1 : 2}));
        });
}

BOOST_AUTO_TEST_CASE(how_long_history_is_kept_can_be_set) {
    with_each_store([](OpenStore& store) {
        const NewDeployment made = deployment({decision("dish")});
        deploy(*store.store, made);
        const DecisionId id = made.decisions[0].id;
        BOOST_TEST(store->set_history_time_to_live(id, 5));
        BOOST_TEST((store->find_decision(id)->history_time_to_live_days == 5));
        BOOST_TEST(store->set_history_time_to_live(id, std::nullopt));
        BOOST_TEST(!store->find_decision(id)->history_time_to_live_days.has_value());
        BOOST_TEST(!store->set_history_time_to_live(new_id<DecisionId>(), 5));
    });
}

BOOST_AUTO_TEST_CASE(decisions_are_listed) {
    with_each_store([](OpenStore& store) {
        NewDeployment first = deployment({decision("dish"), decision("season")}, at(5));
        first.decisions[0].version_tag = "1.0";
        deploy(*store.store, first);
        NewDeployment second = deployment({decision("dish")}, at(7));
        second.resources[0].name = second.decisions[0].resource = "other.dmn";
        deploy(*store.store, second);
        using Criteria = DecisionCriteria;
        using Deployed = DeployedFilter<DecisionId>;
        Lists<Criteria> lists(*store.store,
                              [](const StoredDecision& item) { return item.key + " " + std::to_string(item.version); });
        const std::string one = "dish 1", two = "dish 2", season = "season 1";
        lists.gives({}, {one, two, season});
        lists.gives(with(&Criteria::deployed, &Deployed::id_in, std::vector{first.decisions[0].id}), {one});
        lists.gives(with(&Criteria::deployed, &Deployed::key, "dish"), {one, two});
        lists.gives(with(&Criteria::deployed, &Deployed::key_like, "sea%"), {season});
        lists.gives(with(&Criteria::deployed, &Deployed::name, "The season"), {season});
        lists.gives(with(&Criteria::deployed, &Deployed::name_like, "%dish"), {one, two});
        lists.gives(with(&Criteria::deployed, &Deployed::category, "http://kitchen"), {one, two, season});
        lists.gives(with(&Criteria::deployed, &Deployed::category_like, "%hall%"), {});
        lists.gives(with(&Criteria::deployed, &Deployed::version, 2), {two});
        lists.gives(with(&Criteria::deployed, &Deployed::resource_name, "other.dmn"), {two});
        lists.gives(with(&Criteria::deployed, &Deployed::resource_name_like, "kit%"), {one, season});
        lists.gives(with(&Criteria::deployed, &Deployed::deployment, second.deployment.id), {two});
        lists.gives(with(&Criteria::deployed, &Deployed::latest, true), {two, season});
        lists.gives(with(&Criteria::deployed_after, at(5)), {two});
        lists.gives(with(&Criteria::deployed_at, at(5)), {one, season});
        lists.gives(with(&Criteria::version_tag, "1.0"), {one});
        lists.gives(with(&Criteria::version_tag_like, "1.%"), {one});
        lists.gives(with(&Criteria::requirements, first.requirements[0].id), {one, season});
        lists.gives(with(&Criteria::requirements_key, "kitchen"), {one, season});
        lists.gives(with(&Criteria::without_requirements, true), {two});
        using Field = Criteria::Field;
        lists.sorts({{Field::key, false}, {Field::version, true}}, {two, one, season});
        lists.sorts({{Field::deploy_time, true}, {Field::key, true}}, {two, season, one});
        lists.sorts({{Field::requirements_key, true}, {Field::name, false}}, {one, season, two});
    });
}

BOOST_AUTO_TEST_CASE(requirements_graphs_are_listed) {
    with_each_store([](OpenStore& store) {
        const NewDeployment first = deployment({decision("dish"), decision("season")});
        deploy(*store.store, first);
        deploy(*store.store, deployment({decision("dish"), decision("season")}));
        using Criteria = RequirementsCriteria;
        using Deployed = DeployedFilter<RequirementsId>;
        Lists<Criteria> lists(*store.store,
                              [](const StoredRequirements& item) { return std::to_string(item.version); });
        lists.gives({}, {"1", "2"});
        lists.gives(with(&Criteria::deployed, &Deployed::id_in, std::vector{first.requirements[0].id}), {"1"});
        lists.gives(with(&Criteria::deployed, &Deployed::latest, true), {"2"});
        lists.gives(with(&Criteria::deployed, &Deployed::key, "hall"), {});
        lists.sorts({{Criteria::Field::version, true}}, {"2", "1"});
    });
}

BOOST_AUTO_TEST_CASE(evaluated_decisions_come_back_with_inputs_and_outputs) {
    with_each_store([](OpenStore& store) {
        Evaluations world(*store.store);
        HistoryDecisionCriteria criteria;
        criteria.id_in = std::vector{world.season.instance.id};
        const HistoryDecisionItem bare = store->list(criteria, Page{}).at(0);
        BOOST_TEST((bare.row.instance.decision.inputs.empty() && bare.row.instance.decision.outputs.empty()));
        criteria.with_inputs = criteria.with_outputs = true;
        const HistoryDecisionItem found = store->list(criteria, Page{}).at(0);
        BOOST_TEST((found.decision.key == "season" && found.decision.name == "The season"));
        BOOST_TEST((found.decision.version == 1 && found.decision.requirements.key == "kitchen"));
        BOOST_TEST((!found.row.origin.process && !found.row.origin.root && found.row.origin.tenant == tenant));
        BOOST_TEST((found.row.instance.root == world.dish.instance.id && found.row.instance.evaluated_at == at(10)));
        BOOST_TEST(!found.row.instance.decision.collected.has_value());
        const auto& inputs = found.row.instance.decision.inputs;
        BOOST_TEST_REQUIRE(inputs.size() == 2u);
        BOOST_TEST((inputs[0].clause_id == "in1" && inputs[0].clause_name == "Temperature"));
        BOOST_TEST((inputs[0].value == integer(3) && inputs[1].value == text("Bern")));
        const auto& outputs = found.row.instance.decision.outputs;
        BOOST_TEST_REQUIRE(outputs.size() == 2u);
        BOOST_TEST((outputs[1].rule_id == "rule3" && outputs[1].rule_order == 2));
        BOOST_TEST((outputs[1].variable_name == "season" && outputs[1].value == text("Frost")));
        criteria.id_in = std::vector{world.dish.instance.id};
        BOOST_TEST((store->list(criteria, Page{}).at(0).row.instance.decision.collected == 2.5));
        criteria.id_in = std::vector{world.in_process.instance.id};
        const HistoryDecisionItem in_process = store->list(criteria, Page{}).at(0);
        BOOST_TEST((in_process.row.origin.process == world.root.id && in_process.row.origin.element == "decide"));
        BOOST_TEST((in_process.row.instance.activity == world.in_process.instance.activity));
    });
}

BOOST_AUTO_TEST_CASE(evaluated_decisions_are_listed) {
    with_each_store([](OpenStore& store) {
        Evaluations world(*store.store);
        using Criteria = HistoryDecisionCriteria;
        Lists<Criteria> lists(*store.store, [&](const HistoryDecisionItem& item) {
            return item.row.origin.process ? "process" : item.decision.key;
        });
        lists.gives({}, {"dish", "season", "process"});
        lists.gives(with(&Criteria::decision_in, std::vector{world.kitchen.decisions[0].id}), {"dish", "process"});
        lists.gives(with(&Criteria::key_in, Names{"season"}), {"season"});
        lists.gives(with(&Criteria::name, "The dish"), {"dish", "process"});
        lists.gives(with(&Criteria::name_like, "%sea%"), {"season"});
        lists.gives(with(&Criteria::process_definition, world.root.definition), {"process"});
        lists.gives(with(&Criteria::process_definition_key, "other"), {});
        lists.gives(with(&Criteria::process, world.root.id), {"process"});
        lists.gives(with(&Criteria::activity_in, Names{"decide"}), {"process"});
        lists.gives(with(&Criteria::activity_instance_in, std::vector{world.in_process.instance.activity}),
                    {"process"});
        lists.gives(with(&Criteria::evaluated_before, at(10)), {"dish", "season"});
        lists.gives(with(&Criteria::evaluated_after, at(11)), {"process"});
        lists.gives(with(&Criteria::root, world.dish.instance.id), {"dish", "season"});
        lists.gives(with(&Criteria::roots_only, true), {"dish", "process"});
        lists.gives(with(&Criteria::requirements, world.kitchen.requirements[0].id), {"dish", "season", "process"});
        lists.gives(with(&Criteria::requirements_key, "hall"), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        BOOST_TEST(store->list(with(&Criteria::key_in, Names{"dish"}), {0, 1}).size() == 1u);
        Criteria newest_first;
        newest_first.order = {{Criteria::Field::evaluation_time, true}};
        BOOST_TEST((store->list(newest_first, {0, 1}).at(0).row.instance.id == world.in_process.instance.id));
    });
}

BOOST_AUTO_TEST_CASE(evaluations_are_counted) {
    with_each_store([](OpenStore& store) {
        Evaluations world(*store.store);
        const auto counted = [&](const std::optional<DecisionInstanceId>& root) {
            std::vector<std::string> words;
            for (const DecisionCount& count : store->count_evaluations(world.kitchen.requirements[0].id, root))
                words.push_back(count.key + " " + std::to_string(count.evaluations));
            return words;
        };
        BOOST_TEST((counted(std::nullopt) == std::vector<std::string>{"dish 2", "season 1"}));
        BOOST_TEST((counted(world.dish.instance.id) == std::vector<std::string>{"dish 1", "season 1"}));
        BOOST_TEST(store->count_evaluations(new_id<RequirementsId>(), std::nullopt).empty());
    });
}

// PostgreSQL's text cannot hold U+0000.
BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_stored_writes_no_history) {
    with_each_database([](OpenStore& store) {
        const bool can_hold = store.name != "postgresql";
        DecisionRow row = evaluated(new_id<DecisionId>(), at(1));
        row.instance.decision.inputs = {{"in", "In", text(std::string("a\0b", 3))}};
        const auto written = store->write_history({row});
        BOOST_TEST(written.has_value() == can_hold);
        BOOST_TEST((can_hold || !written.error().empty()));
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == (can_hold ? 1 : 0));
    });
}

BOOST_AUTO_TEST_CASE(a_step_is_committed_with_the_newest_decision_only) {
    with_each_store([](OpenStore& store) {
        const auto decides = [&](const DecisionId& decision) {
            tests::Root root;
            const Uuid operation = new_id();
            Batch batch = batch_of({birth(root, operation)}, operation);
            batch.newest_decisions = {{0, "dish", tenant, decision}};
            const CommitResult result = store->commit(batch);
            return result.refusals.empty() ? std::nullopt : std::optional(result.refusals[0].reason);
        };
        const NewDeployment first = deployment({decision("dish")}), second = deployment({decision("dish")});
        deploy(*store.store, first);
        BOOST_TEST((decides(first.decisions[0].id) == std::nullopt));
        deploy(*store.store, second);
        BOOST_TEST((decides(first.decisions[0].id) == Refusal::Reason::not_newest));
        BOOST_TEST((decides(second.decisions[0].id) == std::nullopt));
    });
}

namespace {

std::string naming_model(const std::string& name) {
    return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="names" name="names" namespace="n">
        <decision id="name" name="name"><variable name="name" typeRef="string"/>
        <literalExpression><text>")" +
           name + R"("</text></literalExpression></decision></definitions>)";
}

std::string name_of(Store& store, const core::ActivityId& root) {
    const std::optional<StoredRoot> stored = store.load(root);
    for (const VariableRow& variable : stored.value().variables)
        if (variable.key.name == "name") return *variable.record.value.value.string();
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_business_rule_task_asks_for_the_version_that_another_node_has_deployed) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        one.deploy("names.dmn", naming_model("first"));
        one.deploy("deciding.bpmn",
                   model("deciding",
                         "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='d'/><businessRuleTask "
                         "id='d' camunda:decisionRef='name' camunda:mapDecisionResult='singleEntry' "
                         "camunda:resultVariable='name'/><sequenceFlow id='g' sourceRef='d' targetRef='t'/><userTask "
                         "id='t'/>"));
        BOOST_TEST(name_of(*store.store, one.start("deciding")) == "first");
        other.deploy("names.dmn", naming_model("second"));
        BOOST_TEST(name_of(*store.store, one.start("deciding")) == "second");
    });
}

BOOST_AUTO_TEST_SUITE_END()
