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

BOOST_AUTO_TEST_CASE(boxes_nest_only_so_deep) {
    std::string deep = literal("1");
    for (int level = 0; level < 40; ++level) deep = "<list>" + deep + "</list>";
    const auto model = linked("<decision id='d' name='d'>" + deep + "</decision>");
    BOOST_TEST(tests::codes(model) == "expression-too-deep");
}
