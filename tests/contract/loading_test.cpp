// Definitions that were deployed when everything in them could be read.
#include <boost/test/unit_test.hpp>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node_with_compiler.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// Deploys what this version cannot read, as one may have done that could.
class EarlierCompiler final : public Compiler {
  public:
    explicit EarlierCompiler(const Compiler& compiler) : compiler_(compiler) {}

    Compiled compile(std::string_view name, std::string_view bytes, const OtherFiles& others) const override {
        return compiler_.load(name, bytes, others);
    }
    Compiled load(std::string_view name, std::string_view bytes, const OtherFiles& others) const override {
        return compiler_.load(name, bytes, others);
    }

  private:
    const Compiler& compiler_;
};

void deploy_earlier(Store& store, const std::string& model) {
    NodeWithCompiler<EarlierCompiler> node(store, "earlier/1");
    DeploymentRequest request;
    request.name = "earlier";
    request.resources = {{"earlier.bpmn", model}};
    BOOST_REQUIRE(std::holds_alternative<Deployed>(node.engine.deployments().deploy(request)));
}

// `work` comes behind a user task.
std::string behind_a_task(const std::string& work) {
    return model("earlier", "<startEvent id='s'/><userTask id='before'/>" + work +
                                "<sequenceFlow id='f1' sourceRef='s' targetRef='before'/>"
                                "<sequenceFlow id='f2' sourceRef='before' targetRef='work'/>");
}

StoredRoot stored(Store& store, const core::ActivityId& root) {
    const std::optional<StoredRoot> found = store.load(root);
    BOOST_REQUIRE(found.has_value());
    return *found;
}

Answer complete(Node& node, Store& store, const core::ActivityId& root) {
    const StoredRoot found = stored(store, root);
    BOOST_REQUIRE(found.user_tasks.size() == 1U);
    return node.submit({core::CompleteUserTask{found.user_tasks.front().key, {}, {}}, root}).get();
}

// Something happens as soon as a root was read.
class InterruptedOnce final : public persistence::MemoryStore {
  public:
    InterruptedOnce() : MemoryStore([] { return Instant{}; }) {}
    std::optional<StoredRoot> load(const core::ActivityId& root) override {
        auto stored = MemoryStore::load(root);
        if (const auto happens = std::exchange(after_load, {})) happens();
        return stored;
    }
    std::function<void()> after_load;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(loading)

BOOST_AUTO_TEST_CASE(an_instance_that_is_deleted_while_it_is_loaded_is_gone) {
    InterruptedOnce store;
    Node one(store, "one/1");
    Node two(store, "two/1");
    const Deployed deployed = one.deploy(
        "called.bpmn",
        model("called",
              "<startEvent id='s'/><userTask id='first'/><sequenceFlow id='f' sourceRef='s' targetRef='first'/>"));
    const core::ActivityId root = one.start("called");
    store.after_load = [&] { BOOST_TEST(store.delete_deployment(deployed.deployment.id, true, {}).has_value()); };
    const Answer answer = two.set_variable(root, "a", expression::Value(1)).get();
    BOOST_TEST_REQUIRE(std::holds_alternative<core::Rejection>(answer));
    BOOST_TEST((std::get<core::Rejection>(answer).reason == core::Rejection::Reason::unknown_activity));
    BOOST_TEST(two.warnings() == "");
}

BOOST_AUTO_TEST_CASE(a_text_that_can_no_longer_be_read_fails_where_it_is_evaluated) {
    with_each_store([](OpenStore& store) {
        deploy_earlier(
            *store.store,
            behind_a_task("<scriptTask id='work' scriptFormat='juel'><script>${a ? }</script></scriptTask>"));
        Node node(*store.store, "now/1");
        const core::ActivityId root = node.start("earlier");
        const Answer answer = complete(node, *store.store, root);
        BOOST_REQUIRE(std::holds_alternative<core::Failure>(answer));
        const core::Failure& failure = std::get<core::Failure>(answer);
        BOOST_TEST(failure.element == "work");
        BOOST_TEST(failure.message.starts_with(
            "The expression ${a ? } could be read when it was deployed, and no longer can be, at its column "));
        BOOST_TEST(stored(*store.store, root).user_tasks.size() == 1U);
    });
}

BOOST_AUTO_TEST_CASE(a_job_that_meets_such_a_text_opens_an_incident) {
    with_each_store([](OpenStore& store) {
        deploy_earlier(*store.store, behind_a_task("<scriptTask id='work' scriptFormat='feel' camunda:asyncBefore="
                                                   "'true'><script>1 + </script></scriptTask>"));
        Node node(*store.store, "now/1");
        const core::ActivityId root = node.start("earlier");
        BOOST_TEST(std::holds_alternative<Done>(complete(node, *store.store, root)));
        for (int retry = 0; retry < 3; ++retry) {
            BOOST_TEST(stored(*store.store, root).incidents.empty());
            node.run_job(stored(*store.store, root).jobs.front().key);
        }
        BOOST_TEST(stored(*store.store, root).incidents.size() == 1U);
    });
}

// What is a rule now may not have been one.
BOOST_AUTO_TEST_CASE(rules_judge_at_deployment_only) {
    with_each_store([](OpenStore& store) {
        const std::string unreachable = behind_a_task(
            "<userTask id='work'/><endEvent id='e'/><sequenceFlow id='f3' "
            "sourceRef='e' targetRef='work'/>");
        deploy_earlier(*store.store, unreachable);
        Node node(*store.store, "now/1");
        DeploymentRequest request;
        request.name = "refused";
        request.resources = {{"earlier.bpmn", unreachable}};
        BOOST_TEST(!std::holds_alternative<Deployed>(node.engine().deployments().deploy(request)));
        const core::ActivityId root = node.start("earlier");
        BOOST_TEST(std::holds_alternative<Done>(complete(node, *store.store, root)));
    });
}

BOOST_AUTO_TEST_SUITE_END()
