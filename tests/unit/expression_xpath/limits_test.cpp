// The hostile inputs of reliability contract §3.3, and those of XML §3.1: each ends in a plain error within the
// limits.
#include <boost/test/unit_test.hpp>

#include <thread>

#include "expression/xpath/xpath.hpp"
#include "tests/tables/table.hpp"
#include "tests/unit/expression_xpath/scope.hpp"

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
    const auto compiled = XpathEvaluator(documents).compile(Language::xpath, text);
    return compiled ? "" : compiled.error().message;
}

// What went wrong, or nothing.
std::string evaluation_error(const std::string& text, TableScope::Variables variables = {}) {
    const TableDocuments documents;
    const XpathEvaluator evaluator(documents);
    const auto compiled = evaluator.compile(Language::xpath, text);
    BOOST_REQUIRE_MESSAGE(compiled.has_value(), (compiled ? "" : compiled.error().message));
    ProcessScope scope(std::move(variables));
    const auto value = evaluator.evaluate(*compiled, scope);
    return value ? "" : value.error().message;
}

std::size_t error_column(const std::string& text) {
    const TableDocuments documents;
    const auto compiled = XpathEvaluator(documents).compile(Language::xpath, text);
    return compiled ? 0 : compiled.error().column;
}

Value xml(std::string text) { return Value(Document{Document::Format::xml, std::move(text), {}, {}}); }

bool ends_with(const std::string& text, std::string_view end) { return text.ends_with(end); }

constexpr std::string_view too_many_steps = "it takes too many steps for data of this size";

}  // namespace

