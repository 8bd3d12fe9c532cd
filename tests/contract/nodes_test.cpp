// Engines on every store, two of them on one where that matters: what the commit protocol comes to for a client.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <set>
#include <thread>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/file_size_limit.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

std::string task_model(const std::string& key, const std::string& task) {
    return model(key, "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='" + task +
                          "'/><userTask id='" + task + "' name='" + task + "'/>");
}

std::string calling_model(const std::string& called) {
    return model("caller",
                 "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='c'/><callActivity id='c' "
                 "calledElement='" +
                     called + "'/>");
}

// The names of a root's open tasks.
std::vector<std::string> tasks_of(Store& store, const core::ActivityId& root) {
    std::vector<std::string> names;
    const std::optional<StoredRoot> stored = store.load(root);
    for (const UserTaskRow& task : stored.value().user_tasks) names.push_back(task.record.name);
    return names;
}

// Fails to read a root once, with an error that is of no kind it is to throw.
class UnreadableOnce final : public persistence::MemoryStore {
  public:
    UnreadableOnce() : MemoryStore([] { return Instant{}; }) {}
    std::optional<StoredRoot> load(const core::ActivityId& root) override {
        if (fails.exchange(false)) throw std::runtime_error("a row is odd");
        return MemoryStore::load(root);
    }
    std::atomic<bool> fails = false;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(nodes)

BOOST_AUTO_TEST_CASE(a_step_keeps_the_definitions_it_has_met_when_they_are_deleted) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const Deployed deployed = node.deploy("called.bpmn", task_model("called", "first"));
        DefinitionCache& cache = node.engine().definitions();
        DefinitionsOfStep step(cache, node.engine().decisions());
        const bpmn::DefinitionPtr met = cache.load(newest_of("called", ""));
        BOOST_TEST((step.find(met->id) == met));
        cache.forget(deployed.deployment.id);
        BOOST_TEST((cache.find(met->id) == nullptr));
        BOOST_TEST((step.find(met->id) == met));
    });
}

BOOST_AUTO_TEST_CASE(a_deletion_with_all_that_runs_leaves_no_history_without_its_process) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const Deployed called = node.deploy("called.bpmn", task_model("called", "first"));
        node.deploy("caller.bpmn", calling_model("called"));
        node.start("caller");
        BOOST_TEST(store.store->count(HistoryActivityCriteria{}) > 0);
        BOOST_TEST(std::get<bool>(node.engine().deployments().remove(called.deployment.id, true)));
        BOOST_TEST(store.store->count(ProcessInstanceCriteria{}) == 0);
        BOOST_TEST(store.store->count(HistoryActivityCriteria{}) == 0);
        BOOST_TEST(store.store->count(HistoryVariableCriteria{}) == 0);
    });
}

BOOST_AUTO_TEST_CASE(nothing_begins_of_a_definition_that_another_node_has_deleted) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        const Deployed deployed = one.deploy("called.bpmn", task_model("called", "first"));
        const DefinitionId definition = deployed.definitions.front().id;
        const Deployed calling = one.deploy("caller.bpmn", model("caller",
                                                                 "<startEvent id='s'/><sequenceFlow id='f' "
                                                                 "sourceRef='s' targetRef='c'/><callActivity "
                                                                 "id='c' calledElement='called' "
                                                                 "xmlns:c='http://camunda.org/schema/1.0/bpmn' "
                                                                 "c:calledElementBinding='version' "
                                                                 "c:calledElementVersion='1'/>"));
        const auto begin = [&other](const DefinitionId& id) {
            core::StartProcess start;
            start.id = new_id<core::ActivityId>();
            start.definition = id;
            return other.submit(Submission{start, start.id}).get();
        };
        // The other node keeps what it has met.
        BOOST_TEST(std::holds_alternative<Done>(begin(definition)));
        BOOST_TEST(std::holds_alternative<Done>(begin(calling.definitions.front().id)));
        BOOST_TEST(std::get<bool>(one.engine().deployments().remove(deployed.deployment.id, true)));
        const Answer by_id = begin(definition);
        BOOST_REQUIRE(std::holds_alternative<core::Rejection>(by_id));
        BOOST_TEST((std::get<core::Rejection>(by_id).reason == core::Rejection::Reason::unknown_definition));
        BOOST_TEST(std::holds_alternative<core::Failure>(begin(calling.definitions.front().id)));
        BOOST_TEST(store.store->count(ProcessInstanceCriteria{}) == 0);
    });
}

