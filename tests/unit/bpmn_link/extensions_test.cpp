// Extensions and attributes that the element they stand at has no use for are told, each by its name.
#include <boost/test/unit_test.hpp>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;
using Lines = std::vector<std::string>;

namespace {

// In a process that has an exit from its start to the node 't'.
std::string around(const std::string& node, const std::string& process = "", const std::string& flow = "") {
    return R"(<process id="p" isExecutable="true" )" + process + R"(><startEvent id="s"/>)" + node +
           R"(<sequenceFlow id="f" sourceRef="s" targetRef="t" )" + flow + "</sequenceFlow></process>";
}

std::string inside(const std::string& tag, const std::string& attributes, const std::string& extensions = "") {
    return "<" + tag + " id=\"t\" " + attributes + "><extensionElements>" + extensions + "</extensionElements></" +
           tag + ">";
}

bpmn::Linked linked_node(const std::string& node) { return linked(around(node, "", ">")); }

Lines warnings(const std::string& content) { return findings(linked(content), bpmn::Severity::warning); }

Lines messages(const bpmn::Linked& made) {
    Lines all;
    for (const bpmn::Diagnostic& each : made.diagnostics) all.push_back(each.message);
    return all;
}

const std::string external = R"(camunda:type="external" camunda:topic="work")";

}  // namespace

