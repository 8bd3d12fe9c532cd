// What a document becomes when it is linked: indexes, scopes, references, and all that is wrong with their places.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;
using bpmn::Severity;
using Lines = std::vector<std::string>;

BOOST_AUTO_TEST_CASE(nodes_know_their_scope_and_flows_their_ends) {
    const bpmn::ProcessDefinition definition = definition_of(R"(
<process id="order" name="Order" isExecutable="true" camunda:versionTag="v7">
  <startEvent id="begin"/>
  <subProcess id="part">
    <startEvent id="inside"/>
    <userTask id="work"/>
    <sequenceFlow id="inner" sourceRef="inside" targetRef="work"/>
  </subProcess>
  <sequenceFlow id="to_part" sourceRef="begin" targetRef="part"/>
</process>)");
    BOOST_TEST(definition.key == "order");
    BOOST_TEST(definition.name == "Order");
    BOOST_TEST(definition.version_tag == "v7");
    BOOST_TEST(definition.category == "http://pavane.example");
    BOOST_TEST(definition.nodes.size() == 5U);
    BOOST_TEST(definition.node(bpmn::process_node).id == "order");
    const auto part = *definition.find_node("part");
    BOOST_TEST(node(definition, "part").scope == bpmn::process_node);
    BOOST_TEST(node(definition, "work").scope == part);
    BOOST_TEST(node(definition, "part").children.size() == 2U);
    BOOST_REQUIRE(definition.start_events.size() == 1U);
    BOOST_TEST(definition.node(definition.start_events[0]).id == "begin");
    const bpmn::SequenceFlow& flow = definition.flow(*definition.find_flow("to_part"));
    BOOST_TEST(definition.node(flow.source).id == "begin");
    BOOST_TEST(flow.target == part);
    BOOST_TEST(node(definition, "begin").outgoing.size() == 1U);
    BOOST_TEST(node(definition, "part").incoming.size() == 1U);
}

BOOST_AUTO_TEST_CASE(boundary_events_and_defaults_are_found_wherever_they_stand) {
    const bpmn::ProcessDefinition definition = definition_of(R"(
<process id="order" isExecutable="true">
  <boundaryEvent id="late" attachedToRef="work" cancelActivity="false">
    <timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
  </boundaryEvent>
  <sequenceFlow id="otherwise" sourceRef="work" targetRef="done"/>
  <startEvent id="begin"/>
  <userTask id="work" default="otherwise"/>
  <endEvent id="done"/>
  <sequenceFlow id="first" sourceRef="begin" targetRef="work"/>
</process>)");
    const bpmn::Node& work = node(definition, "work");
    BOOST_REQUIRE(work.boundaries.size() == 1U);
    BOOST_TEST(definition.node(work.boundaries[0]).id == "late");
    const auto* boundary = node(definition, "late").kind.as<bpmn::BoundaryEvent>();
    BOOST_REQUIRE(boundary);
    BOOST_TEST(!boundary->interrupting);
    BOOST_TEST(definition.node(boundary->attached_to).id == "work");
    BOOST_TEST(definition.flow(work.default_flow).id == "otherwise");
    BOOST_TEST(node(definition, "late").activity_type == "boundaryTimer");
}

BOOST_AUTO_TEST_CASE(findings_come_in_the_order_of_the_file_with_their_places) {
    const bpmn::Linked made = linked(R"(<process id="order" isExecutable="true">
  <startEvent id="begin"/>
  <serviceTask id="nobody"/>
  <inclusiveGateway id="choose"/>
  <sequenceFlow id="a" sourceRef="begin" targetRef="nobody"/>
  <sequenceFlow id="b" sourceRef="nobody" targetRef="gone"/>
  <sequenceFlow id="c" sourceRef="nobody" targetRef="choose"/>
</process>)");
    BOOST_TEST(findings(made, Severity::error) ==
                   (Lines{"no-implementation nobody", "not-built choose", "flow-without-end b"}),
               boost::test_tools::per_element());
    BOOST_TEST(made.definitions.empty());
    std::uint32_t line = 0;
    for (const bpmn::Diagnostic& diagnostic : made.diagnostics) {
        BOOST_TEST(diagnostic.location.line > line, diagnostic.message);
        BOOST_TEST(diagnostic.location.column > 0U, diagnostic.message);
        line = diagnostic.location.line;
    }
}

