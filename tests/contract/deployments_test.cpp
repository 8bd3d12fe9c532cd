// Deployments, versions, and what starts instances from outside.
#include <boost/test/unit_test.hpp>

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Binding = bpmn::Binding;

namespace {

NewDefinition definition(const std::string& key, const std::string& of_tenant = tenant) {
    NewDefinition made;
    made.definition.id = new_id<DefinitionId>();
    made.definition.key = key;
    made.definition.name = "The " + key;
    made.definition.tenant = of_tenant;
    made.definition.resource = key + ".bpmn";
    return made;
}

NewDeployment deployment(std::vector<NewDefinition> definitions, const std::string& name = "release") {
    NewDeployment made;
    made.deployment = {new_id<DeploymentId>(), name, true, "test", tenant, at(5)};
    for (NewDefinition& each : definitions) {
        each.definition.deployment = made.deployment.id;
        made.resources.push_back({new_id<ResourceId>(), each.definition.resource, std::string("<a\0b/>", 6)});
    }
    made.definitions = std::move(definitions);
    return made;
}

std::vector<std::int32_t> deploy(Store& store, const NewDeployment& made) {
    const auto outcome = store.deploy(made);
    const auto* versions = std::get_if<DeployedVersions>(&outcome);
    BOOST_TEST_REQUIRE(versions != nullptr);
    return versions->definitions;
}

NewDefinition with_message(NewDefinition made, const std::string& message) {
    made.message_starts = {{message, made.definition.id, "start", made.definition.tenant}};
    return made;
}
NewDefinition with_timer(NewDefinition made, Instant due) {
    made.timer_starts = {
        {new_id<core::JobId>(), made.definition.id, "timer", made.definition.tenant, due, "R/PT1H", at(6), 3}};
    return made;
}

core::CalledDefinition called(const std::string& key, Binding binding) {
    core::CalledDefinition call;
    call.key = key;
    call.tenant = tenant;
    call.binding = binding;
    return call;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deployments)

BOOST_AUTO_TEST_CASE(a_deployment_and_its_resources_come_back) {
    with_each_store([](OpenStore& store) {
        NewDeployment made = deployment({definition("order"), definition("bill")});
        made.definitions[0].definition.version_tag = "1.0";
        made.definitions[0].definition.category = "sales";
        made.definitions[0].definition.description = "what it is";
        made.definitions[0].definition.history_time_to_live_days = 30;
        made.definitions[0].definition.startable_in_tasklist = false;
        BOOST_TEST((deploy(*store.store, made) == std::vector{1, 1}));
        store.reopen();
        if (store.is_memory()) BOOST_TEST(store->find_deployment(made.deployment.id).has_value());
        const auto found = store->find_deployment(made.deployment.id);
        BOOST_TEST_REQUIRE(found.has_value());
        BOOST_TEST((found->name == "release" && found->named && found->source == "test" && found->tenant == tenant));
        BOOST_TEST((found->deployed_at == at(5)));
        const auto resources = store->resources(made.deployment.id, true);
        BOOST_TEST_REQUIRE(resources.size() == 2u);
        BOOST_TEST((resources[0].name == "bill.bpmn" && resources[1].name == "order.bpmn"));
        BOOST_TEST((resources[0].content == std::string("<a\0b/>", 6)));
        BOOST_TEST(store->resources(made.deployment.id, false)[0].content == "");
        BOOST_TEST((store->find_resource(made.deployment.id, "order.bpmn")->id == resources[1].id));
        BOOST_TEST((store->find_resource(made.deployment.id, resources[1].id)->name == "order.bpmn"));
        BOOST_TEST(!store->find_resource(made.deployment.id, "other").has_value());
        const auto stored = store->find_definition(made.definitions[0].definition.id);
        BOOST_TEST_REQUIRE(stored.has_value());
        BOOST_TEST((stored->key == "order" && stored->version == 1 && stored->name == "The order"));
        BOOST_TEST((stored->version_tag == "1.0" && stored->category == "sales"));
        BOOST_TEST((stored->description == "what it is" && stored->history_time_to_live_days == 30));
        BOOST_TEST((!stored->startable_in_tasklist && !stored->suspended && stored->resource == "order.bpmn"));
        BOOST_TEST(store->definitions_of(made.deployment.id).size() == 2u);
    });
}

BOOST_AUTO_TEST_CASE(a_deployment_without_a_name_is_not_one_with_an_empty_name) {
    with_each_store([](OpenStore& store) {
        NewDeployment unnamed = deployment({definition("order")}, "");
        unnamed.deployment.named = false;
        deploy(*store.store, unnamed);
        BOOST_TEST(!store->find_deployment(unnamed.deployment.id)->named);
        BOOST_TEST(!store->newest_deployment({"", "test", tenant}).has_value());
    });
}

BOOST_AUTO_TEST_CASE(versions_count_per_key_and_tenant) {
    with_each_store([](OpenStore& store) {
        const NewDeployment first = deployment({definition("order")});
        const NewDeployment second = deployment({definition("order"), definition("bill")});
        BOOST_TEST((deploy(*store.store, first) == std::vector{1}));
        BOOST_TEST((deploy(*store.store, second) == std::vector{2, 1}));
        NewDeployment foreign = deployment({definition("order", "globex")});
        foreign.deployment.tenant = "globex";
        BOOST_TEST((deploy(*store.store, foreign) == std::vector{1}));
        BOOST_TEST((store->newest_deployment({"release", "test", tenant})->id == second.deployment.id));

        const auto version_of = [&](core::CalledDefinition call) {
            const auto found = store->find_definition(call);
            return found ? found->version : 0;
        };
        BOOST_TEST(version_of(called("order", Binding::latest)) == 2);
        core::CalledDefinition call = called("order", Binding::version);
        call.version = 1;
        BOOST_TEST(version_of(call) == 1);
        call = called("order", Binding::deployment);
        call.deployment = first.deployment.id.value;
        BOOST_TEST(version_of(call) == 1);
        call = called("order", Binding::version_tag);
        call.version_tag = "none";
        BOOST_TEST(version_of(call) == 0);
        BOOST_TEST(
            (store->previous_version(second.definitions[0].definition.id)->id == first.definitions[0].definition.id));
        BOOST_TEST(!store->previous_version(first.definitions[0].definition.id).has_value());
        BOOST_TEST(!store->previous_version(second.definitions[1].definition.id).has_value());
    });
}

BOOST_AUTO_TEST_CASE(message_and_timer_starts_move_to_the_new_version) {
    with_each_store([](OpenStore& store) {
        const Instant due = store->now() - Milliseconds(1);
        const NewDeployment first = deployment({with_timer(with_message(definition("order"), "placed"), due)});
        const NewDeployment second = deployment({with_timer(with_message(definition("order"), "placed"), due)});
        deploy(*store.store, first);
        deploy(*store.store, second);
        const auto starts = store->message_starts("placed");
        BOOST_TEST_REQUIRE(starts.size() == 1u);
        BOOST_TEST((starts[0].definition == second.definitions[0].definition.id && starts[0].element == "start"));
        const auto jobs = store->lease_jobs("node/1", 9, Milliseconds(60'000));
        BOOST_TEST_REQUIRE(jobs.size() == 1u);
        BOOST_TEST((jobs[0].root.is_null() && jobs[0].definition == second.definitions[0].definition.id));
        BOOST_TEST((jobs[0].element == "timer" && jobs[0].cycle == "R/PT1H" && jobs[0].cycle_index == 3));
        BOOST_TEST((jobs[0].due == due && jobs[0].cycle_anchor == at(6)));
        BOOST_TEST(!store->find_root(InstanceStore::Kind::job, jobs[0].job.value).has_value());
    });
}

BOOST_AUTO_TEST_CASE(one_message_starts_one_definition) {
    with_each_store([](OpenStore& store) {
        deploy(*store.store, deployment({with_message(definition("order"), "placed")}));
        const NewDeployment other = deployment({definition("bill"), with_message(definition("copy"), "placed")});
        const auto outcome = store->deploy(other);
        const auto* taken = std::get_if<MessageStartTaken>(&outcome);
        BOOST_TEST_REQUIRE(taken != nullptr);
        BOOST_TEST((taken->message == "placed" && taken->definition_key == "order"));
        BOOST_TEST(!store->find_deployment(other.deployment.id).has_value());
        BOOST_TEST(!store->find_definition(called("bill", Binding::latest)).has_value());
        BOOST_TEST(store->message_starts("placed").size() == 1u);
    });
}

BOOST_AUTO_TEST_CASE(a_start_timer_that_fired_is_set_again_or_removed_by_its_leaseholder) {
    with_each_store([](OpenStore& store) {
        const Instant due = store->now() - Milliseconds(1);
        const NewDeployment made = deployment({with_timer(definition("order"), due)});
        deploy(*store.store, made);
        TimerStart timer = made.definitions[0].timer_starts[0];
        BOOST_TEST_REQUIRE(store->lease_jobs("node/1", 1, Milliseconds(60'000)).size() == 1u);
        timer.cycle_index = 4;
        BOOST_TEST(!store->timer_start_fired(timer.job, "node/2", 1, timer));
        BOOST_TEST(!store->timer_start_fired(timer.job, "node/1", 2, timer));
        BOOST_TEST(store->timer_start_fired(timer.job, "node/1", 1, timer));
        const auto again = store->lease_jobs("node/1", 1, Milliseconds(60'000));
        BOOST_TEST_REQUIRE(again.size() == 1u);
        BOOST_TEST((again[0].cycle_index == 4 && again[0].epoch == 2));
        BOOST_TEST(store->timer_start_fired(timer.job, "node/1", 2, std::nullopt));
        BOOST_TEST(!store->next_due().has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_deployment_with_running_instances_needs_cascade) {
    with_each_store([](OpenStore& store) {
        const NewDeployment made = deployment({with_message(definition("order"), "placed")});
        deploy(*store.store, made);
        Root root;
        root.definition = made.definitions[0].definition.id;
        RootRows rows;
        rows.user_tasks.inserted = {root.user_task("check")};
        rows.variables.inserted = {root.variable("a", {expression::ValueType::integer, expression::Value(1), false})};
        make(*store.store, root, rows);

        const auto refused = store->delete_deployment(made.deployment.id, false, {});
        BOOST_TEST_REQUIRE(refused.has_value());
        BOOST_TEST_REQUIRE(std::holds_alternative<DeploymentInUse>(*refused));
        BOOST_TEST(std::get<DeploymentInUse>(*refused).running_instances == 1);

        const auto deleted = store->delete_deployment(made.deployment.id, true, {});
        BOOST_TEST_REQUIRE(deleted.has_value());
        BOOST_TEST((std::get<DefinitionStore::Deleted>(*deleted).ended_roots == std::vector{root.id}));
        BOOST_TEST(!store->load(root.id).has_value());
        BOOST_TEST((store->count(TaskCriteria{}) == 0 && store->count(HistoryVariableCriteria{}) == 0));
        BOOST_TEST(store->message_starts("placed").empty());
        BOOST_TEST(!store->find_deployment(made.deployment.id).has_value());
        BOOST_TEST(store->resources(made.deployment.id, false).empty());
        BOOST_TEST(!store->delete_deployment(made.deployment.id, true, {}).has_value());
    });
}

BOOST_AUTO_TEST_CASE(the_starts_of_the_older_version_come_back) {
    with_each_store([](OpenStore& store) {
        const NewDeployment first = deployment({with_message(definition("order"), "placed")});
        const NewDeployment second = deployment({with_message(definition("order"), "placed")});
        deploy(*store.store, first);
        deploy(*store.store, second);
        NewDefinition restored = first.definitions[0];
        const auto outcome = store->delete_deployment(second.deployment.id, false, {restored});
        BOOST_TEST_REQUIRE(outcome.has_value());
        BOOST_TEST(std::holds_alternative<DefinitionStore::Deleted>(*outcome));
        const auto starts = store->message_starts("placed");
        BOOST_TEST_REQUIRE(starts.size() == 1u);
        BOOST_TEST((starts[0].definition == first.definitions[0].definition.id));
        BOOST_TEST(store->find_definition(called("order", Binding::latest))->version == 1);
        BOOST_TEST(
            (deploy(*store.store, deployment({definition("order")})) == std::vector{3}));  // 2 is not given again
    });
}

BOOST_AUTO_TEST_CASE(nothing_is_restored_once_the_versions_have_moved) {
    with_each_store([](OpenStore& store) {
        const NewDeployment first = deployment({with_message(definition("order"), "placed")});
        const NewDeployment second = deployment({with_message(definition("order"), "placed")});
        const NewDeployment third = deployment({with_message(definition("order"), "placed")});
        for (const NewDeployment& each : {first, second, third}) deploy(*store.store, each);
        const auto moved = store->delete_deployment(second.deployment.id, false, {first.definitions[0]});
        BOOST_TEST_REQUIRE(moved.has_value());
        BOOST_TEST(std::holds_alternative<VersionsMoved>(*moved));
        BOOST_TEST(store->find_deployment(second.deployment.id).has_value());
        // The other way round: what is to be restored has been left out.
        const auto forgotten = store->delete_deployment(third.deployment.id, false, {});
        BOOST_TEST(std::holds_alternative<VersionsMoved>(forgotten.value()));
        const auto starts = store->message_starts("placed");
        BOOST_TEST_REQUIRE(starts.size() == 1u);
        BOOST_TEST((starts[0].definition == third.definitions[0].definition.id));
    });
}

BOOST_AUTO_TEST_CASE(a_message_that_starts_another_process_by_now_is_left_to_it) {
    with_each_store([](OpenStore& store) {
        const Instant due = store->now() + Milliseconds(60'000);
        const NewDeployment first = deployment({with_timer(with_message(definition("order"), "placed"), due)});
        const NewDeployment second = deployment({definition("order")});
        const NewDeployment other = deployment({with_message(definition("copy"), "placed")});
        for (const NewDeployment& each : {first, second, other}) deploy(*store.store, each);
        const auto outcome = store->delete_deployment(second.deployment.id, false, {first.definitions[0]});
        const auto& deleted = std::get<DefinitionStore::Deleted>(outcome.value());
        BOOST_TEST_REQUIRE(deleted.not_restored.size() == 1u);
        BOOST_TEST((deleted.not_restored[0].message == "placed" && deleted.not_restored[0].definition_key == "copy"));
        BOOST_TEST((store->message_starts("placed").at(0).definition == other.definitions[0].definition.id));
        BOOST_TEST((store->next_due() == due), "its timer starts it again");
    });
}

BOOST_AUTO_TEST_CASE(of_each_file_the_newest_of_one_origin_is_found) {
    with_each_store([](OpenStore& store) {
        const auto deploy_files = [&](const std::string& name, const std::string& source, std::int64_t ms,
                                      const std::map<std::string, std::string>& files) {
            NewDeployment made;
            made.deployment = {new_id<DeploymentId>(), name, !name.empty(), source, tenant, at(ms)};
            for (const auto& [file, content] : files) made.resources.push_back({new_id<ResourceId>(), file, content});
            deploy(*store.store, made);
            return made.deployment.id;
        };
        deploy_files("release", "", 1, {{"a", "a1"}, {"b", "b1"}, {"c", "c1"}});
        const DeploymentId second = deploy_files("release", "process application", 2, {{"a", "a2"}});
        deploy_files("release", "modeler", 3, {{"b", "other"}});
        deploy_files("other", "", 4, {{"b", "other"}});
        deploy_files("", "", 5, {{"b", "other"}});
        const auto found = [&](const std::string& name, const std::string& source) {
            std::string all;
            for (const Resource& each : store->newest_resources({name, source, tenant}, {"a", "b", "x"}))
                all += each.name + "=" + each.content + " ";
            return all;
        };
        BOOST_TEST(found("release", "") == "a=a2 b=b1 ");
        BOOST_TEST(found("release", "process application") == "a=a2 b=b1 ");
        BOOST_TEST(found("release", "modeler") == "b=other ");
        BOOST_TEST(found("release", "nobody") == "");
        BOOST_TEST(found("", "") == "", "deployments without a name are compared with none");
        BOOST_TEST((store->newest_deployment({"release", "", tenant})->id == second));
    });
}

BOOST_AUTO_TEST_CASE(what_was_compared_is_compared_again_when_it_is_written) {
    with_each_store([](OpenStore& store) {
        NewDeployment first = deployment({definition("order")});
        first.compared = NewDeployment::Compared{};
        NewDeployment second = deployment({definition("order")});
        second.compared = NewDeployment::Compared{};
        BOOST_TEST((deploy(*store.store, first) == std::vector{1}));
        BOOST_TEST(std::holds_alternative<DeployedMeanwhile>(store->deploy(second)));
        BOOST_TEST(!store->find_deployment(second.deployment.id).has_value());
        second.compared->newest = first.deployment.id;
        BOOST_TEST((deploy(*store.store, second) == std::vector{2}));
    });
}

BOOST_AUTO_TEST_SUITE_END()
