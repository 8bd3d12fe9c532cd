// Requirements, services, knowledge models, imports, types, and what is wrong with models.
#include <boost/test/unit_test.hpp>

#include "expression/feel/to_text.hpp"
#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;
using tests::codes;
using tests::decision;
using tests::linked;
using tests::value;

namespace {

std::string needs(std::string_view kind, std::string_view id) {
    const std::string requirement = kind == "Knowledge" ? "knowledgeRequirement" : "informationRequirement";
    return "<" + requirement + "><required" + std::string(kind) + " href='#" + std::string(id) + "'/></" + requirement +
           ">";
}

std::string input(std::string_view name, std::string_view type) {
    return "<inputData id='" + std::string(name) + "' name='" + std::string(name) + "'><variable name='" +
           std::string(name) + "' typeRef='" + std::string(type) + "'/></inputData>";
}

std::string boxed(std::string_view name, std::string_view type, std::string_view content,
                  std::string_view requirements = {}) {
    return "<decision id='" + std::string(name) + "' name='" + std::string(name) + "'><variable name='" +
           std::string(name) + "' typeRef='" + std::string(type) + "'/>" + std::string(requirements) +
           std::string(content) + "</decision>";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_decision_sees_what_it_requires_and_nothing_else) {
    const std::string text = input("i", "number") + decision("a", "i + 1", needs("Input", "i")) +
                             decision("b", "a * 2", needs("Decision", "a")) +
                             decision("d", "[b, i]", needs("Decision", "b"));
    BOOST_TEST(value(text, "{i: 3}") == "[8, null]");
}

BOOST_AUTO_TEST_CASE(names_may_hold_spaces_and_operators) {
    const std::string text = input("net-price", "number") + input("net", "number") + input("price", "number") +
                             decision("a", "net-price", needs("Input", "net") + needs("Input", "price")) +
                             decision("d", "[net-price, a]", needs("Input", "net-price") + needs("Decision", "a"));
    BOOST_TEST(value(text, "{\"net-price\": 1, net: 10, price: 4}") == "[1, 6]");
}

BOOST_AUTO_TEST_CASE(an_id_is_found_before_a_name) {
    const std::string text =
        "<decision id='other' name='d'><variable name='d'/><literalExpression><text>1</text></literalExpression>"
        "</decision><decision id='d' name='e'><variable name='e'/><literalExpression><text>2</text>"
        "</literalExpression></decision>";
    BOOST_TEST(value(text, "{}") == "2");
    BOOST_TEST(value(linked(text), "{}", "e") == "2");
    BOOST_TEST(value(linked(text), "{}", "other") == "1");
}

BOOST_AUTO_TEST_CASE(chains_of_any_length_are_evaluated) {
    std::string text = decision("d0", "1");
    constexpr int length = 5'000;
    for (int at = 1; at <= length; ++at) {
        const std::string before = "d" + std::to_string(at - 1);
        text += decision("d" + std::to_string(at), before + " + 1", needs("Decision", before));
    }
    BOOST_TEST(value(linked(text), "{}", "d5000") == "5001");
}

BOOST_AUTO_TEST_CASE(circles_are_refused_and_do_not_hang) {
    const auto model = linked(decision("d", "e", needs("Decision", "e")) + decision("e", "d", needs("Decision", "d")) +
                              decision("f", "f", needs("Decision", "f")));
    BOOST_TEST(codes(model) == "decision-circular decision-circular");
    BOOST_TEST(value(model) == "null");
}

BOOST_AUTO_TEST_CASE(input_data_takes_its_type) {
    const auto model = linked(
        input("i", "number") + input("l", "t") + input("when", "date and time") +
        "<itemDefinition name='t' isCollection='true'><typeRef>number</typeRef>"
        "<allowedValues><text>[0..9]</text></allowedValues></itemDefinition>" +
        decision("d", "[i, l, string(when)]", needs("Input", "i") + needs("Input", "l") + needs("Input", "when")));
    BOOST_TEST(value(model, "{i: \"x\", l: [1, 2]}") == "[null, [1, 2], null]");
    BOOST_TEST(value(model, "{i: [4], l: 5}") == "[4, [5], null]");
    BOOST_TEST(value(model, "{l: [1, 10]}") == "[null, null, null]");
    BOOST_TEST(value(model, "{when: date(\"2024-02-29\")}") == "[null, null, \"2024-02-29T00:00:00Z\"]");
}

BOOST_AUTO_TEST_CASE(knowledge_models_are_functions_and_may_call_themselves) {
    const std::string factorial =
        "<businessKnowledgeModel id='f' name='factorial'><encapsulatedLogic><formalParameter name='n' "
        "typeRef='number'/><literalExpression><text>if n &lt; 2 then 1 else n * factorial(n - 1)</text>"
        "</literalExpression></encapsulatedLogic></businessKnowledgeModel>";
    BOOST_TEST(value(factorial + decision("d", "factorial(20)", needs("Knowledge", "f"))) == "2432902008176640000");
    BOOST_TEST(value(factorial + decision("d", "factorial(\"x\")", needs("Knowledge", "f"))) == "null");
    const auto model = linked(factorial + decision("d", "factorial(1000)", needs("Knowledge", "f")));
    const auto evaluation = dmn::evaluate_decision(model.model, "d", {}, tests::options());
    BOOST_REQUIRE(!evaluation);
    BOOST_TEST((evaluation.error().kind == dmn::Failure::Kind::limit));
}

BOOST_AUTO_TEST_CASE(services_take_inputs_before_decisions) {
    const std::string text =
        input("i", "string") + decision("a", "\"own\"") +
        decision("o", "i + a", needs("Input", "i") + needs("Decision", "a")) +
        decision("p", "a", needs("Decision", "a")) +
        "<decisionService id='s' name='s'><outputDecision href='#o'/><outputDecision href='#p'/>"
        "<inputDecision href='#a'/><inputData href='#i'/></decisionService>" +
        decision("d", "[s(\"x\", \"y\"), s(a: \"A\", i: \"I\").o, s(\"x\"), s(1, \"y\")]", needs("Knowledge", "s"));
    const auto model = linked(text);
    BOOST_TEST(value(model) == "[{o: \"xy\", p: \"y\"}, \"IA\", null, null]");
    const auto evaluation =
        dmn::evaluate_service(model.model, "s", tests::context("{i: \"1\", a: \"2\"}"), tests::options());
    BOOST_REQUIRE(evaluation);
    BOOST_TEST(expression::feel::to_literal(evaluation->value) == "{o: \"12\", p: \"2\"}");
    BOOST_TEST(evaluation->decisions.size() == 2u);
}

BOOST_AUTO_TEST_CASE(imports_stand_behind_their_name) {
    const auto parse = [](std::string_view content) { return tests::definitions(content); };
    auto library = parse(
        "<itemDefinition name='tSmall'><typeRef>number</typeRef><allowedValues><text>&lt; 10</text>"
        "</allowedValues></itemDefinition>" +
        decision("base", "5") +
        "<businessKnowledgeModel id='k' name='add one'><encapsulatedLogic><formalParameter name='n'/>"
        "<literalExpression><text>n + 1</text></literalExpression></encapsulatedLogic>"
        "</businessKnowledgeModel>");
    library.namespace_uri = "http://example.org/lib";
    const auto main = parse(
        "<import name='my lib' namespace='http://example.org/lib' importType='.../DMN/...'/>" +
        boxed("d", "my lib.tSmall", "<literalExpression><text>my lib.add one(my lib.base)</text></literalExpression>",
              "<informationRequirement><requiredDecision href='http://example.org/lib#base'/></informationRequirement>"
              "<knowledgeRequirement><requiredKnowledge href='http://example.org/lib#k'/></knowledgeRequirement>"));
    const dmn::document::Definitions* imported[] = {&library};
    const dmn::Linked model = dmn::link(main, imported);
    BOOST_TEST(codes(model) == "");
    BOOST_TEST(value(model) == "6");
    BOOST_TEST(codes(dmn::link(main)).find("import-unresolved") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_with_element_and_place) {
    const auto model = linked("\n" + decision("d", "1 +") + decision("e", "1", needs("Decision", "nowhere")) +
                              "<decisionService id='s' name='s'/><itemDefinition name='t'><typeRef>t</typeRef>"
                              "</itemDefinition>" +
                              boxed("g", "tUnknown", "<relation><column name='x'/><row/></relation>"));
    BOOST_TEST(
        codes(model) ==
        "type-circular expression-syntax reference-dangling type-unknown relation-uneven service-without-output");
    for (const Diagnostic& diagnostic : model.diagnostics)
        if (diagnostic.code == "expression-syntax") {
            BOOST_TEST(diagnostic.element == "d");
            BOOST_TEST(diagnostic.location.line == 2u);
            BOOST_TEST(diagnostic.message.find("column 4") != std::string::npos);
        }
    BOOST_TEST(value(model) == "null");
}

BOOST_AUTO_TEST_CASE(outputs_of_one_name_are_refused) {
    const auto table_of = [](std::string_view names) {
        return linked("<decision id='d' name='d'><decisionTable>\n" + std::string(names) +
                      "</decisionTable></decision>");
    };
    const auto twice = table_of("<output name='price'/><output name='why'/>\n<output name=' price '/>");
    BOOST_REQUIRE(codes(twice) == "output-name-repeated");
    const Diagnostic& said = twice.diagnostics.front();
    BOOST_TEST((said.severity == Severity::error));
    BOOST_TEST(said.element == "d");
    BOOST_TEST(said.location.line == 3u);
    BOOST_TEST(said.message ==
               "The decision table of the decision 'd' has more than one output with the name 'price', of which a "
               "result can hold only one; give each a name of its own.");
    BOOST_TEST(codes(table_of("<output name='price'/><output name='Price'/>")) == "");
    BOOST_TEST(codes(table_of("<output/><output/>")) == "output-without-name output-without-name");
    BOOST_TEST(codes(table_of("<output/>")) == "");
}

BOOST_AUTO_TEST_CASE(a_name_that_is_not_there_is_a_failure) {
    const auto model = linked(decision("d", "1"));
    const auto evaluation = dmn::evaluate_decision(model.model, "x", {}, tests::options());
    BOOST_REQUIRE(!evaluation);
    BOOST_TEST((evaluation.error().kind == dmn::Failure::Kind::not_found));
    BOOST_TEST(evaluation.error().message == "The model 'm' has no decision 'x'.");
}

BOOST_AUTO_TEST_CASE(a_warning_says_where_it_arose) {
    const std::string table =
        "<decisionTable><input label='Age'><inputExpression><text>age</text></inputExpression></input>"
        "<output name='price'/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>ages + 1</text>"
        "</outputEntry></rule></decisionTable>";
    const auto model = linked(input("age", "number") + boxed("d", "number", table, needs("Input", "age")));
    const auto missing = dmn::evaluate_decision(model.model, "d", tests::context("{}"), tests::options());
    BOOST_REQUIRE(missing.has_value());
    const std::vector<std::string> expected{
        "the input 'age' is not given, so it is null",
        "decision 'd': rule 1, output 'price': there is no variable 'ages'; did you mean 'age'?"};
    BOOST_TEST(missing->warnings == expected, boost::test_tools::per_element());
    const auto calling = dmn::evaluate_decision(linked(tests::decision("d", "coount([1]) + nobody(1)")).model, "d",
                                                tests::context("{}"), tests::options());
    BOOST_REQUIRE(calling.has_value());
    const std::string called = "decision 'd': null is called, which is no function";
    const std::vector<std::string> of_functions{"decision 'd': there is no function 'coount'; did you mean 'count'?",
                                                called, "decision 'd': there is no function 'nobody'", called};
    BOOST_TEST(calling->warnings == of_functions, boost::test_tools::per_element());
    const auto given = dmn::evaluate_decision(model.model, "d", tests::context("{age: null}"), tests::options());
    BOOST_REQUIRE(given.has_value());
    BOOST_TEST(given->warnings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_model_tells_what_a_node_stands_on) {
    const auto model = linked(input("i", "number") + input("other", "number") +
                              decision("a", "i", needs("Input", "i")) + decision("d", "a", needs("Decision", "a")) +
                              "<decisionService id='s' name='s'><outputDecision href='#d'/></decisionService>");
    const auto names = [&](dmn::NodeKind kind, std::string_view name) {
        std::string found;
        for (const std::size_t node : model.model->closure(model.model->find(kind, name).value()))
            found += model.model->nodes[node].id + " ";
        return found;
    };
    BOOST_TEST(names(dmn::NodeKind::decision, "d") == "d a i ");
    BOOST_TEST(names(dmn::NodeKind::service, "s") == "s d a i ");
    BOOST_TEST(names(dmn::NodeKind::input, "other") == "other ");
}
