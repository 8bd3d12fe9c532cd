// What a model says and nothing here acts on is never ignored in silence.
#include <boost/test/unit_test.hpp>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;

BOOST_AUTO_TEST_CASE(what_has_no_effect_is_said_where_it_stands) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true">
        <startEvent id="begin" camunda:initiator="who"/>
        <sequenceFlow id="flow" sourceRef="begin" targetRef="work"/>
        <userTask id="work" camunda:formRef="order-form"/>
        <sequenceFlow id="on" sourceRef="work" targetRef="by_hand"/>
        <manualTask id="by_hand"><performer id="who"/></manualTask>
        <dataObject id="order"/>
        <dataObjectReference id="order_here" dataObjectRef="order"/>
        <dataStoreReference id="archive"/>
        <potentialOwner id="starter"/></process>)");
    BOOST_TEST(made.definitions.size() == 1);
    for (const bpmn::Diagnostic& diagnostic : made.diagnostics) BOOST_TEST(diagnostic.location.line > 0);
    const std::vector<std::string> expected{"initiator-without-effect begin", "form-without-effect work",
                                            "role-without-effect by_hand",    "data-without-effect order",
                                            "data-without-effect order_here", "data-without-effect archive",
                                            "role-without-effect p"};
    BOOST_TEST(findings(made, bpmn::Severity::warning) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_model_without_any_of_it_has_no_warning) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/>
        <sequenceFlow id="flow" sourceRef="begin" targetRef="work"/><userTask id="work"/></process>)");
    BOOST_TEST(made.definitions.size() == 1);
    BOOST_TEST(made.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_kind_is_a_warning_where_its_text_tells) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/>
        <sequenceFlow id="to_choice" sourceRef="begin" targetRef="choice"/><exclusiveGateway id="choice" default="other"/>
        <sequenceFlow id="never" sourceRef="choice" targetRef="first">
          <conditionExpression>${amount + 1}</conditionExpression></sequenceFlow>
        <sequenceFlow id="sometimes" sourceRef="choice" targetRef="second">
          <conditionExpression>${amount > 1 and vip}</conditionExpression></sequenceFlow>
        <sequenceFlow id="other" sourceRef="choice" targetRef="second"/>
        <userTask id="first" camunda:priority="high" camunda:dueDate="tomorrow" camunda:assignee="kermit"/>
        <userTask id="second" camunda:priority="${60}" camunda:dueDate="P3D" camunda:followUpDate="${date}"/>
        <boundaryEvent id="late" attachedToRef="first"><timerEventDefinition>
          <timeDuration>${1 &lt; 2}</timeDuration></timerEventDefinition></boundaryEvent></process>)");
    const std::vector<std::string> expected{"value-of-the-wrong-kind never", "value-of-the-wrong-kind first",
                                            "value-of-the-wrong-kind first", "value-of-the-wrong-kind late"};
    BOOST_TEST(findings(made, bpmn::Severity::warning) == expected, boost::test_tools::per_element());
    BOOST_TEST(made.diagnostics.front().message ==
               "The condition of 'never', ${amount + 1}, gives a number: it must be true or false, or the process "
               "fails when it comes to it.");
}
