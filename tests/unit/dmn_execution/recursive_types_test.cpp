// Item definitions that hold themselves, or each other in numbers, and what they cost.
#include <boost/test/unit_test.hpp>

#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;
using tests::decision;
using tests::linked;

namespace {

std::string item(const std::string& name, const std::string& inside, bool is_collection = false) {
    return "<itemDefinition name='" + name + "'" + (is_collection ? " isCollection='true'>" : ">") + inside +
           "</itemDefinition>";
}
std::string type(const std::string& of) { return "<typeRef>" + of + "</typeRef>"; }
std::string component(const std::string& name, const std::string& of) {
    return "<itemComponent name='" + name + "'>" + type(of) + "</itemComponent>";
}
std::string of_input(const std::string& declared) {
    return "<inputData id='i' name='i'><variable name='i' typeRef='" + declared + "'/></inputData>" +
           decision("d", "i", "<informationRequirement><requiredInput href='#i'/></informationRequirement>");
}

// The value of the decision for the input, and its warnings.
std::string told(const std::string& content, std::string_view inputs) {
    const auto model = linked(content);
    BOOST_TEST(tests::codes(model) == "");
    const auto evaluation = dmn::evaluate_decision(model.model, "d", tests::context(inputs), tests::options());
    if (!evaluation) return evaluation.error().message;
    return evaluation->warnings.empty() ? tests::value(model, inputs) : evaluation->warnings.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_type_may_be_a_tree_of_itself) {
    const std::string tree = item("tree", component("value", "number") + component("next", "tree")) + of_input("tree");
    BOOST_TEST(told(tree, "{i: {value: 1, next: {value: 2, next: null}}}") ==
               "{value: 1, next: {value: 2, next: null}}");
    BOOST_TEST(told(tree, "{i: \"x\"}") == "The value of 'i' is not of the type tree, so it is null.");
    BOOST_TEST(told(tree, "{i: {value: 1, next: {value: \"x\", next: null}}}") ==
               "The value of 'i' is not of the type tree, so it is null.");
}

BOOST_AUTO_TEST_CASE(types_may_be_made_of_each_other) {
    const std::string each_other = item("a", component("b", "b")) + item("b", component("a", "a")) + of_input("a");
    BOOST_TEST(told(each_other, "{i: {b: {a: null}}}") == "{b: {a: null}}");
    BOOST_TEST(told(each_other, "{i: 1}") == "The value of 'i' is not of the type a, so it is null.");
    const std::string list = item("l", type("l"), true) + of_input("l");
    BOOST_TEST(told(list, "{i: [[], [[]]]}") == "[[], [[]]]");
    BOOST_TEST(told(list, "{i: 1}") == "The value of 'i' is not of the type l, so it is null.");
}

BOOST_AUTO_TEST_CASE(functions_may_take_and_give_themselves) {
    const auto function = [](const std::string& name) {
        return item(name, "<functionItem outputTypeRef='" + name + "'><parameters name='p' typeRef='" + name +
                              "'/></functionItem>");
    };
    const std::string given = function("f") + function("g") +
                              "<businessKnowledgeModel id='k' name='k'><variable name='k' typeRef='f'/>"
                              "<encapsulatedLogic><formalParameter name='p' typeRef='f'/>"
                              "<literalExpression><text>p</text></literalExpression></encapsulatedLogic>"
                              "</businessKnowledgeModel>"
                              "<decision id='d' name='d'><variable name='d' typeRef='g'/>"
                              "<knowledgeRequirement><requiredKnowledge href='#k'/></knowledgeRequirement>"
                              "<literalExpression><text>k</text></literalExpression></decision>";
    const auto model = linked(given);
    const auto evaluation = dmn::evaluate_decision(model.model, "d", {}, tests::options());
    BOOST_REQUIRE(evaluation);
    BOOST_TEST((evaluation->value.function() != nullptr));
    BOOST_TEST(told(function("f") + of_input("f"), "{i: 1}") ==
               "The value of 'i' is not of the type f, so it is null.");
}

BOOST_AUTO_TEST_CASE(definitions_of_two_of_the_next_are_named_and_not_expanded) {
    std::string content;
    for (int at = 0; at < 60; ++at) {
        const std::string next = at == 59 ? "number" : "t" + std::to_string(at + 1);
        content += item("t" + std::to_string(at), component("a", next) + component("b", next));
    }
    BOOST_TEST(told(content + of_input("t0"), "{i: 1}") == "The value of 'i' is not of the type t0, so it is null.");
    std::string wide = "context<";
    for (int at = 0; at < 100; ++at) wide += (at == 0 ? "" : ", ") + ("member" + std::to_string(at)) + ": t0";
    const std::string warning = told(content + of_input(wide.insert(7, "&lt;").erase(11, 1) + "&gt;"), "{i: 1}");
    BOOST_TEST(warning.size() < 300U);
}

BOOST_AUTO_TEST_CASE(long_chains_of_definitions_end) {
    std::string content;
    for (int at = 0; at < 20000; ++at)
        content += item("t" + std::to_string(at), type(at == 19999 ? "number" : "t" + std::to_string(at + 1)));
    BOOST_TEST(told(content + of_input("t0"), "{i: 1}") == "1");
    BOOST_TEST(told(content + of_input("t0"), "{i: \"x\"}") ==
               "The value of 'i' is not of the type t0, so it is null.");
}

BOOST_AUTO_TEST_CASE(a_definition_that_is_nothing_but_itself_is_refused) {
    BOOST_TEST(tests::codes(linked(item("a", type("b")) + item("b", type("a")))) == "type-circular");
    BOOST_TEST(tests::codes(linked(item("c", type("a")) + item("a", type("b")) + item("b", type("a")))) ==
               "type-circular");
}

BOOST_AUTO_TEST_CASE(constraints_are_paid_for_by_the_evaluation) {
    const std::string costly = "<allowedValues><text>count(for i in 1..45000 return i) &gt; 1</text></allowedValues>";
    const std::string list = item("l", type("number") + costly, true) + of_input("l");
    BOOST_TEST(told(list, "{i: [1]}") == "[1]");
    BOOST_TEST(told(list, "{i: for i in 1..100 return i}").ends_with("more steps than an evaluation may take"));
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_allowed_is_told_from_one_of_another_type) {
    const std::string allowed = item("c", type("string") + "<allowedValues><text>\"a\", \"b\"</text></allowedValues>");
    BOOST_TEST(told(allowed + of_input("c"), "{i: \"a\"}") == "\"a\"");
    BOOST_TEST(told(allowed + of_input("c"), "{i: \"x\"}") ==
               "The value of 'i' is none that the type c allows, so it is null.");
    BOOST_TEST(told(allowed + of_input("c"), "{i: 5}") == "The value of 'i' is not of the type c, so it is null.");
}
