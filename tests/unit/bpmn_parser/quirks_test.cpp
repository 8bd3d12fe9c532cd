// What modelling tools really write (import contract §5): all of it is read, and what is odd is said.
#include <boost/test/unit_test.hpp>

#include "fixtures.hpp"

using namespace pavane::bpmn::document;
using pavane::bpmn::Diagnostics;
using pavane::bpmn::Severity;
using pavane::tests::element;
using pavane::tests::fixture;
using pavane::tests::with_code;

namespace {

std::string refusal(std::string_view bytes) {
    const auto parsed = pavane::bpmn::parse(bytes);
    BOOST_REQUIRE(!parsed);
    BOOST_REQUIRE(parsed.error().size() == 1u);
    BOOST_TEST((parsed.error().front().severity == Severity::error));
    return parsed.error().front().code;
}

bool is_said(const Diagnostics& diagnostics, std::string_view code, std::string_view element_id) {
    for (const auto& each : with_code(diagnostics, code))
        if (each.element == element_id && each.location.line > 0) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(violations_of_the_schema_are_read_and_said) {
    const auto [document, diagnostics] = fixture("schema-violations.bpmn");
    for (const auto& each : diagnostics) BOOST_TEST((each.severity != Severity::error));
    BOOST_TEST(with_code(diagnostics, "attribute-missing").size() == 5u);
    BOOST_TEST(is_said(diagnostics, "attribute-missing", "link"));
    BOOST_TEST(is_said(diagnostics, "attribute-missing", "loose"));
    BOOST_TEST(is_said(diagnostics, "attribute-unknown", "p"));
    BOOST_TEST(is_said(diagnostics, "element-out-of-order", "late"));
    BOOST_TEST(is_said(diagnostics, "element-out-of-order", "late2"));
    BOOST_TEST(is_said(diagnostics, "value-not-understood", "loop"));
    BOOST_TEST(is_said(diagnostics, "value-not-understood", "g"));
    BOOST_TEST(is_said(diagnostics, "element-unknown", "loop"));
    BOOST_TEST(is_said(diagnostics, "element-unknown", "p"));
    BOOST_TEST(is_said(diagnostics, "element-repeated", "twice"));
    BOOST_TEST(is_said(diagnostics, "element-foreign", "s"));

    BOOST_TEST(element<Task>(document, "late").documentation.at(0).text == "late");
    BOOST_TEST(element<Task>(document, "late2").extension_elements.at(0).name == "e");
    BOOST_TEST(element<Task>(document, "1 is: no/NCName").location.line == 10u);
    BOOST_TEST(element<Task>(document, "associations").data_input_associations.at(0).target_refs.empty());
    BOOST_TEST(!std::get<ConditionalEventDefinition>(
                    element<IntermediateCatchEvent>(document, "condition").event_definitions.at(0))
                    .condition);
    const auto& loop = std::get<StandardLoopCharacteristics>(*element<Task>(document, "loop").loop_characteristics);
    BOOST_TEST(!loop.loop_maximum.has_value());
    BOOST_TEST(loop.unknown.at(0).text == "3");
    BOOST_TEST(element<SequenceFlow>(document, "f").condition_expression->type == "tFormalExpression");
    BOOST_TEST(element<SequenceFlow>(document, "loose").source_ref == "");
    BOOST_TEST(std::get<StandardLoopCharacteristics>(*element<Task>(document, "twice").loop_characteristics).id ==
               "first");
    const Process& process = document.definitions.processes.at(0);
    BOOST_TEST(process.unknown.at(0).namespace_uri == "urn:ext");
    BOOST_TEST(process.unknown.at(1).name == "Assignee");
    BOOST_TEST(process.extension_attributes.at(0).value == "1");
    const Plane& plane = document.definitions.diagrams.at(0).planes.at(0);
    BOOST_TEST(plane.shapes.at(0).bounds->width == 3.0);
    BOOST_TEST(plane.shapes.at(0).unknown.at(0).name == "CollapsedBounds");
    BOOST_TEST(plane.edges.at(0).waypoints.size() == 1u);
}

BOOST_AUTO_TEST_CASE(references_mean_this_file_whatever_their_prefix) {
    const auto [document, diagnostics] = fixture("references.bpmn");
    const auto message_of = [&](const char* id) {
        return std::get<MessageEventDefinition>(element<IntermediateCatchEvent>(document, id).event_definitions.at(0))
            .message_ref;
    };
    BOOST_TEST(
        std::get<MessageEventDefinition>(element<StartEvent>(document, "start").event_definitions.at(0)).message_ref ==
        "msg");
    BOOST_TEST(element<IntermediateCatchEvent>(document, "catch").event_definition_refs.at(0).id == "top");
    BOOST_TEST(document.definitions.event_definitions.size() == 1u);
    BOOST_TEST(message_of("unbound") == "msg");
    BOOST_TEST(message_of("foreign") == "other:msg2");
    BOOST_TEST(message_of("dangling") == "gone");
    BOOST_TEST(element<SequenceFlow>(document, "flow").target_ref == "a:b");
    BOOST_TEST(element<CallActivity>(document, "call").called_element == "elsewhere");
    BOOST_REQUIRE(with_code(diagnostics, "reference-dangling").size() == 1u);
    BOOST_TEST(with_code(diagnostics, "reference-dangling")[0].element == "dangling");
    BOOST_REQUIRE(with_code(diagnostics, "id-duplicate").size() == 1u);
    BOOST_TEST(with_code(diagnostics, "id-duplicate")[0].location.line == 16u);
    BOOST_REQUIRE(with_code(diagnostics, "id-not-a-name").size() == 1u);
    BOOST_TEST(with_code(diagnostics, "id-not-a-name")[0].element == "a:b");
    BOOST_TEST(diagnostics.size() == 3u);
}

BOOST_AUTO_TEST_CASE(prefixes_do_not_matter_and_foreign_content_is_kept_whole) {
    const auto [document, diagnostics] = fixture("islands.bpmn");
    const Process& process = document.definitions.processes.at(0);
    BOOST_TEST(document.definitions.target_namespace == "www.example.org not a URI");
    BOOST_TEST(process.documentation.at(0).text == "plain bold words!");
    BOOST_TEST(process.documentation.at(0).unknown.size() == 2u);
    BOOST_TEST(process.documentation.at(1).text == "");
    BOOST_REQUIRE(process.extension_elements.size() == 4u);
    BOOST_TEST(process.extension_elements[0].name == "attribute");
    BOOST_TEST(process.extension_elements[1].children.at(0).name == "task");
    BOOST_TEST(process.extension_elements[2].text == "text");
    BOOST_TEST(process.extension_elements[2].children.at(0).tail == "tail");
    BOOST_TEST(process.extension_elements[2].attributes.at(1).namespace_uri == "urn:vp");
    BOOST_TEST(process.extension_elements[3].namespace_uri == "@boc-eu.com/boc-is/ado.xmllight;1");
    BOOST_TEST(process.flow_elements.size() == 4u);
    BOOST_TEST(element<Task>(document, "t").name == "two\nlines <script>");
    BOOST_TEST(element<Task>(document, "t").extension_attributes.at(0).namespace_uri == "urn:a b c");
    BOOST_TEST(element<ScriptTask>(document, "s").script.value() == " a < b ");
    BOOST_TEST(element<SequenceFlow>(document, "f").condition_expression->text == "a > b");
    BOOST_TEST(element<SequenceFlow>(document, "f").condition_expression->type == "");
    BOOST_TEST(element<SequenceFlow>(document, "g").condition_expression.has_value());
    BOOST_TEST(document.definitions.diagrams.size() == 2u);
    const Plane& plane = document.definitions.diagrams.at(0).planes.at(0);
    BOOST_TEST(plane.bpmn_element == "d");
    BOOST_TEST(plane.edges.at(0).waypoints.at(0).y == -20.0);
    BOOST_TEST(with_code(diagnostics, "extensions-kept").size() == 1u);
    BOOST_TEST(with_code(diagnostics, "element-foreign").size() == 1u);
    BOOST_TEST(diagnostics.size() == 2u);
}

BOOST_AUTO_TEST_CASE(encodings_of_real_files_are_read) {
    const auto mislabelled = fixture("latin1-labelled-utf8.bpmn");
    BOOST_TEST(mislabelled.document.definitions.processes.at(0).name ==
               "Pr\xC3\xBC"
               "fung");
    BOOST_TEST(mislabelled.document.encoding == "windows-1252");
    BOOST_TEST(with_code(mislabelled.diagnostics, "xml-repaired").size() == 1u);
    const auto windows = fixture("windows-1252.bpmn");
    BOOST_TEST(windows.document.definitions.processes.at(0).name ==
               "Pr\xC3\xBC"
               "fung \xE2\x80\x93 \xE2\x82\xAC");
    BOOST_TEST(windows.diagnostics.empty());
    const auto marked = fixture("byte-order-mark.bpmn");
    BOOST_TEST(marked.document.definitions.processes.at(0).name ==
               "Pr\xC3\xBC"
               "fung");
    BOOST_TEST(marked.document.definitions.processes.at(0).location.column == 90u);
    BOOST_TEST(marked.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(what_is_said_often_is_said_once_and_counted) {
    std::string text =
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:t'><process id='p'>";
    for (int i = 0; i < 500; ++i) text += "<task id='t" + std::to_string(i) + "' odd='1'/>";
    const auto parsed = pavane::bpmn::parse(text + "</process></definitions>");
    BOOST_REQUIRE(parsed);
    BOOST_REQUIRE(parsed->diagnostics.size() == 1u);
    BOOST_TEST(parsed->diagnostics[0].message.find("500 times") != std::string::npos);
    BOOST_TEST(parsed->diagnostics[0].element == "t0");
}

BOOST_AUTO_TEST_CASE(a_file_with_too_much_to_say_is_counted_to_the_end) {
    std::string text =
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:t'><process id='p'>";
    for (int i = 0; i < 1'500; ++i) text += "<task id='t" + std::to_string(i) + "' odd" + std::to_string(i) + "='1'/>";
    const auto parsed = pavane::bpmn::parse(text + "</process></definitions>");
    BOOST_REQUIRE(parsed);
    BOOST_TEST(parsed->diagnostics.size() == 1'001u);
    BOOST_TEST(parsed->diagnostics.back().message.find("500 further") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(unbound_prefixes_are_counted_too) {
    const auto parsed = pavane::bpmn::parse(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
        "<process id='p'><extensionElements><q:a/><q:b/></extensionElements></process></definitions>");
    BOOST_REQUIRE(parsed);
    BOOST_REQUIRE(with_code(parsed->diagnostics, "prefix-unbound").size() == 1u);
    BOOST_TEST(with_code(parsed->diagnostics, "prefix-unbound")[0].message.find("2 times") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_misspelt_is_told_with_what_was_meant) {
    const auto said = [](const std::string& executable, const std::string& content) {
        const auto parsed = pavane::bpmn::parse(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t' "
            "xmlns:c='http://camunda.org/schema/1.0/bpmnn'><process id='p' isExecutable='" +
            executable + "'>" + content + "</process></definitions>");
        BOOST_REQUIRE(parsed);
        BOOST_REQUIRE(!parsed->diagnostics.empty());
        return parsed->diagnostics.front();
    };
    const std::string catches = "<intermediateCatchEvent id='c'><timerEventDefinitoin/></intermediateCatchEvent>";
    BOOST_TEST((said("true", catches).severity == Severity::error));
    BOOST_TEST(said("true", catches).element == "c");
    BOOST_TEST(said("true", catches).message.find("did you mean 'timerEventDefinition'?") != std::string::npos);
    BOOST_TEST((said("false", catches).severity == Severity::warning));
    BOOST_TEST((said("true", "<usrTask id='u'/>").severity == Severity::error));
    BOOST_TEST((said("true", "<sequenceFlow id='f' sourceRef='f' targetRef='f'><conditon/></sequenceFlow>").severity ==
                Severity::error));
    BOOST_TEST((said("true", "<laneSet id='l'><lain/></laneSet>").severity == Severity::warning), "changes no way");
    const auto attribute = said("true", "<boundaryEvent id='b' attachedToRef='b' cancelActvity='false'/>");
    BOOST_TEST((attribute.severity == Severity::warning));
    BOOST_TEST(attribute.message.find("did you mean 'cancelActivity'?") != std::string::npos);
    BOOST_TEST((said("true", "<task id='a' colour='red'/>").severity == Severity::info));
    BOOST_TEST(said("true", "<task id='a' camunda:asyncBefore='true'/>").message.find("prefix 'camunda'") !=
               std::string::npos);
    BOOST_TEST(said("true", "<task id='a' c:asyncBefore='true'/>").message.find("schema/1.0/bpmn'?") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_error_behind_very_many_findings_is_said_all_the_same) {
    std::string content;
    for (int number = 0; number < 2'000; ++number) content += "<task id='t' odd" + std::to_string(number) + "='x'/>";
    const auto parsed = pavane::bpmn::parse(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'><process id='p' "
        "isExecutable='true'>" +
        content + "<startEvent id='s'><timerEventDefinition xmlns=''/></startEvent></process></definitions>");
    BOOST_REQUIRE(parsed);
    BOOST_TEST(pavane::has_errors(parsed->diagnostics));
    BOOST_TEST(is_said(parsed->diagnostics, "element-without-namespace", "s"));
}

BOOST_AUTO_TEST_CASE(a_file_of_another_namespace_is_told_its_own) {
    const auto parsed = pavane::bpmn::parse("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODELL'/>");
    BOOST_REQUIRE(!parsed);
    BOOST_TEST(parsed.error().front().message.find("20100524/MODELL'; BPMN's is 'http") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_what_is_no_xml_or_no_bpmn_is_refused) {
    BOOST_TEST(refusal("") == "xml-unreadable");
    BOOST_TEST(refusal("<definitions") == "xml-unreadable");
    BOOST_TEST(refusal("<!DOCTYPE d><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>") ==
               "xml-refused");
    BOOST_TEST(refusal("<?xml version='1.0' encoding='EBCDIC-FR'?><definitions/>") == "xml-refused");
    BOOST_TEST(refusal("<definitions/>") == "not-bpmn");
    BOOST_TEST(refusal("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>") == "not-bpmn");
    BOOST_TEST(refusal("<process xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>") == "not-bpmn");
    BOOST_TEST(
        pavane::bpmn::parse("<b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL'/>").has_value());
}

BOOST_AUTO_TEST_CASE(deeply_nested_sub_processes_are_read_up_to_the_limit) {
    const auto nested = [](int depth) {
        std::string open =
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'><process id='p'>";
        std::string close;
        for (int i = 0; i < depth; ++i) {
            open += "<subProcess id='s" + std::to_string(i) + "'>";
            close += "</subProcess>";
        }
        return open + close + "</process></definitions>";
    };
    BOOST_TEST(pavane::bpmn::parse(nested(198)).has_value());
    BOOST_TEST(!pavane::bpmn::parse(nested(199)).has_value());
    BOOST_TEST(!pavane::bpmn::parse(nested(1000)).has_value());
}