BOOST_AUTO_TEST_CASE(long_and_deep_expressions_are_refused) {
    BOOST_TEST(syntax_error(repeated("1+", 40'000) + "1") == "the text is longer than 64 kB");
    BOOST_TEST(syntax_error(repeated("(", 100) + "1" + repeated(")", 100)) == "");
    BOOST_TEST(syntax_error(repeated("(", 10'000)) == "the expression is nested more than 100 levels deep");
    BOOST_TEST(syntax_error(repeated("$a[", 10'000)) == "the expression is nested more than 100 levels deep");
    BOOST_TEST(syntax_error(repeated("not(", 10'000)) == "the expression is nested more than 100 levels deep");
    BOOST_TEST(syntax_error("") == "the expression is empty");
    BOOST_TEST(syntax_error(" \n") == "the expression is empty");
    BOOST_TEST(!syntax_error("\xFF").empty());
    BOOST_TEST(!syntax_error(std::string("1\0", 2)).empty());
}

BOOST_AUTO_TEST_CASE(long_chains_end_in_a_value_or_an_error) {
    const TableScope::Variables variables{{"a", Value(1)}};
    for (const std::string& chain :
         {repeated("1+", 30'000) + "1", repeated("- ", 30'000) + "1", repeated("$a or ", 10'000) + "1",
          "$a" + repeated("[1]", 20'000), repeated("$a=", 20'000) + "1"}) {
        const TableDocuments documents;
        const XpathEvaluator evaluator(documents);
        const auto compiled = evaluator.compile(Language::xpath, chain);
        if (!compiled) {
            BOOST_TEST(!compiled.error().message.empty());
            continue;
        }
        ProcessScope scope(variables);
        const auto value = evaluator.evaluate(*compiled, scope);
        BOOST_TEST((value.has_value() || !value.error().message.empty()));
    }
    const TableScope::Variables tree{{"a", xml("<a/>")}};
    const std::string error = evaluation_error("$a" + repeated("/a", 30'000), tree);
    BOOST_TEST((error.empty() || ends_with(error, "the expression has too many parts")), error);
}

BOOST_AUTO_TEST_CASE(work_is_bounded_by_the_size_of_the_data) {
    const TableScope::Variables flat{{"a", xml("<a>" + repeated("<b>x</b>", 20'000) + "</a>")}};
    BOOST_TEST(evaluation_error("$a/b[1]", flat) == "");
    BOOST_TEST(ends_with(evaluation_error("$a//b[count(/a/b) = count(../b)]", flat), too_many_steps));
    BOOST_TEST(ends_with(evaluation_error("$a/b[/ = 'x']", flat), too_many_steps));
    BOOST_TEST(
        ends_with(evaluation_error("count($a/b/preceding-sibling::b/following-sibling::b)", flat), too_many_steps));
    const List numbers(20'000, Value("x"));
    const List others(20'000, Value("y"));
    const TableScope::Variables lists{{"a", Value(numbers)}, {"b", Value(others)}};
    BOOST_TEST(evaluation_error("$a = $b", lists) == "");
    BOOST_TEST(ends_with(evaluation_error(repeated("$a = $b or ", 1'000) + "false()", lists), too_many_steps));
}

BOOST_AUTO_TEST_CASE(text_is_bounded) {
    const TableScope::Variables text{{"t", Value(std::string(1'000'000, 'a'))},
                                     {"u", Value(std::string(500'000, 'a') + "b")}};
    BOOST_TEST(evaluation_error("contains($t, $u)", text) == "");
    BOOST_TEST(evaluation_error("substring-before($t, $u)", text) == "");
    BOOST_TEST(evaluation_error("translate($t, $u, $t)", text) == "");
    const std::string too_much = "it makes more than 16 MB of text";
    BOOST_TEST(ends_with(evaluation_error("concat(" + repeated("$t, ", 1'000) + "$t)", text), too_much));
    const TableScope::Variables tree{{"t", xml("<t>" + std::string(1'000'000, 'a') + "</t>")}};
    BOOST_TEST(ends_with(evaluation_error("concat(" + repeated("$t, ", 1'000) + "$t)", tree), too_much));
    BOOST_TEST(ends_with(
        evaluation_error("string-length(string($t))" + repeated(" + string-length(string($t))", 100), tree), too_much));
    BOOST_TEST(ends_with(evaluation_error("$t", {{"t", Value(std::string(3'000'000, 'a'))}}),
                         "it reads up to 2 MB and 100,000 elements"));
    BOOST_TEST(ends_with(evaluation_error("count($t)", {{"t", Value(List(200'000, Value(1)))}}),
                         "it reads up to 2 MB and 100,000 elements"));
    BOOST_TEST(ends_with(evaluation_error("$t", {{"t", Value(std::string("a\0b", 3))}}), "that XML cannot hold"));
    BOOST_TEST(ends_with(evaluation_error("$t", {{"t", Value("\xFF")}}), "that XML cannot hold"));
}

BOOST_AUTO_TEST_CASE(hostile_documents_are_refused) {
    const auto error_of = [](std::string text) {
        return evaluation_error("count($a//*)", {{"a", xml(std::move(text))}});
    };
    BOOST_TEST(error_of("<a>" + std::string(3'000'000, 'x') + "</a>") != "");
    BOOST_TEST(error_of(repeated("<a>", 5'000) + repeated("</a>", 5'000)) != "");
    BOOST_TEST(
        ends_with(error_of("<a>" + repeated("<b/>", 200'000) + "</a>"), "it reads up to 2 MB and 100,000 elements"));
    std::string attributes = "<a";
    for (int i = 0; i < 1'000; ++i) attributes += " a" + std::to_string(i) + "=''";
    BOOST_TEST(error_of(attributes + "/>").find("too many attributes") != std::string::npos);
    std::string namespaces;
    for (int i = 0; i < 1'100; ++i) namespaces += "<a xmlns:n" + std::to_string(i) + "='urn:n'/>";
    BOOST_TEST(ends_with(error_of("<a>" + namespaces + "</a>"), "declares more than 1,000 namespaces"));
    BOOST_TEST(error_of("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>").find("document type declaration") !=
               std::string::npos);
    BOOST_TEST(error_of("<a>\xFF</a>").find("not valid UTF-8") != std::string::npos);
    BOOST_TEST(error_of("").find("cannot be read") != std::string::npos);
    BOOST_TEST(error_of(std::string("<a>\0</a>", 8)).find("cannot be read") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_syntax_error_has_the_column_in_characters) {
    BOOST_TEST(error_column("1 + ") == 5U);
    BOOST_TEST(error_column("$größe + ") == 10U);
    BOOST_TEST(error_column("'größe' = exec('x')") == 11U);
    BOOST_TEST(error_column("$a = 'open") == 6U);
    BOOST_TEST(error_column("$a $b") == 4U);
}

BOOST_AUTO_TEST_CASE(other_languages_are_refused) {
    const TableDocuments documents;
    BOOST_TEST(!XpathEvaluator(documents).compile(Language::juel, "${a}").has_value());
}

BOOST_AUTO_TEST_CASE(every_prefix_of_an_expression_ends_in_a_value_or_an_error) {
    const std::string whole = "$a/b[@c = 'd'][position() < 2]//e | bpmn:getDataObject(\"o\")/f/.. and not(-1.5 * .5)";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const TableDocuments documents;
        const XpathEvaluator evaluator(documents);
        const auto compiled = evaluator.compile(Language::xpath, whole.substr(0, size));
        if (!compiled) {
            BOOST_TEST(!compiled.error().message.empty());
            BOOST_TEST((compiled.error().column >= 1 && compiled.error().column <= size + 1));
            continue;
        }
        ProcessScope scope({{"a", xml("<a><b c='d'/></a>")}, {"o", Value(Context())}});
        const auto value = evaluator.evaluate(*compiled, scope);
        BOOST_TEST((value.has_value() || !value.error().message.empty()));
    }
}

BOOST_AUTO_TEST_CASE(one_expression_serves_many_threads) {
    const TableDocuments documents;
    const XpathEvaluator evaluator(documents);
    const Expression expression =
        evaluator.compile(Language::xpath, "sum(getDataObject('o')/n) + count($x//y)").value();
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                ProcessScope scope(
                    {{"o", Value(Context({{"n", Value(List{Value(i), Value(1)})}}))}, {"x", xml("<x><y/></x>")}});
                const auto value = evaluator.evaluate(expression, scope);
                if (!value || *value != Value(i + 2)) ++wrong[t];
            }
        });
    for (std::thread& thread : threads) thread.join();
    for (const int count : wrong) BOOST_TEST(count == 0);
}
