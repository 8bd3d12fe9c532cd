// Texts that an index cannot hold are refused alike by every store, before anything is written.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/text_limits.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// What no index compresses: it is the bytes that count.
std::string noise(std::size_t bytes) {
    std::string text;
    std::uint32_t state = 7;
    while (text.size() < bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        text += static_cast<char>('0' + (state >> 24) % 75);
    }
    return text;
}

std::string assigned() {
    return model("assigned", R"(<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
        <userTask id="ask" camunda:asyncBefore="true" camunda:assignee="${who}"/>)");
}

Answer start(Node& node, const std::string& key, const std::string& business_key) {
    core::StartProcess command;
    command.id = core::ActivityId{node.engine().ids().next()};
    command.definition = node.engine().definitions().load(newest_of(key, ""))->id;
    command.business_key = business_key;
    return node.submit({command, command.id}).get();
}

std::string rejected(const Answer& answer) {
    BOOST_REQUIRE(std::holds_alternative<core::Rejection>(answer));
    BOOST_TEST((std::get<core::Rejection>(answer).reason == core::Rejection::Reason::invalid_value));
    return std::get<core::Rejection>(answer).message;
}

std::string refused(Node& node, const DeploymentRequest& request) {
    const auto outcome = node.engine().deployments().deploy(request);
    if (const auto* refused = std::get_if<RequestRefused>(&outcome)) return refused->message;
    BOOST_REQUIRE(std::holds_alternative<NotDeployable>(outcome));
    const ResourceDiagnostics& problem = std::get<NotDeployable>(outcome).problems.at(0);
    return problem.resource + ": " + problem.diagnostics.at(0).message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_limits)

BOOST_AUTO_TEST_CASE(the_longest_text_fits_and_the_next_does_not) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        const std::string longest = noise(longest_indexed_text), longer = noise(longest_indexed_text + 1);
        node.deploy("assigned.bpmn", assigned());
        BOOST_TEST(rejected(start(node, "assigned", longer)) ==
                   "The business key has 1025 bytes; at most 1024 can be stored. It is of the element 'start'.");
        const Answer started = start(node, "assigned", longest);
        BOOST_REQUIRE(std::holds_alternative<Done>(started));
        const core::ActivityId root = std::get<Done>(started).root;
        BOOST_TEST(rejected(node.set_variable(root, longer, expression::Value(1)).get()) ==
                   "The name of a variable has 1025 bytes; at most 1024 can be stored.");
        BOOST_TEST(std::holds_alternative<Done>(node.set_variable(root, longest, expression::Value(1)).get()));
        node.set_variable(root, "who", expression::Value(longest)).get();
        BOOST_TEST(std::holds_alternative<Done>(node.run_job(store->load(root).value().jobs.at(0).key)));
        BOOST_TEST(store->load(root).value().user_tasks.at(0).record.assignee == longest);
    });
}

BOOST_AUTO_TEST_CASE(a_deployment_says_which_text_is_too_long) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        const std::string longest = noise(longest_indexed_text), longer = noise(longest_indexed_text + 1);
        DeploymentRequest request;
        request.tenant = request.name = request.source = longest;
        request.resources = {{longest, "anything"}};
        BOOST_TEST(std::holds_alternative<Deployed>(node.engine().deployments().deploy(request)));
        request.name = longer;
        BOOST_TEST(refused(node, request) == "The name of the deployment has 1025 bytes; at most 1024 can be stored.");
        request.name = "orders";
        request.source = longer;
        BOOST_TEST(refused(node, request) ==
                   "The source of the deployment has 1025 bytes; at most 1024 can be stored.");
        request.source = "";
        request.resources = {{longer, "anything"}};
        BOOST_TEST(refused(node, request) ==
                   "The name of a file has 1025 bytes; at most 1024 can be stored. It begins with '" +
                       longer.substr(0, 60) + "...'.");
        const std::string key(2'000, 'k');
        request.resources = {{"long.dmn",
                              "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' "
                              "namespace='t'><decision id='" +
                                  key +
                                  "' name='x'><variable name='x'/><literalExpression><text>1</text>"
                                  "</literalExpression></decision></definitions>"}};
        BOOST_TEST(refused(node, request) ==
                   "long.dmn: The key of a decision has 2000 bytes; at most 1024 can be stored.");
        request.resources = {{"long.bpmn", model(std::string(2'000, 'k'), "<startEvent id='start'/>")}};
        BOOST_TEST(refused(node, request) == "long.bpmn: The id '" + std::string(60, 'k') + "...' of '" +
                                                 std::string(60, 'k') +
                                                 "...' has 2000 bytes; at most 1024 can be stored.");
    });
}

BOOST_AUTO_TEST_CASE(a_job_whose_outcome_cannot_be_stored_ends_as_an_incident) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("assigned.bpmn", assigned());
        const core::ActivityId root = node.start("assigned");
        node.set_variable(root, "who", expression::Value(std::string(10'240, 'x'))).get();
        const core::JobId job = store->load(root).value().jobs.at(0).key;
        for (int left = 2; left >= 0; --left) {
            const Answer answer = node.run_job(job);
            BOOST_REQUIRE(std::holds_alternative<core::Rejection>(answer));
            BOOST_TEST(store->load(root).value().jobs.at(0).record.retries == left);
        }
        const auto incidents = store->load(root).value().incidents;
        BOOST_TEST_REQUIRE(incidents.size() == 1u);
        BOOST_TEST(incidents[0].record.message ==
                   "The assignee has 10240 bytes; at most 1024 can be stored. It is of the element 'ask'.");
        // With another value it goes on.
        node.set_variable(root, "who", expression::Value(std::string(1'024, 'x'))).get();
        BOOST_TEST(std::holds_alternative<Done>(node.run_job(job)));
        BOOST_TEST(store->load(root).value().user_tasks.size() == 1u);
    });
}

BOOST_AUTO_TEST_SUITE_END()
