// What the linker finds by the declared types alone.
#include <boost/test/unit_test.hpp>

#include "dmn/link/link.hpp"
#include "dmn/parser/parse.hpp"

using namespace pavane;

namespace {

// The findings of a decision over an amount (number), a kind (text) and a customer with a name and an age.
std::string findings(const std::string& logic, const std::string& type = "number") {
    const auto required = [](const std::string& name) {
        return "<informationRequirement><requiredInput href='#" + name + "'/></informationRequirement>";
    };
    const auto input = [](const std::string& name, const std::string& of) {
        return "<inputData id='" + name + "' name='" + name + "'><variable name='" + name + "' typeRef='" + of +
               "'/></inputData>";
    };
    const auto parsed = dmn::parse(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='m' name='m' namespace='t'>"
        "<itemDefinition name='person'><itemComponent name='name'><typeRef>string</typeRef></itemComponent>"
        "<itemComponent name='age'><typeRef>number</typeRef></itemComponent></itemDefinition>" +
        input("amount", "number") + input("kind", "string") + input("customer", "person") +
        "<decision id='d' name='d'><variable name='d' typeRef='" + type + "'/>" + required("amount") +
        required("kind") + required("customer") + logic + "</decision></definitions>");
    BOOST_REQUIRE(parsed.has_value());
    std::string text;
    for (const Diagnostic& diagnostic : dmn::link(parsed->definitions).diagnostics)
        text += (text.empty() ? "" : "|") + diagnostic.message;
    return text;
}

std::string literal(const std::string& text) {
    return "<literalExpression><text>" + text + "</text></literalExpression>";
}

std::string table(const std::string& cell, const std::string& output) {
    return "<decisionTable><input><inputExpression typeRef='string'><text>kind</text></inputExpression></input>"
           "<output typeRef='number'/><rule><inputEntry><text>" +
           cell + "</text></inputEntry><outputEntry><text>" + output + "</text></outputEntry></rule></decisionTable>";
}

}  // namespace

BOOST_AUTO_TEST_CASE(declared_types_that_fit_are_not_found) {
    BOOST_TEST(findings(literal("amount + customer.age")) == "");
    BOOST_TEST(findings(table("\"gold\", \"silver\"", "amount * 2")) == "");
    BOOST_TEST(findings(table("-", "null")) == "");
}

BOOST_AUTO_TEST_CASE(a_value_of_another_type_than_declared_is_found) {
    BOOST_TEST(findings(literal("kind")) ==
               "In 'd', kind can never give a value or match: it is a string, but must be a number.");
    BOOST_TEST(findings(literal("\"ten\"")) ==
               "In 'd', \"ten\" can never give a value or match: it is a string, but must be a number.");
    BOOST_TEST(findings(table("\"gold\"", "\"ten\"")) ==
               "In 'd', \"ten\" can never give a value or match: it is a string, but must be a number.");
}

BOOST_AUTO_TEST_CASE(a_cell_that_can_never_match_is_found) {
    BOOST_TEST(findings(table("&lt; 5", "1")) ==
               "In 'd', < 5 can never give a value or match: it tests for a number, but what it tests is a string.");
}

BOOST_AUTO_TEST_CASE(a_member_has_the_type_of_its_item_definition) {
    BOOST_TEST(findings(literal("customer.name + 1")) ==
               "In 'd', customer.name + 1 can never give a value or match: '+' does not take a string and a number.");
}

BOOST_AUTO_TEST_CASE(the_names_of_a_box_hide_those_around_it) {
    const auto context = [](const std::string& type) {
        return "<context><contextEntry><variable name='kind' typeRef='" + type + "'/>" + literal("null") +
               "</contextEntry><contextEntry>" + literal("kind + 1") + "</contextEntry></context>";
    };
    BOOST_TEST(findings(context("number")) == "");
    BOOST_TEST(findings(context("string")) ==
               "In 'd', kind + 1 can never give a value or match: '+' does not take a string and a number.");
}
