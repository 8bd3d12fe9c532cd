// Deployed decisions: their versions and lists, and the nodes that ask them.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/node.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Binding = bpmn::Binding;

namespace {

core::CalledDecision called(const std::string& key, Binding binding) {
    core::CalledDecision call = newest_decision(key, tenant);
    call.binding = binding;
    return call;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decisions)

BOOST_AUTO_TEST_CASE(decisions_and_their_requirements_graph_come_back) {
    with_each_store([](OpenStore& store) {
        NewDeployment first = kitchen_of({decision("dish"), decision("season")});
        first.decisions[0].version_tag = "1.0";
        first.decisions[0].history_time_to_live_days = 30;
        const DeployedVersions versions = deploy(*store.store, first);
        BOOST_TEST((versions.decisions == std::vector{1, 1} && versions.requirements == std::vector{1}));
        const NewDeployment second = kitchen_of({decision("dish")});
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
        NewDeployment first = kitchen_of({decision("dish")}), second = kitchen_of({decision("dish")});
        first.decisions[0].version_tag = second.decisions[0].version_tag = "blue";
        NewDeployment third = kitchen_of({decision("dish")});
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

BOOST_AUTO_TEST_CASE(how_long_history_is_kept_can_be_set) {
    with_each_store([](OpenStore& store) {
        const NewDeployment made = kitchen_of({decision("dish")});
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
        NewDeployment first = kitchen_of({decision("dish"), decision("season")}, at(5));
        first.decisions[0].version_tag = "1.0";
        deploy(*store.store, first);
        NewDeployment second = kitchen_of({decision("dish")}, at(7));
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
        lists.sorts({{Field::requirements_key, true}, {Field::name, false}}, {two, one, season});
    });
}

BOOST_AUTO_TEST_CASE(requirements_graphs_are_listed) {
    with_each_store([](OpenStore& store) {
        const NewDeployment first = kitchen_of({decision("dish"), decision("season")});
        deploy(*store.store, first);
        deploy(*store.store, kitchen_of({decision("dish"), decision("season")}));
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
        const NewDeployment first = kitchen_of({decision("dish")}), second = kitchen_of({decision("dish")});
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

BOOST_AUTO_TEST_CASE(a_decision_that_another_node_has_deleted_is_not_evaluated) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        const Deployed deployed = one.deploy("names.dmn", naming_model("first"));
        one.deploy("deciding.bpmn",
                   model("deciding",
                         "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='d'/><businessRuleTask "
                         "id='d' camunda:decisionRef='name' camunda:decisionRefBinding='version' "
                         "camunda:decisionRefVersion='1' camunda:mapDecisionResult='singleEntry' "
                         "camunda:resultVariable='name'/><sequenceFlow id='g' sourceRef='d' targetRef='t'/><userTask "
                         "id='t'/>"));
        BOOST_TEST(name_of(*store.store, one.start("deciding")) == "first");
        const DeployedDecisionPtr decision = one.engine().decisions().load(newest_decision("name", ""));
        BOOST_TEST(one.engine().evaluate(*decision, {}).has_value());
        BOOST_TEST(std::get<bool>(other.engine().deployments().remove(deployed.deployment.id, true)));
        const auto evaluated = one.engine().evaluate(*decision, {});
        BOOST_TEST_REQUIRE(!evaluated.has_value());
        BOOST_TEST(std::holds_alternative<DecisionGone>(evaluated.error()));

        core::StartProcess start;
        start.id = new_id<core::ActivityId>();
        start.definition = one.engine().definitions().load(newest_of("deciding", ""))->id;
        const Answer answer = one.submit(Submission{start, start.id}).get();
        const auto* failure = std::get_if<core::Failure>(&answer);
        BOOST_TEST_REQUIRE(failure != nullptr);
        BOOST_TEST(failure->message == "no decision deployed with key 'name' and version 1");
        BOOST_TEST(!failure->element.empty());
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == 0);
    });
}

BOOST_AUTO_TEST_CASE(a_node_forgets_the_decisions_it_has_not_used_for_long_and_loads_them_again) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const app::JsonDocuments documents;
        const expression::JuelEvaluator evaluator(documents);
        const app::ModelCompiler compiler(evaluator);
        DecisionCache cache(*store.store, compiler, 1);
        const StoredDecision first = node.deploy("names.dmn", naming_model("first")).decisions.at(0);
        const StoredDecision second = node.deploy("names.dmn", naming_model("second")).decisions.at(0);
        DeployedDecisionPtr kept = cache.load(newest_decision("name", ""));
        BOOST_TEST((kept->id() == second.id));
        BOOST_TEST((cache.find(newest_decision("name", "")) == kept));
        BOOST_TEST((cache.load(first.id)->id() == first.id));
        BOOST_TEST((cache.find(newest_decision("name", "")) == kept), "somebody holds it");
        kept = nullptr;
        BOOST_TEST((cache.load(first.id)->id() == first.id));
        BOOST_TEST((cache.find(newest_decision("name", "")) == nullptr));
        BOOST_TEST((cache.load(newest_decision("name", ""))->id() == second.id));
        BOOST_TEST((cache.load(new_id<DecisionId>()) == nullptr));
    });
}

BOOST_AUTO_TEST_SUITE_END()
