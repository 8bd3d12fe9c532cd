// The history of evaluated decisions.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

BOOST_AUTO_TEST_SUITE(decision_history)

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

BOOST_AUTO_TEST_CASE(a_dozen_of_inputs_and_outputs_come_back_in_their_order) {
    with_each_store([](OpenStore& store) {
        const NewDeployment kitchen = kitchen_of({decision("dish")});
        deploy(*store.store, kitchen);
        DecisionRow row = evaluated(kitchen.decisions[0].id, at(1));
        std::vector<std::string> names;
        for (int number = 1; number <= 12; ++number) {
            names.push_back("in" + std::to_string(number));
            row.instance.decision.inputs.push_back({names.back(), "", integer(number)});
            row.instance.decision.outputs.push_back({names.back(), "", "", 0, "", integer(number)});
        }
        BOOST_TEST(store->write_history({row}).has_value());
        HistoryDecisionCriteria criteria;
        criteria.with_inputs = criteria.with_outputs = true;
        const core::EvaluatedDecision found = store->list(criteria, Page{}).at(0).row.instance.decision;
        std::vector<std::string> inputs, outputs;
        for (const core::DecisionInput& input : found.inputs) inputs.push_back(input.clause_id);
        for (const core::DecisionOutput& output : found.outputs) outputs.push_back(output.clause_id);
        BOOST_TEST(inputs == names, boost::test_tools::per_element());
        BOOST_TEST(outputs == names, boost::test_tools::per_element());
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
        const NewDeployment kitchen = kitchen_of({decision("dish")});
        deploy(*store.store, kitchen);
        DecisionRow row = evaluated(kitchen.decisions[0].id, at(1));
        row.instance.decision.inputs = {{"in", "In", text(std::string("a\0b", 3))}};
        const auto written = store->write_history({row});
        BOOST_TEST(written.has_value() == can_hold);
        BOOST_TEST((can_hold || !std::get<ValueNotStorable>(written.error()).why.empty()));
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == (can_hold ? 1 : 0));
    });
}

BOOST_AUTO_TEST_CASE(no_history_is_written_of_a_decision_that_was_deleted_meanwhile) {
    for (const bool cascade : {false, true})
        with_each_store([&](OpenStore& store) {
            const NewDeployment kitchen = kitchen_of({decision("dish")}), gone = kitchen_of({decision("season")});
            for (const NewDeployment* made : {&kitchen, &gone}) deploy(*store.store, *made);
            const DecisionRow dish = evaluated(kitchen.decisions[0].id, at(1));
            const DecisionRow season = evaluated(gone.decisions[0].id, at(1));
            BOOST_TEST(store->delete_deployment(gone.deployment.id, cascade, {}).has_value());
            const auto written = store->write_history({dish, season});
            BOOST_TEST_REQUIRE(!written.has_value());
            BOOST_TEST(std::holds_alternative<DecisionGone>(written.error()));
            BOOST_TEST(store->count(HistoryDecisionCriteria{}) == 0);
        });
}

BOOST_AUTO_TEST_CASE(a_step_with_a_decision_that_was_deleted_meanwhile_runs_again) {
    with_each_store([](OpenStore& store) {
        const NewDeployment kitchen = kitchen_of({decision("dish")}), gone = kitchen_of({decision("season")});
        for (const NewDeployment* made : {&kitchen, &gone}) deploy(*store.store, *made);
        BOOST_TEST(store->delete_deployment(gone.deployment.id, true, {}).has_value());
        const auto committed = [&](const DecisionId& decision) {
            Root root;
            const Uuid operation = new_id();
            RootRows rows;
            rows.decisions = {evaluated(decision, at(1))};
            rows.decisions[0].origin = root.origin("decide");
            rows.decisions[0].instance.activity = new_id<core::ActivityId>();
            RootChange change = birth(root, operation, std::move(rows));
            change.commands = {command(7), command(8)};
            return store->commit(batch_of({std::move(change)}, operation)).refusals;
        };
        BOOST_TEST(committed(kitchen.decisions[0].id).empty());
        const std::vector<Refusal> refused = committed(gone.decisions[0].id);
        BOOST_TEST_REQUIRE(refused.size() == 2u);
        for (const Refusal& refusal : refused) BOOST_TEST((refusal.reason == Refusal::Reason::not_newest));
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == 1);
    });
}

// The deletion ends a root because of what it calls; what the root itself has asked goes with it.
BOOST_AUTO_TEST_CASE(roots_that_end_with_a_deployment_take_their_evaluations_along) {
    with_each_store([](OpenStore& store) {
        const NewDeployment kitchen = kitchen_of({decision("dish")});
        NewDeployment called;
        called.deployment.id = new_id<DeploymentId>();
        StoredDefinition definition;
        definition.id = new_id<DefinitionId>();
        definition.key = "called";
        definition.deployment = called.deployment.id;
        called.definitions = {{definition, {}, {}}};
        deploy(*store.store, kitchen);
        deploy(*store.store, called);
        Root root;
        const Uuid operation = new_id();
        RootRows rows;
        rows.decisions = {evaluated(kitchen.decisions[0].id, at(1))};
        rows.decisions[0].origin = root.origin("decide");
        rows.decisions[0].instance.activity = new_id<core::ActivityId>();
        ProcessRow inner = root.process();
        inner.key = new_id<core::ActivityId>();
        inner.origin.process = inner.key;
        inner.origin.definition = inner.record.definition = definition.id;
        rows.processes.inserted = {inner};
        BOOST_TEST_REQUIRE(
            store->commit(batch_of({birth(root, operation, std::move(rows))}, operation)).refusals.empty());
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == 1);
        BOOST_TEST(store->delete_deployment(called.deployment.id, true, {}).has_value());
        BOOST_TEST(!store->load(root.id).has_value());
        BOOST_TEST(store->count(HistoryDecisionCriteria{}) == 0);
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
                (deploy(*store.store, kitchen_of({decision("dish")})).decisions == std::vector{cascade ? 1 : 2}));
        });
}

BOOST_AUTO_TEST_SUITE_END()
