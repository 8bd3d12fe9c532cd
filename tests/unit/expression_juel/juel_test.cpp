#include "expression/juel/juel.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/tables/scope.hpp"
#include "tests/tables/table.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

const TableDocuments documents;

Expression compiled(std::string_view text) { return JuelEvaluator(documents).compile(Language::juel, text).value(); }

std::string bean_of(std::string_view text) {
    const auto bean = bean_reference(compiled(text));
    if (!bean) return "none";
    return bean->method.empty() ? bean->bean : bean->bean + "." + bean->method;
}

std::size_t error_column(std::string_view text) {
    const auto result = JuelEvaluator(documents).compile(Language::juel, text);
    return result ? 0 : result.error().column;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bean_is_a_lone_name_or_a_lone_call) {
    BOOST_TEST(bean_of("#{archiveService}") == "archiveService");
    BOOST_TEST(bean_of("${bean.method()}") == "bean.method");
    BOOST_TEST(bean_of("${bean.method(a + 1, b ? c : d, e and f)}") == "bean.method");
    BOOST_TEST(bean_of("${ bean . method ( execution ) }") == "bean.method");
    for (const char* text :
         {"bean", "${bean} ", "${bean.property}", "${!bean}", "${1 + bean.method()}", "${a ? b : bean.method()}",
          "${bean.a().b()}", "${bean.method()[0]}", "${execution.getVariable('x')}", "${execution}", "${now()}",
          "${a and bean.method()}", "${a ? b : c}", "${'bean'}", ""})
        BOOST_TEST(bean_of(text) == "none", text);
    BOOST_TEST(!bean_reference(Expression{}).has_value());
}

BOOST_AUTO_TEST_CASE(a_bean_that_takes_the_execution_is_still_a_bean) {
    const auto expression = compiled("${bean.execute(execution, 1)}");
    BOOST_TEST(bean_reference(expression)->bean == "bean");
    BOOST_TEST(bean_reference(expression)->method == "execute");
}

BOOST_AUTO_TEST_CASE(literal_text_holds_no_expression) {
    BOOST_TEST(literal_text(compiled("demo")).value() == "demo");
    BOOST_TEST(literal_text(compiled("")).value() == "");
    BOOST_TEST(literal_text(compiled("\\${x}")).value() == "${x}");
    BOOST_TEST(!literal_text(compiled("${'demo'}")).has_value());
    BOOST_TEST(!literal_text(compiled("a ${b}")).has_value());
    BOOST_TEST(!literal_text(Expression{}).has_value());
}

BOOST_AUTO_TEST_CASE(a_syntax_error_has_the_column_in_characters) {
    BOOST_TEST(error_column("${1 +}") == 6U);
    BOOST_TEST(error_column("äöü ${1 +}") == 10U);
    BOOST_TEST(error_column("${a} ${b b}") == 10U);
    BOOST_TEST(error_column("${foo(1)}") == 3U);
    BOOST_TEST(error_column("${ foo (1)}") == 4U);
    BOOST_TEST(error_column("${'abc}") == 3U);
    BOOST_TEST(error_column("${a}#{b}") == 5U);
}

BOOST_AUTO_TEST_CASE(other_languages_are_refused_by_name) {
    const JuelEvaluator evaluator(documents);
    const auto feel = evaluator.compile(Language::feel, "x > 1");
    BOOST_REQUIRE(!feel.has_value());
    BOOST_TEST(feel.error().message ==
               "FEEL is not built into this version: write the expression in JUEL, like ${amount > 100}");
    BOOST_TEST(!evaluator.compile(Language::xpath, "x").has_value());
    BOOST_TEST(!evaluator.compile(Language::javascript, "x").has_value());
}

BOOST_AUTO_TEST_CASE(an_expression_keeps_its_text_and_copies_share_the_program) {
    const Expression expression = compiled("${a}");
    const Expression copy = expression;
    BOOST_TEST(copy.text == "${a}");
    BOOST_TEST(copy.program == expression.program);
    BOOST_TEST(static_cast<bool>(copy));
    BOOST_TEST(!static_cast<bool>(Expression{}));
}

BOOST_AUTO_TEST_CASE(an_expression_is_evaluated_again_and_again_with_other_variables) {
    const JuelEvaluator evaluator(documents);
    const Expression expression = compiled("${amount > 100 ? 'large' : 'small'}");
    for (const int amount : {50, 150, 100}) {
        TableScope scope({{"amount", Value(amount)}});
        BOOST_TEST(*evaluator.evaluate(expression, scope)->string() == (amount > 100 ? "large" : "small"));
    }
}

BOOST_AUTO_TEST_CASE(what_an_expression_sets_is_seen_by_what_follows) {
    TableScope scope;
    const auto value = JuelEvaluator(documents).evaluate(compiled("${execution.setVariable('x', 1)}${x + 1}"), scope);
    BOOST_TEST(*value->string() == "2");
}
