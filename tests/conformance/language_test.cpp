// The .scenario language itself: how lines are read, and that what cannot be read says where.
#include <boost/test/unit_test.hpp>

#include "conformance/runner/scenario.hpp"
#include "conformance/runner/words.hpp"

using namespace pavane;
using namespace pavane::conformance;

namespace {

void check_error(const std::string& text, std::size_t line, const std::string& part) {
    const auto lines = parse_lines(text);
    BOOST_REQUIRE(!lines);
    BOOST_TEST(lines.error().line == line);
    BOOST_TEST(lines.error().message.find(part) != std::string::npos, lines.error().message);
}

}  // namespace

BOOST_AUTO_TEST_CASE(lines_are_verbs_with_words) {
    const auto lines =
        parse_lines("# a comment\n\n  start order key \"A 1\" a={\"x\": [1, 2]}  # behind it\nactive  a b\n");
    BOOST_REQUIRE(lines);
    BOOST_REQUIRE(lines->size() == 2U);
    BOOST_TEST(lines->at(0).number == 3U);
    BOOST_TEST(lines->at(0).verb == "start");
    BOOST_TEST(lines->at(0).words == (std::vector<std::string>{"order", "key", "\"A 1\"", "a={\"x\": [1, 2]}"}),
               boost::test_tools::per_element());
    BOOST_TEST(lines->at(1).verb == "active");
    BOOST_TEST(lines->at(1).words.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_line_that_must_fail_says_how) {
    const auto lines = parse_lines("fails \"no \\\"flow\\\"\" complete work");
    BOOST_REQUIRE(lines);
    BOOST_TEST(lines->front().verb == "complete");
    BOOST_TEST(lines->front().fails.value_or("") == "no \"flow\"");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_says_where) {
    check_error("start order\nstrat order", 2, "'strat'");
    check_error("start order a=\"open", 1, "quote");
    check_error("start order\n\nstart order a=[1, 2", 3, "bracket");
    check_error("start order a=1}", 1, "bracket");
    check_error("claim work", 1, "claim TASK USER");
    check_error("fails \"x\"", 1, "Write");
    check_error("fails \"x\" active work", 1, "only looks");
}

BOOST_AUTO_TEST_CASE(values_have_the_type_they_are_written_with) {
    using expression::ValueType;
    const auto type_of = [](std::string_view word) {
        const auto value = typed_value(word);
        BOOST_REQUIRE_MESSAGE(value, word);
        return value->type;
    };
    BOOST_TEST((type_of("12") == ValueType::integer));
    BOOST_TEST((type_of("4294967296") == ValueType::long_integer));
    BOOST_TEST((type_of("Long:12") == ValueType::long_integer));
    BOOST_TEST((type_of("\"Long:12\"") == ValueType::string));
    BOOST_TEST((type_of("Json:{\"a\": 1}") == ValueType::json));
    BOOST_TEST((type_of("[1]") == ValueType::object));
    BOOST_TEST(!typed_value("word"));
    BOOST_TEST(!typed_value("Colour:1"));
    BOOST_TEST(assignment("~secret=1")->second.transient);
    BOOST_TEST(!assignment("=1"));
}
