// Who a business rule task asks: a decision, or whoever performs service tasks.
#include <boost/test/unit_test.hpp>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;
using Lines = std::vector<std::string>;
using Mapping = bpmn::BusinessRuleTask::Mapping;

namespace {

std::string process(const std::string& task) {
    return R"(<process id="p" isExecutable="true"><startEvent id="s"/>)" + task +
           R"(<sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>)";
}

bpmn::ProcessDefinition with(const std::string& attributes) {
    return definition_of(process("<businessRuleTask id=\"t\" " + attributes + "/>"));
}

Lines errors(const std::string& attributes) {
    return findings(linked(process("<businessRuleTask id=\"t\" " + attributes + "/>")), bpmn::Severity::error);
}

const bpmn::BusinessRuleTask& task_of(const bpmn::ProcessDefinition& definition) {
    const auto* task = node(definition, "t").kind.as<bpmn::BusinessRuleTask>();
    BOOST_REQUIRE(task != nullptr);
    return *task;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_decision_is_asked_for_by_its_key) {
    const auto definition = with(R"(camunda:decisionRef="dish")");
    const bpmn::BusinessRuleTask& task = task_of(definition);
    BOOST_TEST(task.decision.text == "dish");
    BOOST_TEST((task.binding == bpmn::Binding::latest));
    BOOST_TEST((task.mapping == Mapping::result_list));
    BOOST_TEST((!task.version && !task.version_tag && !task.tenant && task.result_variable.empty()));
    BOOST_TEST(node(definition, "t").activity_type == "businessRuleTask");
}

BOOST_AUTO_TEST_CASE(binding_tenant_and_mapping_are_read) {
    const auto definition = with(R"(camunda:decisionRef="${which}" camunda:decisionRefBinding="versionTag"
        camunda:decisionRefVersionTag="blue" camunda:decisionRefTenantId="acme" camunda:mapDecisionResult="singleEntry"
        camunda:resultVariable="dish")");
    const bpmn::BusinessRuleTask& task = task_of(definition);
    BOOST_TEST((task.binding == bpmn::Binding::version_tag));
    BOOST_TEST(task.version_tag.text == "blue");
    BOOST_TEST(task.tenant.text == "acme");
    BOOST_TEST((task.mapping == Mapping::single_entry));
    BOOST_TEST(task.result_variable == "dish");
    const auto versioned = with(R"(camunda:decisionRef="d" camunda:decisionRefBinding="version"
        camunda:decisionRefVersion="3" camunda:mapDecisionResult="collectEntries")");
    BOOST_TEST((task_of(versioned).binding == bpmn::Binding::version));
    BOOST_TEST(task_of(versioned).version.text == "3");
    BOOST_TEST((task_of(versioned).mapping == Mapping::collect_entries));
}

BOOST_AUTO_TEST_CASE(a_plain_name_as_its_implementation_is_a_decision) {
    const auto definition = with(R"(implementation="dish")");
    BOOST_TEST(task_of(definition).decision.text == "dish");
    BOOST_TEST((task_of(definition).mapping == Mapping::as_it_is));
    BOOST_TEST(task_of(definition).result_variable == "dish");
    const auto mapped =
        with(R"(implementation="dish" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="r")");
    BOOST_TEST((task_of(mapped).mapping == Mapping::single_entry));
    BOOST_TEST(task_of(mapped).result_variable == "r");
    for (const std::string technology : {"##WebService", "##unspecified", "kp:dmn", "http://rules", ""})
        BOOST_TEST(errors("implementation=\"" + technology + "\"") == Lines{"no-implementation t"},
                   boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(whoever_else_performs_it_does) {
    BOOST_TEST(node(with(R"(camunda:type="external" camunda:topic="rules")"), "t").kind.as<bpmn::ExternalTask>() !=
               nullptr);
    BOOST_TEST(node(with(R"(camunda:expression="${1 + 1}")"), "t").kind.as<bpmn::ExpressionTask>() != nullptr);
    BOOST_TEST(node(with(R"(camunda:class="org.example.Rules")"), "t").kind.as<bpmn::ExternalTask>() != nullptr);
}

BOOST_AUTO_TEST_CASE(what_it_says_wrongly_is_an_error) {
    BOOST_TEST(errors("") == Lines{"no-implementation t"}, boost::test_tools::per_element());
    BOOST_TEST(errors(R"(implementation="http://rules")") == Lines{"no-implementation t"},
               boost::test_tools::per_element());
    BOOST_TEST(errors(R"(camunda:decisionRef="d" camunda:decisionRefBinding="newest")") == Lines{"unknown-binding t"},
               boost::test_tools::per_element());
    BOOST_TEST(
        errors(R"(camunda:decisionRef="d" camunda:mapDecisionResult="first")") == Lines{"unknown-result-mapping t"},
        boost::test_tools::per_element());
    BOOST_TEST(
        errors(R"(camunda:decisionRef="d" camunda:decisionRefBinding="version")") == Lines{"binding-without-version t"},
        boost::test_tools::per_element());
    BOOST_TEST(errors(R"(camunda:decisionRef="d" camunda:resultVariable="decisionResult")") ==
                   Lines{"result-variable-reserved t"},
               boost::test_tools::per_element());
    BOOST_TEST(errors(R"(camunda:decisionRef="d" camunda:decisionRefBinding="versionTag")") ==
                   Lines{"binding-without-version t"},
               boost::test_tools::per_element());
}
