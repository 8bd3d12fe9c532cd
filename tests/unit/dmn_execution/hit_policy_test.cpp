// One table of rules under every hit policy and aggregation (DMN 1.5 §8.2.10).
#include <boost/test/unit_test.hpp>

#include "tests/unit/dmn_execution/models.hpp"

using pavane::tests::codes;
using pavane::tests::linked;
using pavane::tests::value;

namespace {

std::string rule(std::string_view input, std::string_view output) {
    return "<rule><inputEntry><text>" + std::string(input) + "</text></inputEntry><outputEntry><text>" +
           std::string(output) + "</text></outputEntry></rule>";
}

// Inputs below 10, below 20 and below 30 match one rule more each, from the last to the first.
std::string table(std::string_view policy, std::string_view outputs = "1 2 3", std::string_view clause = {}) {
    std::string text =
        "<inputData id='i' name='i'><variable name='i' typeRef='number'/></inputData>"
        "<decision id='d' name='d'><informationRequirement><requiredInput href='#i'/></informationRequirement>"
        "<decisionTable " +
        std::string(policy) + "><input><inputExpression><text>i</text></inputExpression></input><output>" +
        std::string(clause) + "</output>";
    const std::string_view limits[] = {"&lt; 10", "&lt; 20", "&lt; 30"};
    for (const std::string_view limit : limits) {
        const std::size_t end = outputs.find(' ');
        text += rule(limit, outputs.substr(0, end));
        outputs.remove_prefix(end == std::string_view::npos ? outputs.size() : end + 1);
    }
    return text + "</decisionTable></decision>";
}

}  // namespace

BOOST_AUTO_TEST_CASE(unique_is_null_where_several_match) {
    BOOST_TEST(value(table("hitPolicy='UNIQUE'"), "{i: 25}") == "3");
    BOOST_TEST(value(table(""), "{i: 15}") == "null");
    BOOST_TEST(value(table(""), "{i: 99}") == "null");
}

BOOST_AUTO_TEST_CASE(any_wants_equal_outputs) {
    BOOST_TEST(value(table("hitPolicy='ANY'", "1 1 1.0"), "{i: 5}") == "1");
    BOOST_TEST(value(table("hitPolicy='ANY'", "1 1 2"), "{i: 5}") == "null");
    BOOST_TEST(value(table("hitPolicy='ANY'", "1 1 2"), "{i: 25}") == "2");
}

BOOST_AUTO_TEST_CASE(first_takes_the_first) {
    BOOST_TEST(value(table("hitPolicy='FIRST'"), "{i: 5}") == "1");
    BOOST_TEST(value(table("hitPolicy='FIRST'"), "{i: 15}") == "2");
}

BOOST_AUTO_TEST_CASE(priority_and_output_order_go_by_the_values_of_the_output) {
    const std::string_view order = "<outputValues><text>3, 1, 2</text></outputValues>";
    BOOST_TEST(value(table("hitPolicy='PRIORITY'", "1 2 3", order), "{i: 5}") == "3");
    BOOST_TEST(value(table("hitPolicy='PRIORITY'", "2 1 2", order), "{i: 5}") == "1");
    BOOST_TEST(value(table("hitPolicy='OUTPUT ORDER'", "1 2 3", order), "{i: 5}") == "[3, 1, 2]");
    BOOST_TEST(value(table("hitPolicy='OUTPUT ORDER'", "2 1 2", order), "{i: 5}") == "[1, 2, 2]");
    BOOST_TEST(codes(linked(table("hitPolicy='PRIORITY'"))) == "table-without-priorities");
}

BOOST_AUTO_TEST_CASE(rule_order_and_collect_keep_the_order_of_rules) {
    BOOST_TEST(value(table("hitPolicy='RULE ORDER'"), "{i: 5}") == "[1, 2, 3]");
    BOOST_TEST(value(table("hitPolicy='COLLECT'"), "{i: 15}") == "[2, 3]");
    BOOST_TEST(value(table("hitPolicy='COLLECT'"), "{i: 99}") == "[]");
}

BOOST_AUTO_TEST_CASE(collect_aggregates) {
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='SUM'", "1 2.5 3"), "{i: 5}") == "6.5");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='COUNT'", "1 1 3"), "{i: 5}") == "3");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='MIN'", "2 1 3"), "{i: 5}") == "1");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='MAX'", "2 1 3"), "{i: 5}") == "3");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='SUM'", "1 \"a\" 3"), "{i: 5}") == "null");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='MAX'", "1 \"a\" 3"), "{i: 5}") == "null");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='SUM'"), "{i: 99}") == "null");
    BOOST_TEST(value(table("hitPolicy='COLLECT' aggregation='COUNT'"), "{i: 99}") == "0");
}

BOOST_AUTO_TEST_CASE(a_default_counts_where_nothing_matches) {
    const std::string_view clause = "<defaultOutputEntry><text>7 + i</text></defaultOutputEntry>";
    BOOST_TEST(value(table("", "1 2 3", clause), "{i: 93}") == "100");
    BOOST_TEST(value(table("hitPolicy='FIRST'", "1 2 3", clause), "{i: 5}") == "1");
}

BOOST_AUTO_TEST_CASE(values_that_an_output_does_not_allow_are_null) {
    const std::string_view clause = "<outputValues><text>1, 2</text></outputValues>";
    BOOST_TEST(value(table("hitPolicy='FIRST'", "1 2 3", clause), "{i: 15}") == "2");
    BOOST_TEST(value(table("hitPolicy='FIRST'", "1 2 3", clause), "{i: 25}") == "null");
}

BOOST_AUTO_TEST_CASE(several_outputs_are_a_context) {
    const std::string text =
        "<decision id='d' name='d'><decisionTable hitPolicy='RULE ORDER'>"
        "<output name='a'/><output name='b c'/>"
        "<rule><outputEntry><text>1</text></outputEntry><outputEntry><text>2</text></outputEntry></rule>"
        "<rule><outputEntry><text>3</text></outputEntry><outputEntry><text/></outputEntry></rule>"
        "</decisionTable></decision>";
    BOOST_TEST(value(text) == "[{a: 1, \"b c\": 2}, {a: 3, \"b c\": null}]");
}

BOOST_AUTO_TEST_CASE(an_evaluation_tells_inputs_and_matched_rules) {
    const auto model = linked(table("hitPolicy='COLLECT' aggregation='SUM'"));
    const auto evaluation =
        pavane::dmn::evaluate_decision(model.model, "d", pavane::tests::context("{i: 15}"), pavane::tests::options());
    BOOST_REQUIRE(evaluation);
    BOOST_REQUIRE(evaluation->decisions.size() == 1u);
    const pavane::dmn::EvaluatedDecision& decision = evaluation->decisions.front();
    BOOST_TEST(decision.id == "d");
    BOOST_TEST(decision.inputs.at(0).name == "i");
    BOOST_TEST((decision.inputs.at(0).value == pavane::expression::Value(15)));
    BOOST_REQUIRE(decision.rules.size() == 2u);
    BOOST_TEST(decision.rules[0].number == 2u);
    BOOST_TEST((decision.rules[1].outputs.at(0).value == pavane::expression::Value(3)));
    BOOST_TEST((decision.value == pavane::expression::Value(5)));
}
