// Whatever a model holds, its evaluation ends (reliability contract §3.3).
#include <boost/test/unit_test.hpp>

#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;
using tests::decision;
using tests::linked;

namespace {

bool ends_by_a_limit(const dmn::Linked& model) {
    const auto evaluation = dmn::evaluate_decision(model.model, "d", {}, tests::options());
    return !evaluation && evaluation.error().kind == dmn::Failure::Kind::limit;
}

std::string literal(std::string_view text) {
    return "<literalExpression><text>" + std::string(text) + "</text></literalExpression>";
}

}  // namespace

BOOST_AUTO_TEST_CASE(loops_end) {
    BOOST_TEST(ends_by_a_limit(linked(decision("d", "count(for a in 1..100000, b in 1..100000 return a)"))));
    const std::string big = literal("for i in 1..10000 return i");
    BOOST_TEST(ends_by_a_limit(linked("<decision id='d' name='d'><for iteratorVariable='a'><in>" + big +
                                      "</in><return><for iteratorVariable='b'><in>" + big + "</in><return>" +
                                      literal("a") + "</return></for></return></for></decision>")));
}

BOOST_AUTO_TEST_CASE(texts_that_double_end) {
    std::string context =
        "<context><contextEntry><variable name='x0'/>" + literal("\"0123456789\"") + "</contextEntry>";
    for (int at = 1; at < 40; ++at) {
        const std::string before = "x" + std::to_string(at - 1);
        context += "<contextEntry><variable name='x" + std::to_string(at) + "'/>" + literal(before + " + " + before) +
                   "</contextEntry>";
    }
    BOOST_TEST(ends_by_a_limit(linked("<decision id='d' name='d'>" + context + "</context></decision>")));
}

BOOST_AUTO_TEST_CASE(services_that_call_themselves_end) {
    BOOST_TEST(ends_by_a_limit(
        linked("<decisionService id='s' name='s'><outputDecision href='#d'/></decisionService>" +
               decision("d", "s()", "<knowledgeRequirement><requiredKnowledge href='#s'/></knowledgeRequirement>"))));
}

BOOST_AUTO_TEST_CASE(what_was_stopped_is_named) {
    const auto stopped = [](const dmn::Linked& model) {
        const auto evaluation = dmn::evaluate_decision(model.model, "d", {}, tests::options());
        return evaluation ? "" : evaluation.error().message;
    };
    BOOST_TEST(stopped(linked(decision("d", "count(for a in 1..100000, b in 1..100000 return a)"))) ==
               "The decision 'd' was stopped: it takes more steps than an evaluation may take");
    BOOST_TEST(
        stopped(linked(
            "<businessKnowledgeModel id='k' name='f'><encapsulatedLogic>" + literal("f()") +
            "</encapsulatedLogic></businessKnowledgeModel>" +
            decision("d", "f()", "<knowledgeRequirement><requiredKnowledge href='#k'/></knowledgeRequirement>"))) ==
        "The decision 'd' was stopped: functions call each other too deeply, the last of them 'f'");
    BOOST_TEST(stopped(linked(decision("d", "assert(1, false, \"one is none\")"))) ==
               "The decision 'd' was stopped: one is none");
}

BOOST_AUTO_TEST_CASE(messages_name_no_more_than_the_beginning_of_a_text) {
    const std::string longest(100'000, 'a');
    const auto of_text = linked(decision("d", "\"" + longest + "\""));
    BOOST_REQUIRE(tests::codes(of_text) == "expression-syntax");
    BOOST_TEST(of_text.diagnostics.front().message.size() < 500U);
    const auto of_type =
        linked("<inputData id='i' name='i'><variable name='i' typeRef='" + longest + "'/></inputData>");
    BOOST_REQUIRE(tests::codes(of_type) == "type-unknown");
    BOOST_TEST(of_type.diagnostics.front().message.size() < 500U);
}

BOOST_AUTO_TEST_CASE(boxes_go_through_ranges_as_feel_does) {
    const auto boxed = [](const std::string& word, const std::string& in, const std::string& body) {
        const std::string inner = word == "for" ? "return" : "satisfies";
        return tests::value("<decision id='d' name='d'><" + word + " iteratorVariable='x'><in>" + literal(in) +
                            "</in><" + inner + ">" + literal(body) + "</" + inner + "></" + word + "></decision>");
    };
    BOOST_TEST(boxed("for", "[date(\"2024-02-28\")..date(\"2024-03-01\")]", "x.day") == "[28, 29, 1]");
    BOOST_TEST(boxed("for", "(date(\"2024-02-28\")..date(\"2024-03-01\"))", "x.day") == "[29]");
    BOOST_TEST(boxed("some", "[date(\"2024-02-28\")..date(\"2024-03-01\")]", "x.day = 29") == "true");
    BOOST_TEST(boxed("every", "[date(\"2024-02-28\")..date(\"2024-03-01\")]", "x.day = 29") == "false");
    BOOST_TEST(boxed("for", "[1..3]", "x * 2") == "[2, 4, 6]");
    BOOST_TEST(tests::value("<decision id='d' name='d'><filter><in>" +
                            literal("[date(\"2024-02-28\")..date(\"2024-03-01\")]") + "</in><match>" +
                            literal("item.day = 29") + "</match></filter></decision>") == "[date(\"2024-02-29\")]");
}

BOOST_AUTO_TEST_CASE(boxes_nest_only_so_deep) {
    std::string deep = literal("1");
    for (int level = 0; level < 40; ++level) deep = "<list>" + deep + "</list>";
    const auto model = linked("<decision id='d' name='d'>" + deep + "</decision>");
    BOOST_TEST(tests::codes(model) == "expression-too-deep");
}
