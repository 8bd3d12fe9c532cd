// What is said of FEEL that gives null because something could not be computed: to whoever asks, and in the log.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

using expression::Value;

// A start, the element 'x', and a user task behind it.
std::string process_around(const std::string& key, const std::string& element) {
    return model(key, "<startEvent id='s'/>" + element +
                          "<userTask id='t'/><sequenceFlow id='f' sourceRef='s' targetRef='x'/>"
                          "<sequenceFlow id='g' sourceRef='x' targetRef='t'/>");
}

std::string script(const std::string& text) {
    return "<scriptTask id='x' scriptFormat='feel' camunda:resultVariable='r'><script>" + text +
           "</script></scriptTask>";
}

Answer start(Node& node, const std::string& key) {
    core::StartProcess start;
    const bpmn::DefinitionPtr definition = node.engine().definitions().load(newest_of(key, ""));
    BOOST_REQUIRE(definition);
    start.id = core::ActivityId{node.engine().ids().next()};
    start.definition = definition->id;
    start.variables = {{"total", expression::typed(Value(std::int64_t{3}))}};
    return node.submit({start, start.id}).get();
}

std::size_t occurrences(const std::string& text, const std::string& of) {
    std::size_t count = 0;
    for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(null_values)

BOOST_AUTO_TEST_CASE(a_script_that_gives_null_is_logged_once_for_each_version) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const std::string sentence =
            "evaluating 'Total * 2' at the element 'x' of the process 'order', version 1: there is no variable "
            "'Total'; did you mean 'total'?";
        node.deploy("order.bpmn", process_around("order", script("Total * 2")));
        node.warnings();
        BOOST_TEST(std::holds_alternative<Done>(start(node, "order")));
        const std::string first = node.warnings();
        BOOST_TEST(occurrences(first, sentence) == 1U, first);
        BOOST_TEST(std::holds_alternative<Done>(start(node, "order")));
        BOOST_TEST(node.warnings() == "");
        node.deploy("order.bpmn", process_around("order", script("Total * 2") + "<!-- again -->"));
        node.warnings();
        BOOST_TEST(std::holds_alternative<Done>(start(node, "order")));
        const std::string of_next = node.warnings();
        BOOST_TEST(occurrences(of_next, "version 2: there is no variable 'Total'") == 1U, of_next);
    });
}

BOOST_AUTO_TEST_CASE(a_mapping_that_gives_null_or_something_with_null_in_it_is_logged) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const std::string task =
            "<userTask id='x'><extensionElements><zeebe:ioMapping xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'>"
            "<zeebe:input source='={a: [Total]}' target='into'/><zeebe:input source='=Totl = null' target='asked'/>"
            "</zeebe:ioMapping></extensionElements></userTask>";
        node.deploy("mapped.bpmn", process_around("mapped", task));
        node.warnings();
        BOOST_TEST(std::holds_alternative<Done>(start(node, "mapped")));
        const std::string told = node.warnings();
        BOOST_TEST(occurrences(told, "evaluating '{a: [Total]}' at the element 'x'") == 1U, told);
        // It was asked whether it is there, and answered.
        BOOST_TEST(occurrences(told, "Totl") == 0U, told);
    });
}

BOOST_AUTO_TEST_CASE(a_condition_that_gives_null_fails_with_the_reason) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("choosing.bpmn",
                    process_around("choosing",
                                   "<exclusiveGateway id='x'/><endEvent id='e'/>"
                                   "<sequenceFlow id='h' sourceRef='x' targetRef='e'><conditionExpression>=Total > 5"
                                   "</conditionExpression></sequenceFlow>"));
        const Answer answer = start(node, "choosing");
        const auto* failure = std::get_if<core::Failure>(&answer);
        BOOST_TEST_REQUIRE(failure);
        BOOST_TEST(failure->message.find("The condition =Total > 5 must give true or false, but gave null: there is no "
                                         "variable 'Total'; did you mean 'total'?") != std::string::npos,
                   failure->message);
    });
}

BOOST_AUTO_TEST_CASE(what_a_decision_met_is_logged_though_the_step_that_asked_fails) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("discount.dmn",
                    "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' "
                    "namespace='http://d'><decision id='discount' name='discount'><variable name='discount'/>"
                    "<literalExpression><text>Total * 2</text></literalExpression></decision></definitions>");
        const std::string condition = "<conditionExpression>${discount}</conditionExpression>";
        node.deploy("asking.bpmn",
                    process_around("asking",
                                   "<businessRuleTask id='x' camunda:decisionRef='discount' "
                                   "camunda:resultVariable='discount' camunda:mapDecisionResult='singleEntry'/>"
                                   "<endEvent id='e'/><sequenceFlow id='h' sourceRef='x' targetRef='e'>" +
                                       condition + "</sequenceFlow>"));
        node.warnings();
        BOOST_TEST(std::holds_alternative<core::Failure>(start(node, "asking")));
        const std::string told = node.warnings();
        BOOST_TEST(occurrences(told,
                               "evaluating the decision 'discount' for the business rule task 'x': decision "
                               "'discount': there is no variable 'Total'; did you mean 'total'?") == 1U,
                   told);
    });
}

BOOST_AUTO_TEST_SUITE_END()
