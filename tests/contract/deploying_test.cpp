// Deploying and deleting while somebody else does, and deploying what has been deployed before.
#include <boost/test/unit_test.hpp>

#include "tests/contract/node_with_compiler.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// Does something once, in the middle of what compiles: between looking things up and writing.
class InterruptedCompiler final : public Compiler {
  public:
    explicit InterruptedCompiler(const Compiler& compiler) : compiler_(compiler) {}

    Compiled compile(std::string_view name, std::string_view bytes, const OtherFiles& others) const override {
        be_interrupted();
        return compiler_.compile(name, bytes, others);
    }
    Compiled load(std::string_view name, std::string_view bytes, const OtherFiles& others) const override {
        be_interrupted();
        return compiler_.load(name, bytes, others);
    }
    void interrupt(std::function<void()> meanwhile) { meanwhile_ = std::move(meanwhile); }

  private:
    void be_interrupted() const {
        if (const auto meanwhile = std::exchange(meanwhile_, nullptr)) meanwhile();
    }

    const Compiler& compiler_;
    mutable std::function<void()> meanwhile_;
};

// A node whose deployments others come between.
struct InterruptedNode : NodeWithCompiler<InterruptedCompiler> {
    explicit InterruptedNode(Store& store) : NodeWithCompiler(store, "interrupted/1") {}
};

// Started by a message, and each day.
std::string started(const std::string& comment) {
    std::string text = model("order",
                             "<startEvent id='s'><messageEventDefinition messageRef='m'/></startEvent>"
                             "<startEvent id='t'><timerEventDefinition><timeCycle xsi:type='tFormalExpression'>"
                             "R/PT24H</timeCycle></timerEventDefinition></startEvent><!--" +
                                 comment + "-->");
    return text.insert(text.find("<process"), "<message id='m' name='placed'/>");
}

std::string scripted(const std::string& comment) {
    return model("scripted",
                 "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='run'/>"
                 "<scriptTask id='run' scriptFormat='juel' camunda:resource='deployment://run.juel'/><!--" +
                     comment + "-->");
}

DeploymentRequest request(Files files, bool changed_only = false) {
    DeploymentRequest made;
    made.name = "release";
    made.named = true;
    made.filter_duplicates = true;
    made.changed_only = changed_only;
    made.resources = std::move(files);
    return made;
}

Deployed deployed(Engine& engine, const DeploymentRequest& request) {
    auto outcome = engine.deployments().deploy(request);
    BOOST_REQUIRE(std::holds_alternative<Deployed>(outcome));
    return std::get<Deployed>(std::move(outcome));
}

std::string files_of(Store& store, const Deployed& made) {
    std::string names;
    for (const Resource& each : store.resources(made.deployment.id, false)) names += each.name + " ";
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deploying)

BOOST_AUTO_TEST_CASE(a_version_deployed_while_the_one_before_is_deleted_keeps_the_starts) {
    with_each_store([](OpenStore& store) {
        Node other(*store.store, "other/1");
        other.deploy("order.bpmn", started("1"));
        const Deployed second = other.deploy("order.bpmn", started("2"));
        InterruptedNode node(*store.store);
        std::optional<Deployed> third;
        // The node reads version 1, whose starts are to come back; meanwhile there is a version 3.
        node.compiler.interrupt([&] { third = other.deploy("order.bpmn", started("3")); });
        BOOST_TEST(std::get<bool>(node.engine.deployments().remove(second.deployment.id, false)));
        BOOST_TEST_REQUIRE(third.has_value());
        const auto starts = store->message_starts("placed");
        BOOST_TEST_REQUIRE(starts.size() == 1u);
        BOOST_TEST((starts[0].definition == third->definitions.at(0).id));
        JobCriteria timers;
        BOOST_TEST(store->count(timers) == 1, "one version is started by its timer");
        BOOST_TEST(!store->find_deployment(second.deployment.id).has_value());
    });
}

BOOST_AUTO_TEST_CASE(two_nodes_that_deploy_the_same_files_at_once_make_one_deployment) {
    with_each_store([](OpenStore& store) {
        Node other(*store.store, "other/1");
        InterruptedNode node(*store.store);
        std::optional<Deployed> first;
        node.compiler.interrupt([&] { first = deployed(other.engine(), request({{"order.bpmn", started("1")}})); });
        const Deployed second = deployed(node.engine, request({{"order.bpmn", started("1")}}));
        BOOST_TEST_REQUIRE(first.has_value());
        BOOST_TEST(second.filtered);
        BOOST_TEST((second.deployment.id == first->deployment.id));
    });
}

BOOST_AUTO_TEST_CASE(each_file_is_compared_with_the_newest_of_its_name) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        deployed(node.engine(), request({{"a.txt", "a"}, {"b.txt", "b"}}));
        const Deployed second = deployed(node.engine(), request({{"a.txt", "a2"}}));
        // b.txt is not in the newest deployment, and has been deployed all the same.
        const Deployed same = deployed(node.engine(), request({{"a.txt", "a2"}, {"b.txt", "b"}}));
        BOOST_TEST(same.filtered);
        BOOST_TEST((same.deployment.id == second.deployment.id));
        const Deployed changed = deployed(node.engine(), request({{"a.txt", "a2"}, {"b.txt", "b2"}}, true));
        BOOST_TEST(files_of(*store.store, changed) == "b.txt ");
        const Deployed all = deployed(node.engine(), request({{"a.txt", "a2"}, {"b.txt", "b3"}}));
        BOOST_TEST(files_of(*store.store, all) == "a.txt b.txt ", "all or nothing");
    });
}

BOOST_AUTO_TEST_CASE(a_model_is_deployed_together_with_the_files_that_it_names) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        const std::string script = "${1}";
        deployed(node.engine(), request({{"run.juel", script}, {"s.bpmn", scripted("1")}, {"a.txt", "a"}}));
        const Deployed model_changed =
            deployed(node.engine(), request({{"run.juel", script}, {"s.bpmn", scripted("2")}, {"a.txt", "a"}}, true));
        BOOST_TEST(files_of(*store.store, model_changed) == "run.juel s.bpmn ");
        const Deployed script_changed =
            deployed(node.engine(), request({{"run.juel", "${2}"}, {"s.bpmn", scripted("2")}, {"a.txt", "a"}}, true));
        BOOST_TEST(files_of(*store.store, script_changed) == "run.juel s.bpmn ");
        BOOST_TEST(script_changed.definitions.size() == 1u);
    });
}

BOOST_AUTO_TEST_SUITE_END()
