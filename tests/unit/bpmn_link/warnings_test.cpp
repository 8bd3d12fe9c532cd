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
