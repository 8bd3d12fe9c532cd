// One slip of the pen in a model: what is lost by it decides how bad it is, and it is told once.
#include <boost/test/unit_test.hpp>

#include "fixtures.hpp"

using pavane::bpmn::Diagnostics;
using pavane::bpmn::Severity;
using pavane::tests::with_code;

namespace {

Diagnostics said_of_file(const std::string& content) {
    const auto parsed = pavane::bpmn::parse(
        "<b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t' "
        "xmlns:camunda='http://camunda.org/schema/1.0/bpmn' xmlns:ext='urn:ext'>" +
        content + "</b:definitions>");
    BOOST_REQUIRE(parsed);
    return parsed->diagnostics;
}

Diagnostics said_of_process(const std::string& content) {
    return said_of_file("<b:process id='p' isExecutable='true'>" + content + "</b:process>");
}

// The only finding, of which the message holds `part`.
void check_only(const Diagnostics& said, Severity severity, std::string_view code, std::string_view part) {
    BOOST_REQUIRE(said.size() == 1u);
    BOOST_TEST((said[0].severity == severity), said[0].message);
    BOOST_TEST(said[0].code == code);
    BOOST_TEST(said[0].message.find(part) != std::string::npos, said[0].message);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_misspelt_root_element_is_an_error) {
    check_only(said_of_file("<b:proces id='p' isExecutable='true'/>"), Severity::error, "element-unknown",
               "nothing of it would be deployed; did you mean 'process'?");
    check_only(said_of_file("<b:Process id='p'/>"), Severity::error, "element-unknown", "'process'?");
    check_only(said_of_file("<b:mesage id='m'/>"), Severity::error, "element-unknown", "'message'?");
    check_only(said_of_file("<process id='p'/>"), Severity::error, "element-without-namespace", "Remove xmlns=\"\".");
}

BOOST_AUTO_TEST_CASE(what_is_no_root_element_under_definitions_is_a_warning) {
    check_only(said_of_file("<b:Assignee/>"), Severity::warning, "element-unknown", "it is kept and has no effect");
    // A draft of BPMN 2.0 had it.
    check_only(said_of_file("<b:globalCommunication/>"), Severity::warning, "element-unknown", "no effect");
    check_only(said_of_file("<b:documentatoin/>"), Severity::warning, "element-unknown", "did you mean");
    check_only(said_of_file("<b:relationshp/>"), Severity::warning, "element-unknown", "did you mean");
    check_only(said_of_file("<b:task/>"), Severity::warning, "element-unexpected", "no place");
    check_only(said_of_file("<ext:proces/>"), Severity::info, "element-foreign", "not BPMN's");
}

BOOST_AUTO_TEST_CASE(a_misspelt_root_element_behind_very_many_findings_is_an_error) {
    std::string content;
    for (int number = 0; number < 1'100; ++number) content += "<b:process odd" + std::to_string(number) + "='x'/>";
    BOOST_TEST(pavane::has_errors(said_of_file(content + "<b:proces/>")));
    BOOST_TEST(!pavane::has_errors(said_of_file(content + "<b:Assignee/>")));
}

BOOST_AUTO_TEST_CASE(what_only_describes_may_be_misspelt_in_a_process_that_runs) {
    check_only(said_of_process("<b:task id='a'><b:documentaton>x</b:documentaton></b:task>"), Severity::warning,
               "element-unknown", "no effect; did you mean 'documentation'?");
    check_only(said_of_process("<b:textAnotation id='n'/>"), Severity::warning, "element-unknown", "'textAnnotation'?");
    check_only(said_of_process("<b:task id='a'><documentation>x</documentation></b:task>"), Severity::warning,
               "element-without-namespace", "Remove xmlns");
    check_only(said_of_process("<b:usrTask id='a'/>"), Severity::error, "element-unknown", "'userTask'?");
    check_only(said_of_process("<b:madeUp id='a'/>"), Severity::error, "element-unknown", "cannot leave it out.");
}

BOOST_AUTO_TEST_CASE(misspelt_extension_elements_are_an_error_where_a_dialect_speaks_in_them) {
    const auto said = [](const std::string& extension) {
        return said_of_process("<b:task id='a'><b:extensionElement>" + extension + "</b:extensionElement></b:task>");
    };
    check_only(said("<ext:colour/>"), Severity::warning, "element-unknown", "did you mean 'extensionElements'?");
    check_only(said("<camunda:inputOutput/>"), Severity::error, "element-unknown", "did you mean 'extensionElements'?");
}

BOOST_AUTO_TEST_CASE(a_prefix_that_means_nothing_is_told_once_with_the_one_that_was_meant) {
    check_only(said_of_process("<b:task id='a' camnda:asyncBefore='true'/><b:task id='c' camnda:asyncAfter='true'/>"),
               Severity::warning, "prefix-unbound",
               "has no effect; did you mean 'camunda'? (2 times in this file; this is the first)");
    check_only(said_of_process("<b:task id='a' q:asyncBefore='true'/>"), Severity::warning, "prefix-unbound",
               "Add xmlns:q to <definitions>.");
    check_only(said_of_process("<b:task id='a'><q:colour/></b:task>"), Severity::warning, "prefix-unbound", "'q'");
    BOOST_TEST(said_of_process("<b:task id='a' q:x='1'/>")[0].element == "a");
}

BOOST_AUTO_TEST_CASE(a_misspelt_extension_is_told_with_its_element_and_what_was_meant) {
    check_only(said_of_process("<b:userTask id='a' camunda:asignee='mary'/>"), Severity::warning, "extension-unknown",
               "The extension 'camunda:asignee' of <userTask> is not known: it is kept and has no effect; did you mean "
               "'camunda:assignee'?");
    check_only(said_of_process("<b:businessRuleTask id='a' camunda:decisonRef='x'/>"), Severity::warning,
               "extension-unknown",
               "of <businessRuleTask> is not known: it is kept and has no effect; did you mean "
               "'camunda:decisionRef'?");
    check_only(said_of_process("<b:scriptTask id='a' camunda:resultvariable='x'/>"), Severity::warning,
               "extension-unknown", "did you mean 'camunda:resultVariable'?");
    check_only(said_of_process("<b:task id='a' camunda:colour='x'/>"), Severity::warning, "extension-unknown",
               "'camunda:colour' of <task> is not known: it is kept and has no effect.");
    const auto said = [](const std::string& extension) {
        return said_of_process("<b:task id='a'><b:extensionElements>" + extension + "</b:extensionElements></b:task>");
    };
    check_only(said("<camunda:inputOuput/>"), Severity::warning, "extension-unknown",
               "'camunda:inputOuput' of <task> is not known: it is kept and has no effect; did you mean "
               "'camunda:inputOutput'?");
    check_only(said("<taskDefinitoin xmlns='http://camunda.org/schema/zeebe/1.0' type='x'/>"), Severity::warning,
               "extension-unknown",
               "'taskDefinitoin' of <task> is not known: it is kept and has no effect; did you "
               "mean 'taskDefinition'?");
    check_only(said("<camunda:in sourceExpresion='x' target='y'/>"), Severity::warning, "extension-unknown",
               "The attribute 'sourceExpresion' of the extension 'in' is not known: it is kept and has no effect; did "
               "you mean 'sourceExpression'?");
}

BOOST_AUTO_TEST_CASE(an_extension_without_its_prefix_is_a_warning_with_the_one_that_the_file_binds) {
    check_only(said_of_process("<b:userTask id='a' assignee='mary'/>"), Severity::warning, "attribute-unknown",
               "BPMN knows no attribute 'assignee' on <userTask>: it is kept and has no effect; did you mean "
               "'camunda:assignee'?");
    check_only(said_of_process("<b:businessRuleTask id='a' xmlns:c='http://operaton.org/schema/1.0/bpmn' "
                               "decisionRef='x'/>"),
               Severity::warning, "attribute-unknown", "did you mean 'c:decisionRef'?");
    check_only(said_of_process("<b:userTask id='a' asignee='mary'/>"), Severity::info, "attribute-unknown",
               "BPMN knows no attribute 'asignee' on <userTask>: it is kept and has no effect.");
    const auto unbound = pavane::bpmn::parse(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'><process id='p'>"
        "<userTask id='a' assignee='mary'/></process></definitions>");
    BOOST_REQUIRE(unbound);
    check_only(unbound->diagnostics, Severity::warning, "attribute-unknown", "did you mean 'camunda:assignee'?");
}

BOOST_AUTO_TEST_CASE(what_a_process_cannot_leave_out_is_told_by_its_prefix) {
    check_only(said_of_process("<B2:userTask id='a' B2:x=''/>"), Severity::error, "prefix-unbound",
               "so <B2:userTask> is not BPMN's: a process that runs cannot leave it out. Add xmlns:B2");
    check_only(said_of_file("<bb:process id='a'/>"), Severity::error, "prefix-unbound", "nothing of it would be");
    check_only(said_of_process("<b:task id='a'><q:documentation/></b:task>"), Severity::warning, "prefix-unbound",
               "'q'");
}

BOOST_AUTO_TEST_CASE(a_flag_that_is_none_is_told_with_its_attribute) {
    check_only(said_of_process("<b:task id='a' camunda:asyncBefore='yes'/>"), Severity::warning, "value-not-understood",
               "The attribute 'camunda:asyncBefore' of <task> has the value 'yes', where true or false belongs");
    const std::string in = "<b:callActivity id='a'><b:extensionElements><camunda:in variables='all' local='1'/>";
    check_only(said_of_process(in + "</b:extensionElements></b:callActivity>"), Severity::warning,
               "value-not-understood", "The attribute 'local' of <in> has the value '1'");
    BOOST_TEST(said_of_process("<b:task id='a' camunda:asyncBefore='True'/>").empty());
}

BOOST_AUTO_TEST_CASE(a_value_that_decides_what_a_process_does_is_an_error_where_it_runs) {
    const std::string process = "<b:process id='p' isExecutable='false'>";
    const std::string boundary = "<b:boundaryEvent id='e' attachedToRef='e' cancelActivity='fasle'/>";
    check_only(said_of_process(boundary), Severity::error, "value-not-understood",
               "The attribute 'cancelActivity' of <boundaryEvent> has the value 'fasle', which BPMN does not allow "
               "there; correct it, for it decides what the process does.");
    check_only(said_of_file(process + boundary + "</b:process>"), Severity::warning, "value-not-understood",
               "does not allow there; it is ignored.");
    check_only(said_of_file("<b:process id='p' isExecutable='ture'/>"), Severity::error, "value-not-understood",
               "'ture'");
    for (const std::string wrong :
         {"<b:startEvent id='a' isInterrupting='no'/>", "<b:subProcess id='a' triggeredByEvent='yes'/>",
          "<b:task id='a' isForCompensation=''/>", "<b:task id='a' startQuantity='two'/>",
          "<b:eventBasedGateway id='a' eventGatewayType='parallel'/>"})
        check_only(said_of_process(wrong), Severity::error, "value-not-understood", "decides what the process does");
    check_only(said_of_process("<b:exclusiveGateway id='g' gatewayDirection='Sideways'/>"), Severity::warning,
               "value-not-understood", "it is ignored");
    for (const std::string right : {"0", "1", "true", " false "})
        BOOST_TEST(said_of_process("<b:startEvent id='a' isInterrupting='" + right + "'/>").empty());
}

BOOST_AUTO_TEST_CASE(an_id_that_is_no_name_is_told_once_for_all) {
    check_only(said_of_process("<b:task id='1 is: no/NCName'/>"), Severity::warning, "id-not-a-name",
               "The id '1 is: no/NCName' is no name");
    check_only(said_of_process("<b:task id='1'/><b:task id='2'/><b:task id='3'/>"), Severity::warning, "id-not-a-name",
               "2 more of this file's are none.");
    BOOST_TEST(with_code(said_of_process("<b:task id='a'><b:extensionElements><ext:x id='{1}'/></b:extensionElements>"
                                         "</b:task>"),
                         "id-not-a-name")
                   .empty());
}

BOOST_AUTO_TEST_CASE(text_that_stands_between_elements_is_told_with_its_place) {
    const Diagnostics said = said_of_process("\n<b:task id='a'/>\n\n  to do: ask Ann\n<b:task id='c'/>");
    check_only(said, Severity::warning, "text-without-effect", "The text 'to do: ask Ann' in <process> has no effect");
    BOOST_TEST(said[0].location.line == 4u);
    BOOST_TEST(said[0].location.column == 3u);
    check_only(said_of_file("x"), Severity::warning, "text-without-effect", "'x' in <definitions>");
    check_only(said_of_process("<b:task id='a'><b:extensionElements>x</b:extensionElements></b:task>"),
               Severity::warning, "text-without-effect", "'x' in <extensionElements>");
    BOOST_TEST(said_of_process("<b:documentation>x <i xmlns=''>y</i> z</b:documentation>").empty());
    BOOST_TEST(said_of_process("<b:scriptTask id='a'><b:script>x</b:script></b:scriptTask>").empty());
    BOOST_TEST(said_of_process("<b:sequenceFlow id='f' sourceRef='f' targetRef='f'><b:conditionExpression>x"
                               "</b:conditionExpression></b:sequenceFlow>")
                   .empty());
}

BOOST_AUTO_TEST_CASE(a_misspelt_attribute_is_not_told_as_a_missing_one_too) {
    check_only(said_of_process("<b:sequenceFlow id='f' sourceRef='f' targtRef='f'/>"), Severity::warning,
               "attribute-unknown", "did you mean 'targetRef'?");
    check_only(said_of_process("<b:sequenceFlow id='f' sourceRef='f'/>"), Severity::warning, "attribute-missing",
               "needs the attribute 'targetRef'");
}

BOOST_AUTO_TEST_CASE(a_reference_to_an_element_whose_id_is_misspelt_is_not_told_too) {
    const std::string flow = "<b:sequenceFlow id='f' sourceRef='f' targetRef='a'/>";
    check_only(said_of_process("<b:task idd='a'/>" + flow), Severity::warning, "attribute-unknown",
               "did you mean 'id'?");
    BOOST_TEST(with_code(said_of_process("<b:task id='c' idd='a'/>" + flow), "reference-dangling").size() == 1u);
}
