// Decision tables as Camunda's users write them: cells in JUEL, input variables, Camunda's names of types.
#include <boost/test/unit_test.hpp>

#include "expression/juel/juel.hpp"
#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;
using tests::codes;
using tests::linked;
using tests::value;

namespace {

class NoDocuments : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document&) const override {
        return unexpected(expression::EvaluationError{"no documents here"});
    }
    Result<std::string, expression::EvaluationError> write(const expression::Value&) const override {
        return unexpected(expression::EvaluationError{"no documents here"});
    }
};

const expression::JuelEvaluator& juel() {
    static const NoDocuments documents;
    static const expression::JuelEvaluator evaluator(documents);
    return evaluator;
}

std::string table(std::string_view cell, std::string_view output, std::string_view language = "juel") {
    const std::string attribute = " expressionLanguage='" + std::string(language) + "'";
    return "<inputData id='amount' name='amount'/><decision id='d' name='d'><informationRequirement>"
           "<requiredInput href='#amount'/></informationRequirement><decisionTable>"
           "<input camunda:inputVariable='money'><inputExpression typeRef='integer'" +
           attribute + "><text>${amount}</text></inputExpression></input><output typeRef='string'/><rule><inputEntry" +
           attribute + "><text>" + std::string(cell) + "</text></inputEntry><outputEntry" + attribute + "><text>" +
           std::string(output) + "</text></outputEntry></rule></decisionTable></decision>";
}

}  // namespace

BOOST_AUTO_TEST_CASE(cells_in_juel_see_their_input_and_its_name) {
    const auto model = linked(table("${cellInput > 10 &amp;&amp; money &lt; 100}", "${'m' += amount}"), {&juel()});
    BOOST_TEST(codes(model) == "expression-syntax");
    const auto other =
        linked(table("${cellInput > 10 &amp;&amp; money &lt; 100}", "${amount > 20 ? 'big' : 'small'}"), {&juel()});
    BOOST_TEST(codes(other) == "");
    BOOST_TEST(value(other, "{amount: 50}") == "\"big\"");
    BOOST_TEST(value(other, "{amount: 15}") == "\"small\"");
    BOOST_TEST(value(other, "{amount: 5}") == "null");
}

BOOST_AUTO_TEST_CASE(juel_computes_with_the_fractions_of_feel) {
    const auto model = linked(
        "<inputData id='amount' name='amount'/><decision id='d' name='d'><informationRequirement>"
        "<requiredInput href='#amount'/></informationRequirement><decisionTable><input><inputExpression><text>amount / "
        "2"
        "</text></inputExpression></input><output/><rule><inputEntry expressionLanguage='juel'><text>"
        "${cellInput &lt; 1.5}</text></inputEntry><outputEntry expressionLanguage='juel'><text>${amount + 1}</text>"
        "</outputEntry></rule></decisionTable></decision>",
        {&juel()});
    BOOST_TEST(codes(model) == "");
    BOOST_TEST(value(model, "{amount: 2.5}") == "3.5");
}

BOOST_AUTO_TEST_CASE(a_filter_ends_with_the_largest_number) {
    const auto model = linked(
        "<decision id='d' "
        "name='d'><filter><in><literalExpression><text>[9223372036854775806..9223372036854775807]</text>"
        "</literalExpression></in><match><literalExpression><text>item > 9223372036854775806</text></literalExpression>"
        "</match></filter></decision>");
    BOOST_TEST(value(model, "{}") == "[9223372036854775807]");
}

BOOST_AUTO_TEST_CASE(a_failing_expression_of_another_language_is_a_failure) {
    const auto model = linked(table("${true}", "${nothing.at.all}"), {&juel()});
    const auto evaluation = dmn::evaluate_decision(model.model, "d", tests::context("{amount: 1}"), tests::options());
    BOOST_REQUIRE(!evaluation);
    BOOST_TEST((evaluation.error().kind == dmn::Failure::Kind::expression));
}

BOOST_AUTO_TEST_CASE(languages_that_nobody_speaks_are_refused) {
    BOOST_TEST(codes(linked(table("x", "y", "groovy"), {&juel()})) ==
               "language-unknown language-unknown language-unknown");
    BOOST_TEST(codes(linked(table("true", "1", "javascript"), {&juel()})) ==
               "language-unknown language-unknown language-unknown");
    BOOST_TEST(codes(linked(table("${true}", "${1}"))) == "language-unknown language-unknown language-unknown");
}
