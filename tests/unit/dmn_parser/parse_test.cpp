// Every element of DMN is read into its place.
#include <boost/test/unit_test.hpp>

#include "tests/unit/dmn_parser/files.hpp"

using namespace pavane;
using namespace pavane::dmn::document;
using pavane::tests::definitions_of;

namespace {

const dmn::ParsedDocument& everything() {
    static const dmn::ParsedDocument document = tests::parsed(tests::dmn_fixture("everything.dmn"));
    return document;
}

const Decision& decision(std::size_t at) { return everything().definitions.decisions.at(at); }

template <class Kind>
const Kind& entry(std::size_t at) {
    return std::get<Kind>(std::get<BoxedContext>(decision(1).logic->kind).entries.at(at).value->kind);
}

const std::string& text_of(const ExpressionPointer& expression) {
    return std::get<LiteralExpression>(expression->kind).text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_nearly_an_element_of_dmn_is_an_error) {
    const auto parsed = pavane::dmn::parse(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' namespace='n' name='d'><decision id='d' "
        "name='d'><decisonTable/><wholly/></decision></definitions>");
    BOOST_REQUIRE(parsed);
    BOOST_REQUIRE(parsed->diagnostics.size() == 2U);
    BOOST_TEST(parsed->diagnostics[0].code == "element-unknown");
    BOOST_TEST((parsed->diagnostics[0].severity == pavane::Severity::error));
    BOOST_TEST(parsed->diagnostics[0].message.find("did you mean 'decisionTable'?") != std::string::npos);
    BOOST_TEST((parsed->diagnostics[1].severity == pavane::Severity::warning));
}

BOOST_AUTO_TEST_CASE(nothing_of_the_standard_is_unknown) {
    for (const Diagnostic& diagnostic : everything().diagnostics) BOOST_TEST_MESSAGE(diagnostic.message);
    BOOST_TEST(everything().diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(definitions_and_imports) {
    const Definitions& definitions = everything().definitions;
    BOOST_TEST(definitions.id == "file");
    BOOST_TEST(definitions.version == "1.5");
    BOOST_TEST(definitions.namespace_uri == "http://example.org/everything");
    BOOST_TEST(definitions.description == "One of each.");
    BOOST_TEST(definitions.extension_elements.at(0).name == "note");
    BOOST_TEST(definitions.exporter == "by hand");
    BOOST_TEST(definitions.imports.at(0).name == "lib");
    BOOST_TEST(definitions.imports.at(0).namespace_uri == "http://example.org/lib");
    BOOST_TEST(definitions.imports.at(0).location_uri == "lib.dmn");
    BOOST_TEST(definitions.kept.size() == 2u);
    BOOST_TEST(definitions.diagrams.at(0).children.at(0).name == "DMNDiagram");
}

BOOST_AUTO_TEST_CASE(item_definitions) {
    const auto& definitions = everything().definitions.item_definitions;
    BOOST_TEST(definitions.at(0).label == "An order");
    BOOST_TEST(definitions.at(0).components.at(0).name == "net price");
    BOOST_TEST(definitions.at(0).components.at(0).allowed_values.text == ">= 0");
    BOOST_TEST(definitions.at(0).components.at(1).is_collection);
    BOOST_TEST(definitions.at(0).components.at(1).type.name == "string");
    BOOST_TEST(definitions.at(0).components.at(1).type.namespace_uri == "");
    BOOST_TEST(definitions.at(1).is_collection);
    BOOST_TEST(definitions.at(1).type.name == "tOrder");
    BOOST_TEST(definitions.at(1).type_constraint.text == "count(?) < 10");
    BOOST_TEST(definitions.at(2).function->output_type.name == "number");
    BOOST_TEST(definitions.at(2).function->parameters.at(0).type.name == "tOrder");
}

BOOST_AUTO_TEST_CASE(decisions_and_their_requirements) {
    const Decision& routing = decision(0);
    BOOST_TEST(routing.question == "Where to?");
    BOOST_TEST(routing.allowed_answers == "North, South");
    BOOST_TEST(routing.variable.type.name == "string");
    BOOST_TEST(camunda_attribute(routing, "historyTimeToLive") == "30");
    BOOST_TEST(camunda_attribute(routing, "versionTag") == "v1");
    BOOST_REQUIRE(routing.requirements.size() == 4u);
    BOOST_TEST((routing.requirements[0].kind == RequirementKind::input));
    BOOST_TEST(routing.requirements[0].required.id == "order");
    BOOST_TEST((routing.requirements[1].kind == RequirementKind::decision));
    BOOST_TEST(routing.requirements[1].required.namespace_uri == "http://example.org/everything");
    BOOST_TEST((routing.requirements[2].kind == RequirementKind::knowledge));
    BOOST_TEST((routing.requirements[3].kind == RequirementKind::authority));
    BOOST_TEST(routing.location.line == 23u);
    BOOST_TEST(routing.location.column == 3u);
}

BOOST_AUTO_TEST_CASE(decision_tables) {
    const auto& table = std::get<DecisionTable>(decision(0).logic->kind);
    BOOST_TEST((table.hit_policy == HitPolicy::collect));
    BOOST_TEST((table.aggregation == Aggregation::max));
    BOOST_TEST((table.orientation == Orientation::rule_as_column));
    BOOST_TEST(table.output_label == "Where");
    BOOST_TEST(table.inputs.at(0).label == "Price");
    BOOST_TEST(camunda_attribute(table.inputs.at(0), "inputVariable") == "price");
    BOOST_TEST(table.inputs.at(0).expression.text == "Order.net price");
    BOOST_TEST(table.inputs.at(0).expression.type.name == "number");
    BOOST_TEST(table.inputs.at(0).allowed_values.text == ">= 0");
    BOOST_TEST(table.outputs.at(0).name == "where");
    BOOST_TEST(table.outputs.at(0).default_entry->text == "\"South\"");
    BOOST_TEST(table.annotations.at(0).name == "Why");
    BOOST_TEST(table.rules.at(0).inputs.at(0).text == "< 100");
    BOOST_TEST(table.rules.at(0).outputs.at(0).expression_language == "juel");
    BOOST_TEST(table.rules.at(0).annotations.at(0) == "cheap");
}

BOOST_AUTO_TEST_CASE(boxed_expressions) {
    BOOST_TEST(entry<LiteralExpression>(0).text == "1");
    BOOST_TEST(text_of(entry<Invocation>(1).function) == "rate");
    BOOST_TEST(entry<Invocation>(1).bindings.at(0).parameter.name == "order");
    BOOST_TEST(entry<BoxedList>(2).items.size() == 2u);
    BOOST_TEST(entry<Relation>(3).columns.at(0).type.name == "number");
    BOOST_TEST(entry<Relation>(3).rows.at(0).items.size() == 2u);
    BOOST_TEST((entry<FunctionDefinition>(4).kind == FunctionKind::java));
    BOOST_TEST(entry<FunctionDefinition>(4).parameters.at(0).name == "p");
    BOOST_TEST(text_of(entry<Conditional>(5).otherwise) == "2");
    BOOST_TEST(text_of(entry<Filter>(6).match) == "item = 1");
    BOOST_TEST(entry<Iterator>(7).variable == "i");
    BOOST_TEST(entry<Iterator>(7).in_type.name == "tOrders");
    BOOST_TEST((entry<Iterator>(8).kind == IteratorKind::some));
    BOOST_TEST((entry<Iterator>(9).kind == IteratorKind::every));
    BOOST_TEST(!std::get<BoxedContext>(decision(1).logic->kind).entries.at(9).variable.has_value());
    BOOST_TEST(std::get<LiteralExpression>(decision(2).logic->kind).imported_values->imported_element == "v");
}

BOOST_AUTO_TEST_CASE(services_and_knowledge) {
    const Definitions& definitions = everything().definitions;
    const DecisionService& service = definitions.services.at(0);
    BOOST_TEST(service.output_decisions.at(0).id == "routing");
    BOOST_TEST(service.encapsulated_decisions.at(0).id == "boxes");
    BOOST_TEST(service.input_decisions.at(0).id == "values");
    BOOST_TEST(service.input_data.at(0).id == "order");
    BOOST_TEST(std::get<FunctionDefinition>(definitions.knowledge_models.at(0).logic->kind).parameters.size() == 1u);
    BOOST_TEST(definitions.knowledge_sources.at(0).type == "statute");
    BOOST_TEST(definitions.knowledge_sources.at(0).owners.at(0).id == "someone");
}

BOOST_AUTO_TEST_CASE(every_version_is_known_by_its_namespace) {
    const std::pair<const char*, const char*> versions[] = {{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
                                                            {"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
                                                            {"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
                                                            {"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
                                                            {"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"},
                                                            {"https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6"}};
    for (const auto& [uri, version] : versions) {
        const auto document = tests::parsed(
            definitions_of("<inputData id='i' name='i'><variable name='i' typeRef='feel:number'/></inputData>", uri));
        BOOST_TEST(document.definitions.version == version);
        BOOST_TEST(document.definitions.inputs.at(0).variable.type.name == "number");
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_dmn_is_refused) {
    const auto code = [](std::string_view bytes) {
        const auto document = dmn::parse(bytes);
        return document ? std::string("accepted") : document.error().front().code;
    };
    BOOST_TEST(code("<definitions/>") == "not-dmn");
    BOOST_TEST(code("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>") == "not-dmn");
    BOOST_TEST(code("no xml") == "xml-unreadable");
    BOOST_TEST(code("<!DOCTYPE x [<!ENTITY e 'e'>]><definitions/>") == "xml-refused");
    std::string deep;
    for (int level = 0; level < 300; ++level) deep += "<list>";
    BOOST_TEST(code(definitions_of(deep)) == "xml-refused");
}

BOOST_AUTO_TEST_CASE(what_dmn_does_not_know_is_said_with_its_place) {
    const auto document = tests::parsed(definitions_of(
        "\n<decision id='d' name='d' colour='red'>\n <magic/><decisionTable hitPolicy='BEST'/></decision>"));
    BOOST_REQUIRE(document.diagnostics.size() == 3u);
    BOOST_TEST(document.diagnostics[0].code == "attribute-unknown");
    BOOST_TEST(document.diagnostics[1].code == "element-unexpected");
    BOOST_TEST(document.diagnostics[1].element == "d");
    BOOST_TEST(document.diagnostics[1].location.line == 3u);
    BOOST_TEST(document.diagnostics[1].location.column == 2u);
    BOOST_TEST(document.diagnostics[2].code == "value-not-understood");
    BOOST_TEST((document.diagnostics[2].severity == Severity::error));
    BOOST_TEST(document.diagnostics[2].message ==
               "The attribute 'hitPolicy' of <decisionTable> has the value 'BEST', which DMN does not allow there; it "
               "must be UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER or OUTPUT ORDER.");
    BOOST_TEST(document.definitions.decisions.at(0).extension_attributes.at(0).name == "colour");
}