BOOST_AUTO_TEST_CASE(extensions_in_the_wrong_place_are_told) {
    const Lines expected{"extension-without-effect t"};
    for (const std::string& node : {
             inside("userTask", R"(camunda:topic="x")"),
             inside("userTask", "",
                    R"(<camunda:connector><camunda:connectorId>c</camunda:connectorId></camunda:connector>)"),
             inside("userTask", "", R"(<camunda:errorEventDefinition expression="${true}" errorRef="e"/>)"),
             inside("userTask", "", R"(<camunda:in source="a" target="b"/>)"),
             inside("userTask", "", R"(<zeebe:taskHeaders><zeebe:header key="a" value="b"/></zeebe:taskHeaders>)"),
             inside("manualTask", R"(camunda:assignee="mary")"),
             inside("serviceTask", external + R"( camunda:assignee="mary")"),
             inside("serviceTask", external + R"( camunda:resultVariable="r")"),
             inside("serviceTask", external, R"(<camunda:taskListener event="create" expression="${1}"/>)"),
             inside("serviceTask", external + R"( camunda:decisionRef="d")"),
             inside("callActivity", R"(calledElement="q" camunda:formKey="k")"),
             inside("userTask", R"(camunda:formHandlerClass="com.example.Handler")"),
         })
        BOOST_TEST(warnings(around(node, "", ">")) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(extensions_of_a_process_or_a_flow_are_told_where_they_have_no_effect) {
    const std::string task = R"(<userTask id="t"/>)";
    BOOST_TEST(warnings(around(task, R"(camunda:asyncBefore="true")", ">")) == Lines{"extension-without-effect p"},
               boost::test_tools::per_element());
    BOOST_TEST(
        warnings(around(task, R"(camunda:candidateStarterGroups="sales")", ">")) == Lines{"extension-without-effect p"},
        boost::test_tools::per_element());
    BOOST_TEST(warnings(around(task, "", R"(camunda:asyncBefore="true">)")) == Lines{"extension-without-effect f"},
               boost::test_tools::per_element());
    BOOST_TEST(warnings(around(task, "", R"(isImmediate="false">)")) == Lines{"attribute-without-effect f"},
               boost::test_tools::per_element());
    BOOST_TEST(warnings(around(task, R"(camunda:jobPriority="5" camunda:taskPriority="7")", ">")).empty());
}

BOOST_AUTO_TEST_CASE(what_a_process_says_of_priorities_holds_for_all_that_say_nothing) {
    const bpmn::ProcessDefinition definition = definition_of(
        around(inside("serviceTask", external), R"(camunda:jobPriority="5" camunda:taskPriority="7")", ">"));
    BOOST_TEST(node(definition, "t").job_priority.text == "5");
    BOOST_TEST(node(definition, "t").kind.as<bpmn::ExternalTask>()->priority.text == "7");
    const bpmn::ProcessDefinition own =
        definition_of(around(inside("serviceTask", external + R"( camunda:jobPriority="1" camunda:taskPriority="2")"),
                             R"(camunda:jobPriority="5" camunda:taskPriority="7")", ">"));
    BOOST_TEST(node(own, "t").job_priority.text == "1");
    BOOST_TEST(node(own, "t").kind.as<bpmn::ExternalTask>()->priority.text == "2");
}

BOOST_AUTO_TEST_CASE(what_would_change_the_token_game_is_refused) {
    for (const std::string& node : {
             inside("userTask", R"(camunda:skipExpression="${true}")"),
             inside("serviceTask", external + R"( camunda:triggerable="true")"),
             std::string(R"(<intermediateCatchEvent id="t"><timerEventDefinition camunda:businessCalendarName="c">
                 <timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>)"),
             std::string(R"(<intermediateCatchEvent id="t"><dataOutput id="o"/><dataOutputAssociation>
                 <sourceRef>o</sourceRef><targetRef>x</targetRef><assignment><from>${1}</from><to>x</to></assignment>
                 </dataOutputAssociation><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>
                 </intermediateCatchEvent>)"),
         })
        BOOST_TEST(findings(linked_node(node), bpmn::Severity::error) == Lines{"not-built t"},
                   boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_several_performers_the_first_counts_and_the_others_are_told) {
    const bpmn::Linked made = linked_node(inside("serviceTask", external + R"( camunda:class="com.example.Work")"));
    BOOST_TEST(
        messages(made) == Lines{"The serviceTask 't' names an external topic and a class; the latter has no effect."},
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_listener_on_an_event_that_does_not_come_to_pass_there_is_skipped) {
    for (const std::string event : {"create", "take"})
        BOOST_TEST(warnings(around(inside("userTask", "",
                                          "<camunda:executionListener event=\"" + event + R"(" expression="${1}"/>)"),
                                   "", ">")) == Lines{"listener-skipped t"},
                   boost::test_tools::per_element());
    BOOST_TEST(warnings(around(inside("userTask", "", R"(<camunda:taskListener event="start" expression="${1}"/>)"), "",
                               ">")) == Lines{"listener-skipped t"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_listener_on_a_sequence_flow_runs_when_it_is_taken_whatever_it_says) {
    for (const std::string event : {"", "event=\"take\"", "event=\"start\""}) {
        const bpmn::ProcessDefinition definition = definition_of(around(
            R"(<userTask id="t"/>)", "",
            "><extensionElements><camunda:executionListener " + event + R"( expression="${1}"/></extensionElements>)"));
        BOOST_TEST(definition.flows.front().listeners.size() == 1);
    }
}

BOOST_AUTO_TEST_CASE(parameters_are_read_without_the_white_space_around_them) {
    const bpmn::ProcessDefinition definition = definition_of(around(inside("userTask", "", R"(<camunda:inputOutput>
            <camunda:inputParameter name="a">
                ${x}
            </camunda:inputParameter>
            <camunda:inputParameter name="b"><camunda:list><camunda:value> ${y} </camunda:value></camunda:list>
            </camunda:inputParameter>
            <camunda:inputParameter name="c"><camunda:map><camunda:entry key="${k}"> z </camunda:entry></camunda:map>
            </camunda:inputParameter></camunda:inputOutput>)"),
                                                                    "", ">"));
    const std::vector<bpmn::Parameter>& inputs = node(definition, "t").inputs;
    BOOST_REQUIRE(inputs.size() == 3);
    BOOST_TEST(inputs[0].value.expression.text == "${x}");
    BOOST_TEST(inputs[1].value.list.at(0).expression.text == "${y}");
    BOOST_TEST(inputs[2].value.map.at(0).key.text == "${k}");
    BOOST_TEST(inputs[2].value.map.at(0).value.expression.text == "z");
}

BOOST_AUTO_TEST_CASE(a_parameter_holds_one_value_and_an_entry_has_a_key) {
    const auto errors = [](const std::string& value) {
        return findings(linked_node(inside("userTask", "",
                                           R"(<camunda:inputOutput><camunda:inputParameter name="a">)" + value +
                                               "</camunda:inputParameter></camunda:inputOutput>")),
                        bpmn::Severity::error);
    };
    BOOST_TEST(errors("<camunda:list/><camunda:map/>") == Lines{"parameter-with-several-values t"},
               boost::test_tools::per_element());
    BOOST_TEST(errors("<camunda:map><camunda:entry>x</camunda:entry></camunda:map>") == Lines{"entry-without-key t"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_mapping_without_a_source_is_refused) {
    BOOST_TEST(findings(linked_node(inside("callActivity", R"(calledElement="q")",
                                           R"(<camunda:in sourceExpresion="${a}" target="b"/>)")),
                        bpmn::Severity::error) == Lines{"mapping-without-source t"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_calls_something_of_a_version_names_it) {
    for (const std::string binding : {"version", "versionTag"})
        BOOST_TEST(findings(linked_node("<callActivity id=\"t\" calledElement=\"q\" camunda:calledElementBinding=\"" +
                                        binding + "\"/>"),
                            bpmn::Severity::error) == Lines{"binding-without-version t"},
                   boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_process_that_is_not_executable_is_told_what_would_keep_it_from_running) {
    const bpmn::Linked made = linked(R"(<process id="p"><startEvent id="s"/><inclusiveGateway id="t"/>
        <sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>)");
    BOOST_TEST(made.definitions.empty());
    BOOST_TEST(findings(made, bpmn::Severity::error).empty());
    BOOST_TEST(findings(made, bpmn::Severity::warning) == (Lines{"process-not-executable p", "not-built t"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(two_executable_processes_of_one_id_are_refused_where_the_second_stands) {
    const std::string process = R"(<process id="p" isExecutable="true"><startEvent id="s"/></process>)";
    const bpmn::Linked made = linked(process + "\n" + process);
    BOOST_TEST(findings(made, bpmn::Severity::error) == Lines{"duplicate-process-id p"},
               boost::test_tools::per_element());
    BOOST_TEST(made.definitions.empty());
}

BOOST_AUTO_TEST_CASE(plain_words_decide_nothing_whatever_language_they_claim) {
    const auto made = linked_file(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        expressionLanguage="http://www.java.sun.com/el"><process id="p" isExecutable="true"><startEvent id="s"/>
        <sequenceFlow id="f" sourceRef="s" targetRef="t">
          <conditionExpression>customer is a friend</conditionExpression></sequenceFlow>
        <task id="t"/></process></definitions>)");
    BOOST_REQUIRE(made.has_value());
    BOOST_TEST(findings(*made, bpmn::Severity::error) == Lines{"condition-not-an-expression f"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_message_that_an_event_refers_to_is_thrown_as_one_that_stands_in_it) {
    const bpmn::ProcessDefinition definition = definition_of(R"(<message id="m" name="told"/>
        <messageEventDefinition id="telling" messageRef="m" camunda:type="external" camunda:topic="tell"/>
        <process id="p" isExecutable="true"><startEvent id="s"/>
        <endEvent id="t"><eventDefinitionRef>telling</eventDefinitionRef></endEvent>
        <sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>)");
    BOOST_TEST(node(definition, "t").kind.as<bpmn::ExternalTask>()->topic.text == "tell");
}