BOOST_AUTO_TEST_CASE(a_process_instance_that_cannot_be_loaded_once_is_not_quarantined) {
    UnreadableOnce store;
    Node one(store, "one/1"), other(store, "other/1");
    one.deploy("called.bpmn", task_model("called", "first"));
    const core::ActivityId root = one.start("called");
    store.fails = true;
    BOOST_TEST(
        std::holds_alternative<InternalError>(other.set_variable(root, "a", expression::Value(std::int64_t{1})).get()));
    BOOST_TEST(other.warnings().find("cannot be loaded. a row is odd") != std::string::npos);
    BOOST_TEST(std::holds_alternative<Done>(other.set_variable(root, "a", expression::Value(std::int64_t{1})).get()));
}

BOOST_AUTO_TEST_CASE(a_process_instance_that_can_never_be_loaded_says_what_is_wrong_with_it) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("called.bpmn", task_model("called", "first"));
        const bpmn::DefinitionPtr definition = node.engine().definitions().load(newest_of("called", ""));
        const auto message_of = [&](tests::Root& root) {
            make(*store.store, root);
            const Answer answer = node.set_variable(root.id, "a", expression::Value(1)).get();
            BOOST_REQUIRE(std::holds_alternative<InternalError>(answer));
            return std::get<InternalError>(answer).message;
        };
        tests::Root orphan, stranger;
        const std::string of_orphan = message_of(orphan);
        BOOST_TEST(of_orphan.find("Its process definition " + to_string(orphan.definition) + " is not there.") !=
                       std::string::npos,
                   of_orphan);
        stranger.definition = definition->id;
        const std::string of_stranger = message_of(stranger);
        BOOST_TEST(of_stranger.find("has no element 'start', at which") != std::string::npos, of_stranger);
    });
}

BOOST_AUTO_TEST_CASE(a_call_activity_calls_the_version_that_another_node_has_deployed) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        one.deploy("called.bpmn", task_model("called", "first"));
        one.deploy("caller.bpmn", calling_model("called"));
        BOOST_TEST(tasks_of(*store.store, one.start("caller")) == std::vector<std::string>{"first"},
                   boost::test_tools::per_element());
        other.deploy("called.bpmn", task_model("called", "second"));
        BOOST_TEST(tasks_of(*store.store, one.start("caller")) == std::vector<std::string>{"second"},
                   boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(a_start_by_key_of_a_process_that_another_node_has_deleted_is_unknown) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        const Deployed deployed = one.deploy("called.bpmn", task_model("called", "first"));
        const bpmn::DefinitionPtr cached = one.engine().definitions().load(newest_of("called", ""));
        BOOST_TEST(std::get<bool>(other.engine().deployments().remove(deployed.deployment.id, true)));
        core::StartProcess command;
        command.id = core::ActivityId{one.engine().ids().next()};
        command.definition = cached->id;
        Submission submission{command, command.id};
        submission.newest = NewestDefinition{0, "called", "", cached->id};
        const Answer answer = one.submit(std::move(submission)).get();
        BOOST_REQUIRE(std::holds_alternative<core::Rejection>(answer));
        BOOST_TEST((std::get<core::Rejection>(answer).reason == core::Rejection::Reason::unknown_definition));
    });
}

// A NUL cannot be stored as text by PostgreSQL; the other stores hold it.
BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_stored_refuses_its_own_command_only) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("called.bpmn", task_model("called", "first"));
        const core::ActivityId root = node.start("called");
        std::vector<std::future<Answer>> good, bad;
        for (int round = 0; round < 30; ++round) {
            good.push_back(node.set_variable(root, "a", expression::Value(std::int64_t{round})));
            bad.push_back(node.set_variable(root, "b", expression::Value(std::string("x\0y", 3))));
            good.push_back(node.set_variable(root, "c", expression::Value(std::int64_t{round})));
        }
        for (auto& answer : good) BOOST_TEST(std::holds_alternative<Done>(answer.get()));
        for (auto& answer : bad) {
            const Answer given = answer.get();
            BOOST_TEST((store.name != "postgresql" || std::holds_alternative<core::Rejection>(given)));
        }
    });
}

BOOST_AUTO_TEST_CASE(a_variable_without_a_name_is_refused) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("called.bpmn", task_model("called", "first"));
        const core::ActivityId root = node.start("called");
        const Answer answer = node.set_variable(root, "", expression::Value(std::int64_t{1})).get();
        BOOST_REQUIRE(std::holds_alternative<core::Rejection>(answer));
        BOOST_TEST((std::get<core::Rejection>(answer).reason == core::Rejection::Reason::invalid_value));
    });
}

