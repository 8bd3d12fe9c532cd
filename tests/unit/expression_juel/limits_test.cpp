// The hostile inputs of reliability contract §3.3: each ends in a plain error within the limits.
#include <boost/test/unit_test.hpp>

#include "expression/juel/juel.hpp"
#include "tests/tables/scope.hpp"
#include "tests/tables/table.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all.append(text);
    return all;
}

std::string syntax_error(const std::string& text) {
    const TableDocuments documents;
    const auto compiled = JuelEvaluator(documents).compile(Language::juel, text);
    return compiled ? "" : compiled.error().message;
}

// The error, or nothing.
std::string evaluation_error(const std::string& text, TableScope::Variables variables = {}) {
    const TableDocuments documents;
    const JuelEvaluator evaluator(documents);
    const auto compiled = evaluator.compile(Language::juel, text);
    BOOST_REQUIRE(compiled.has_value());
    TableScope scope(std::move(variables));
    const auto value = evaluator.evaluate(*compiled, scope);
    return value ? "" : value.error().message;
}

bool ends_with(const std::string& text, std::string_view end) { return text.ends_with(end); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_text_of_a_megabyte_is_refused) {
    BOOST_TEST(syntax_error(std::string(1'000'000, 'x')) == "the text is longer than 64 kB");
    BOOST_TEST(syntax_error("${" + repeated("1+", 500'000) + "1}") == "the text is longer than 64 kB");
    BOOST_TEST(syntax_error(std::string(65'536, 'x')) == "");
    BOOST_TEST(syntax_error(std::string(65'537, 'x')) == "the text is longer than 64 kB");
}

BOOST_AUTO_TEST_CASE(nesting_is_limited) {
    const std::string too_deep = "the expression is nested more than 100 levels deep";
    BOOST_TEST(syntax_error("${" + repeated("(", 99) + "1" + repeated(")", 99) + "}") == "");
    BOOST_TEST(syntax_error("${" + repeated("(", 100) + "1" + repeated(")", 100) + "}") == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("(", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("!", 10'000) + "a}") == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("- ", 10'000) + "1}") == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("a[", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("a.b(", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("a?b:", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("${" + repeated("a?", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("${a.b(" + repeated("1,", 16) + "1)}") == "a call takes at most 16 arguments");
}

BOOST_AUTO_TEST_CASE(a_long_flat_expression_is_no_problem) {
    BOOST_TEST(evaluation_error("${" + repeated("1+", 30'000) + "1}") == "");
    BOOST_TEST(evaluation_error(repeated("${1}", 16'000)) == "");
    BOOST_TEST(evaluation_error("${a" + repeated(".a", 30'000) + "}", {{"a", Value()}}) == "");
    BOOST_TEST(evaluation_error("${" + repeated("a and ", 10'000) + "a}", {{"a", Value(true)}}) == "");
}

BOOST_AUTO_TEST_CASE(text_that_doubles_ends_at_16_megabytes) {
    const std::string doubling = "${a" + repeated(".concat(a)", 5'000) + "}";
    const TableScope::Variables variables{{"a", Value(std::string(10'000, 'x'))}};
    BOOST_TEST(ends_with(evaluation_error(doubling, variables), "Cause: it produces more than 16 MB of text"));
    BOOST_TEST(ends_with(evaluation_error("${'ab'.repeat(1000000000)}"), "Cause: it produces more than 16 MB of text"));
    BOOST_TEST(ends_with(evaluation_error("${a.repeat(9223372036854775807)}", variables), "more than 16 MB of text"));
    const std::string replacing = "${'x'" + repeated(".replace('x', a)", 3) + "}";
    BOOST_TEST(ends_with(evaluation_error(replacing, variables), "Cause: it produces more than 16 MB of text"));
    BOOST_TEST(ends_with(evaluation_error(repeated("${a}", 3'000), variables), "more than 16 MB of text"));
}

BOOST_AUTO_TEST_CASE(work_on_large_data_is_counted) {
    const std::string too_much = "Cause: it takes more than 100,000 steps";
    const Value text(std::string(2'000'000, 'a'));
    const Value needle(std::string(1'000'000, 'a') + "b");
    const TableScope::Variables texts{{"text", text}, {"needle", needle}};
    BOOST_TEST(evaluation_error("${text.contains(needle)}", texts) == "");
    BOOST_TEST(
        ends_with(evaluation_error("${" + repeated("text.contains('b') or ", 2'000) + "true}", texts), too_much));
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("text.length() + ", 2'000) + "1}", texts), too_much));
    const Value list(List(1'000'000, Value("x")));
    const Value other(List(1'000'000, Value("x")));
    const TableScope::Variables lists{{"a", list}, {"b", other}};
    BOOST_TEST(evaluation_error("${a == b}", lists) == "");
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("a == b and ", 1'000) + "true}", lists), too_much));
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("a.contains('y') or ", 1'000) + "true}", lists), too_much));
}

BOOST_AUTO_TEST_CASE(regular_expressions_are_bounded_together) {
    const TableScope::Variables texts{{"text", Value(std::string(1'000'000, 'a'))}};
    BOOST_TEST(evaluation_error("${text.matches('(a+)+b')}", texts) == "");
    BOOST_TEST(ends_with(evaluation_error("${text.replaceAll('.*!|a', 'b')}", texts),
                         "the regular expression and the text are too large together"));
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("'a'.matches('b') or ", 3'000) + "true}"),
                         "it takes more than 100,000 steps"));
    BOOST_TEST(ends_with(evaluation_error("${text.replaceAll('a', 'aaaaaaaaaaaaaaaaaaaa')}", texts),
                         "the text would become too long"));
}

// Short patterns that are large when they are made.
BOOST_AUTO_TEST_CASE(making_regular_expressions_is_bounded) {
    BOOST_TEST(evaluation_error("${'a'.matches('\\\\p{L}{10}') or true}") == "");
    const std::string one = "''.matches('\\\\p{L}{60}') or ";
    BOOST_TEST(ends_with(evaluation_error("${" + repeated(one, 300) + "true}"), "it takes more than 100,000 steps"));
}

BOOST_AUTO_TEST_CASE(xml_is_bounded) {
    const Value wide(Document{Document::Format::xml, "<a>" + repeated("<b/>", 50'000) + "</a>", {}, {}});
    const TableScope::Variables variables{{"a", wide}};
    BOOST_TEST(evaluation_error("${a.childElements().size()}", variables) == "");
    BOOST_TEST(!evaluation_error("${a.xPath('//b[count(//b) > 1]').string()}", variables).empty());
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("a.name().length() + ", 200) + "1}", variables),
                         "it takes more than 100,000 steps"));
    BOOST_TEST(ends_with(evaluation_error("${" + repeated("XML('<a/>').xPath('1').bool() and ", 200) + "true}"),
                         "it takes more than 100,000 steps"));
}

BOOST_AUTO_TEST_CASE(json_paths_are_bounded) {
    Value nested(1);
    for (int i = 0; i < 60; ++i) nested = Value(List{nested});
    const TableScope::Variables variables{{"a", nested}};
    BOOST_TEST(evaluation_error("${a.jsonPath('$..*').size()}", variables) == "");
    BOOST_TEST(ends_with(evaluation_error("${a.jsonPath('$" + repeated("..*", 30) + "').size()}", variables),
                         "it takes more than 100,000 steps"));
}

BOOST_AUTO_TEST_CASE(names_that_reflect_lead_nowhere) {
    const TableScope::Variables variables{{"a", Value("x")}, {"m", Value(Context())}};
    for (const char* text : {"${a.class}", "${a.getClass()}", "${a.constructor}", "${a.__proto__}", "${m.getClass()}"})
        BOOST_TEST(!evaluation_error(text, variables).empty(), text);
    for (const char* text : {"${''['class']}", "${''.getClass().forName('java.lang.Runtime')}", "${Runtime.exec('id')}",
                             "${T(java.lang.Runtime)}", "${pageContext.request}"}) {
        const TableDocuments documents;
        const auto compiled = JuelEvaluator(documents).compile(Language::juel, text);
        BOOST_TEST((!compiled || !evaluation_error(text, variables).empty()), text);
    }
}

BOOST_AUTO_TEST_CASE(an_error_does_not_repeat_a_long_text) {
    const std::string error = evaluation_error("${x}" + std::string(10'000, 'y'));
    BOOST_TEST(error.size() < 500U);
    BOOST_TEST(ends_with(error, "or give the value as a variable"));
    BOOST_TEST(evaluation_error("${a + 1}", {{"a", Value(std::string(100'000, 'y'))}}).size() < 400U);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf_8_do_no_harm) {
    const TableScope::Variables variables{{"a", Value("\xFF\xC3 \x80\xF0")}};
    for (const char* text :
         {"${a.length()}", "${a.toUpperCase()}", "${a.substring(1)}", "${a.indexOf(' ')}", "\xFF ${a}", "${\xFF}"}) {
        const std::string error = evaluation_error(text, variables);
        BOOST_TEST((error.empty() || error.find("Cannot resolve") != std::string::npos), error);
    }
}

BOOST_AUTO_TEST_CASE(every_prefix_of_an_expression_ends_in_a_value_or_an_error) {
    const std::string whole = "a ${b.c('d\\'e', 1.5e3)[0] ? x : not empty y} #{z} \\${q}";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const TableDocuments documents;
        const JuelEvaluator evaluator(documents);
        const std::string text = whole.substr(0, size);
        const auto compiled = evaluator.compile(Language::juel, text);
        if (!compiled) {
            BOOST_TEST(!compiled.error().message.empty());
            BOOST_TEST((compiled.error().column >= 1 && compiled.error().column <= size + 1), text);
            continue;
        }
        TableScope scope;
        const auto value = evaluator.evaluate(*compiled, scope);
        BOOST_TEST((value.has_value() || !value.error().message.empty()), text);
    }
}