BOOST_AUTO_TEST_CASE(one_bad_process_keeps_the_others_from_running) {
    const bpmn::Linked made = linked(R"(
<process id="good" isExecutable="true"><startEvent id="g"/></process>
<process id="bad" isExecutable="true"><userTask id="alone"/></process>
<process id="drawing" isExecutable="false"><userTask id="whatever"/></process>)");
    BOOST_TEST(made.definitions.empty());
    BOOST_TEST(findings(made, Severity::error) == Lines{"process-without-start bad"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_only_describes_is_a_warning_where_it_stands) {
    const bpmn::Linked made = linked(R"(
<process id="order" isExecutable="true" isClosed="true">
  <laneSet id="lanes"><lane id="lane"><flowNodeRef>work</flowNodeRef></lane></laneSet>
  <startEvent id="begin"/>
  <userTask id="work"><humanPerformer><resourceRef>clerk</resourceRef></humanPerformer></userTask>
  <sequenceFlow id="a" sourceRef="begin" targetRef="work"/>
</process>)");
    BOOST_TEST(made.definitions.size() == 1U);
    BOOST_TEST(
        findings(made, Severity::warning) ==
            (Lines{"is-closed-without-effect order", "lanes-without-effect order", "role-without-expression work"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(people_are_found_in_extensions_and_in_roles) {
    const bpmn::ProcessDefinition definition = definition_of(R"(
<process id="order" isExecutable="true">
  <startEvent id="begin"/>
  <userTask id="work" camunda:candidateUsers="anna">
    <humanPerformer><resourceAssignmentExpression><formalExpression>kim</formalExpression></resourceAssignmentExpression></humanPerformer>
    <potentialOwner><resourceAssignmentExpression><formalExpression>user(bob), group(sales), store</formalExpression></resourceAssignmentExpression></potentialOwner>
  </userTask>
  <sequenceFlow id="a" sourceRef="begin" targetRef="work"/>
</process>)");
    const auto* task = node(definition, "work").kind.as<bpmn::UserTask>();
    BOOST_REQUIRE(task);
    BOOST_TEST(task->assignee.text == "kim");
    BOOST_REQUIRE(task->candidate_users.size() == 2U);
    BOOST_TEST(task->candidate_users[0].text == "anna");
    BOOST_TEST(task->candidate_users[1].text == "bob");
    BOOST_REQUIRE(task->candidate_groups.size() == 2U);
    BOOST_TEST(task->candidate_groups[0].text == "sales");
    BOOST_TEST(task->candidate_groups[1].text == "store");
}

BOOST_AUTO_TEST_CASE(the_work_of_java_is_offered_with_its_literal_fields) {
    const bpmn::ProcessDefinition definition = definition_of(R"(
<process id="order" isExecutable="true">
  <startEvent id="begin"/>
  <serviceTask id="work" camunda:class="com.example.Archive">
    <extensionElements>
      <camunda:field name="shelf" stringValue="B"/>
      <camunda:field name="box"><camunda:expression>${box}</camunda:expression></camunda:field>
    </extensionElements>
  </serviceTask>
  <sequenceFlow id="a" sourceRef="begin" targetRef="work"/>
</process>)");
    const auto* task = node(definition, "work").kind.as<bpmn::ExternalTask>();
    BOOST_REQUIRE(task);
    BOOST_TEST(task->topic.text == "com.example.Archive");
    BOOST_REQUIRE(task->properties.size() == 1U);
    BOOST_TEST(task->properties[0].first == "shelf");
    BOOST_TEST(task->properties[0].second == "B");
}

BOOST_AUTO_TEST_CASE(a_condition_that_cannot_be_read_is_one_finding) {
    for (const std::string condition :
         {R"(language="groovy">amount > 100)", R"(language="http://groovy.example/2">amount > 100)", ">${amount >"}) {
        const bpmn::Linked result = linked(R"(
<process id="order" isExecutable="true">
  <startEvent id="begin"/>
  <sequenceFlow id="in" sourceRef="begin" targetRef="choice"/>
  <exclusiveGateway id="choice" default="small"/>
  <sequenceFlow id="large" sourceRef="choice" targetRef="done">
    <conditionExpression xsi:type="tFormalExpression" )" +
                                           condition + R"(</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="small" sourceRef="choice" targetRef="done"/>
  <endEvent id="done"/>
</process>)");
        BOOST_TEST_CONTEXT(condition) {
            BOOST_REQUIRE(result.diagnostics.size() == 1U);
            BOOST_TEST(result.diagnostics[0].element == "large");
            const std::string& message = result.diagnostics[0].message;
            BOOST_TEST((condition[0] == '>' || message.find("groovy") != std::string::npos), message);
            BOOST_TEST((condition[0] == '>' || message.find("XPath") == std::string::npos), message);
        }
    }
}

BOOST_AUTO_TEST_CASE(names_that_no_index_holds_are_errors_of_their_elements) {
    const std::string longest(1'024, 'n'), longer(1'025, 'n');
    const auto with = [](const std::string& name, const std::string& flow) {
        return "<message id='m' name='" + name + "'/><process id='p' isExecutable='true'><startEvent id='s'/>" +
               "<sequenceFlow id='" + flow + "' sourceRef='s' targetRef='t'/>" + "<userTask id='t' camunda:assignee='" +
               name + "'><extensionElements><camunda:inputOutput>" + "<camunda:inputParameter name='" + name +
               "'>1</camunda:inputParameter></camunda:inputOutput>" +
               "</extensionElements></userTask><sequenceFlow id='g' sourceRef='t' targetRef='r'/>" +
               "<receiveTask id='r' messageRef='m'/><sequenceFlow id='h' sourceRef='r' targetRef='b'/>" +
               "<businessRuleTask id='b' camunda:decisionRef='" + name + "' camunda:resultVariable='" + name + "'/>" +
               "<sequenceFlow id='i' sourceRef='b' targetRef='c'/><callActivity id='c' calledElement='" + name +
               "'/></process>";
    };
    BOOST_TEST(findings(linked(with(longest, longest)), Severity::error).empty());
    const bpmn::Linked made = linked(with(longer, longer));
    const Lines expected{"name-too-long t", "name-too-long t", "name-too-long " + longer, "name-too-long r",
                         "name-too-long b", "name-too-long b", "name-too-long c"};
    Lines found = findings(made, Severity::error);
    BOOST_TEST(found.size() == expected.size());
    for (const std::string& each : expected) BOOST_TEST(std::count(found.begin(), found.end(), each) > 0, each);
    for (const bpmn::Diagnostic& each : made.diagnostics)
        BOOST_TEST(each.message.size() < 300U, "a message names the beginning only");
    BOOST_TEST(made.diagnostics.front().message.find("has 1025 bytes; at most 1024 can be stored.") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_flow_without_a_source_is_said_and_does_no_harm) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true"><startEvent id="s"/>
        <sequenceFlow id="f" sourceRef="nowhere" targetRef="s2"><conditionExpression>${true}</conditionExpression>
        </sequenceFlow></process>)");
    const Lines found = findings(made, Severity::error);
    BOOST_TEST(std::count(found.begin(), found.end(), "flow-without-end f") == 2);
}

BOOST_AUTO_TEST_CASE(what_zeebe_gives_to_a_called_process_and_takes_back) {
    const auto call = [](const std::string& flags, const std::string& mappings) {
        const bpmn::ProcessDefinition definition = definition_of(
            "<process id='p' isExecutable='true'><startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='c'/>"
            "<callActivity id='c'><extensionElements><zeebe:calledElement processId='q' " +
            flags + "/>" + mappings + "</extensionElements></callActivity></process>");
        const bpmn::CallActivity& made = *node(definition, "c").kind.as<bpmn::CallActivity>();
        return std::string(made.inputs.at(0).local ? "own" : "all") + " in, " +
               (made.outputs.empty() ? "nothing" : "all") + (made.keeps_outputs ? " kept" : " out");
    };
    const std::string output = "<zeebe:ioMapping><zeebe:output source='=a' target='b'/></zeebe:ioMapping>";
    BOOST_TEST(call("", "") == "all in, all out");
    BOOST_TEST(call("propagateAllParentVariables='false'", "") == "own in, all out");
    BOOST_TEST(call("propagateAllChildVariables='false'", "") == "all in, nothing out");
    BOOST_TEST(call("", output) == "all in, all kept");
    BOOST_TEST(call("propagateAllChildVariables='false'", output) == "all in, all kept");
}

BOOST_AUTO_TEST_CASE(an_event_that_waits_for_nothing_is_an_error_told_once) {
    const auto errors = [](const std::string& triggers) {
        return findings(linked(R"(
<process id="p" isExecutable="true">
  <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/>
  <intermediateCatchEvent id="c">)" +
                               triggers + "</intermediateCatchEvent></process>"),
                        Severity::error);
    };
    BOOST_TEST(errors("") == Lines{"trigger-out-of-place c"}, boost::test_tools::per_element());
    BOOST_TEST(errors("<timerEventDefinitoin/>") == Lines{}, boost::test_tools::per_element());  // the reader's to say
    for (const std::string no_trigger : {"<documentaton/>", "<timeDuration>PT1S</timeDuration>", "<unknown xmlns=''/>"})
        BOOST_TEST(errors(no_trigger) == Lines{"trigger-out-of-place c"}, boost::test_tools::per_element());
    BOOST_TEST(errors("<signalEventDefinition/>").size() == 1U);
    BOOST_TEST(errors("<timerEventDefinition/>").size() == 1U);
    BOOST_TEST(errors("<eventDefinitionRef>nothing</eventDefinitionRef>").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_type_of_task_that_is_not_known_is_told) {
    const auto model = [](const std::string& attributes) {
        return linked(
            "<process id='p' isExecutable='true'><startEvent id='s'/><sequenceFlow id='f' sourceRef='s' "
            "targetRef='t'/><serviceTask id='t' " +
            attributes + "/></process>");
    };
    BOOST_TEST(
        findings(model("camunda:type='extrenal' camunda:topic='x'"), Severity::warning) == Lines{"task-type-unknown t"},
        boost::test_tools::per_element());
    BOOST_TEST(findings(model("camunda:type='extrenal'"), Severity::error) == Lines{"not-built t"},
               boost::test_tools::per_element());
}