BOOST_AUTO_TEST_CASE(only_what_was_committed_is_counted) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("called.bpmn", task_model("called", "first"));
        const core::ActivityId root = node.start("called");
        const auto remove = [&] {
            core::DeleteProcessInstance command;
            command.process = root;
            return node.submit({command, root}).get();
        };
        BOOST_TEST(std::holds_alternative<Done>(remove()));
        BOOST_TEST(std::holds_alternative<core::Rejection>(remove()));
        node.engine().drain();
        const EngineFigures figures = node.engine().figures();
        BOOST_TEST(figures.tally.process_instances_started == 1u);
        BOOST_TEST(figures.tally.process_instances_canceled == 1u);
        BOOST_TEST(figures.tally.process_instances_completed == 0u);
        BOOST_TEST(figures.committer.commands == 2u);
    });
}

BOOST_AUTO_TEST_CASE(a_deployment_that_takes_a_message_start_names_the_event) {
    with_each_store([](OpenStore& store) {
        const auto started_by_m = [](const std::string& key) {
            std::string text =
                model(key, "<startEvent id='s_" + key + "'><messageEventDefinition messageRef='m'/></startEvent>");
            return text.insert(text.find("<process"), "<message id='m' name='go'/>");
        };
        Node node(*store.store, "node/1");
        node.deploy("a.bpmn", started_by_m("a"));
        DeploymentRequest request;
        request.resources = {{"other.bpmn", task_model("called", "first")}, {"b.bpmn", started_by_m("b")}};
        const auto outcome = node.engine().deployments().deploy(request);
        BOOST_REQUIRE(std::holds_alternative<NotDeployable>(outcome));
        const ResourceDiagnostics& problem = std::get<NotDeployable>(outcome).problems.at(0);
        BOOST_TEST(problem.resource == "b.bpmn");
        BOOST_TEST(problem.diagnostics.at(0).element == "s_b");
        BOOST_TEST(problem.diagnostics.at(0).location.line > 0u);
    });
}

// Each answer of either node stands: what is done is there, and what is not done was refused with a reason to try
// again.
BOOST_AUTO_TEST_CASE(two_nodes_that_hammer_one_root_lose_nothing) {
    with_each_store([](OpenStore& store) {
        Node one(*store.store, "one/1"), other(*store.store, "other/1");
        one.deploy("called.bpmn", task_model("called", "first"));
        const core::ActivityId root = one.start("called");
        std::vector<std::pair<std::string, std::future<Answer>>> answers;
        for (int number = 0; number < 100; ++number)
            for (Node* node : {&one, &other}) {
                const std::string name = (node == &one ? "a" : "b") + std::to_string(number);
                answers.emplace_back(name, node->set_variable(root, name, expression::Value(std::int64_t{number})));
            }
        std::set<std::string> done, stored;
        for (auto& [name, answer] : answers) {
            BOOST_TEST(std::holds_alternative<Done>(answer.get()));
            done.insert(name);
        }
        const std::optional<StoredRoot> now = store->load(root);
        for (const VariableRow& row : now.value().variables) stored.insert(row.key.name);
        BOOST_TEST(stored == done, boost::test_tools::per_element());
    });
}

// The lease is a minute; the job need not wait for its end.
BOOST_AUTO_TEST_CASE(a_job_that_could_not_be_written_is_free_again_when_the_database_writes_again) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "pavane.db").string();
    const auto store = persistence::make_store("sqlite:" + path, value_text(), {});
    Node node(*store, "node/1");
    node.deploy("work.bpmn", model("work",
                                   "<startEvent id='s' camunda:asyncAfter='true'/>"
                                   "<sequenceFlow id='f' sourceRef='s' targetRef='e'/><endEvent id='e'/>"));
    const core::ActivityId root = node.start("work");
    BOOST_TEST(store->load(root).has_value());
    const auto leased = store->lease_jobs("node/1", 10, Milliseconds(60'000));
    BOOST_REQUIRE(leased.size() == 1u);
    {
        const FileSizeLimit limit(std::filesystem::file_size(path + "-wal"));
        node.engine().jobs().take(leased, {});
        while (node.warnings().find("disk I/O error") == std::string::npos) std::this_thread::yield();
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::vector<LeasedJob> again;
    while (again.empty() && std::chrono::steady_clock::now() < until)
        again = store->lease_jobs("node/2", 10, Milliseconds(60'000));
    BOOST_REQUIRE(again.size() == 1u);
    BOOST_TEST(again[0].acquisitions == 1, "the one that came to nothing is not counted");
}

BOOST_AUTO_TEST_SUITE_END()
