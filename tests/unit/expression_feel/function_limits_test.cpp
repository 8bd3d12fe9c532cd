// The hostile inputs of reliability contract §3.3 that built-in functions meet: each ends within the limits, with a
// value, with null, or with a plain error.
#include <boost/test/unit_test.hpp>

#include "expression/feel/to_text.hpp"
#include "tests/unit/expression_feel/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

// The value, or the error of the evaluation.
std::string result(const std::string& text) {
    const auto program = feel::compile(text);
    BOOST_REQUIRE_MESSAGE(program, text << ": " << (program ? "" : program.error().message));
    const auto outcome = feel::evaluate(**program, World());
    return outcome ? feel::to_literal(outcome->value) : outcome.error().message;
}

// A list of two that holds itself as it was before, so often; it is as large as 2 to the power of that.
std::string doubled(int times) {
    return "(for i in 1.." + std::to_string(times) + " return if i = 1 then [1] else [partial[-1], partial[-1]])";
}

std::string numbers(int count) { return "(for i in 1.." + std::to_string(count) + " return i)"; }
std::string letters(int count) {
    return "string join(for i in 1.." + std::to_string(count) + " return \"aaaaaaaaaa\")";
}

const std::string too_many_steps = "The expression was stopped: it takes more steps than an evaluation may take";
const std::string too_many_bytes = "The expression was stopped: it makes more than an evaluation may hold in memory";
const std::string too_nested = "The expression was stopped: it nests deeper than an evaluation may";

}  // namespace

BOOST_AUTO_TEST_CASE(functions_that_compare_all_with_all_are_counted) {
    BOOST_TEST(result("count(distinct values(" + numbers(40'000) + "))") == too_many_steps);
    BOOST_TEST(result("count(union(" + numbers(40'000) + "))") == too_many_steps);
    BOOST_TEST(result("count(duplicate values(" + numbers(40'000) + "))") == too_many_steps);
    BOOST_TEST(result("some x in 1..30000 satisfies list contains(" + numbers(3'000) + ", 0)") == too_many_steps);
    BOOST_TEST(result("count(sort(" + numbers(40'000) + ", function(a, b) a > b))") == too_many_steps);
    BOOST_TEST(result("count(context merge(for i in 1..3000 return context put({}, string(i), i)))") == too_many_steps);
    BOOST_TEST(result("for i in 1..30000 return max(" + letters(3'000) + ", \"b\")") == too_many_steps);
}

BOOST_AUTO_TEST_CASE(an_order_that_contradicts_itself_loses_nothing) {
    BOOST_TEST(result("count(sort(" + numbers(5'000) + ", function(a, b) true))") == "5000");
    BOOST_TEST(result("sum(sort(" + numbers(50) + ", function(a, b) a + b > 50))") == "1275");
}

BOOST_AUTO_TEST_CASE(what_is_shared_counts_as_often_as_it_is_held) {
    for (const std::string function : {"flatten", "string", "to json", "distinct values"})
        BOOST_TEST(result(function + "(" + doubled(40) + ")") == too_many_steps, function);
    BOOST_TEST(result("for i in 1..25 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])") ==
               too_many_bytes);
    BOOST_TEST(result("for i in 1..3000 return if i = 1 then {} else context put(partial[-1], string(i), i)") ==
               too_many_bytes);
}

BOOST_AUTO_TEST_CASE(texts_that_grow_are_counted) {
    // Replacing gives up by itself, with a warning.
    BOOST_TEST(result("string length(replace(" + letters(3'000) + ", \"a\", \"" + std::string(1'000, 'b') + "\"))") ==
               "null");
    BOOST_TEST(result("string join(for i in 1..20000 return \"a\", \"" + std::string(1'000, 'b') + "\")") ==
               too_many_bytes);
    BOOST_TEST(result("for i in 1..1000 return string length(" + letters(3'000) + ")") == too_many_steps);
}

BOOST_AUTO_TEST_CASE(regular_expressions_take_linear_time_and_are_counted) {
    BOOST_TEST(result("matches(" + letters(3'000) + ", \"(a+)+$b\")") == "false");
    BOOST_TEST(result("matches(" + letters(3'000) + ", \"(a|aa)*(a|aa)*(a|aa)*b\")") == "false");
    BOOST_TEST(result("for i in 1..30000 return matches(\"a\", \"\\p{L}{\" + string(i) + \"}\")") == too_many_steps);
    BOOST_TEST(result("count(for i in 1..10000 return matches(\"a\", \"\\p{L}+\"))") == "10000");
    BOOST_TEST(result("matches(\"a\", \"" + std::string(11'000, 'a') + "\")") == "null");
    BOOST_TEST(result("matches(\"a\", \"(\\p{L}{1,1000}){1,1000}\")") == "null");
    // Short patterns that are large when they are made.
    BOOST_TEST(result("count(for i in 1..75 return matches(\"\", \"\\p{L}{30}\\p{L}{30}\" + string(i)))") ==
               too_many_steps);
}

BOOST_AUTO_TEST_CASE(numbers_stay_within_what_decimals_hold) {
    for (const std::string_view text :
         {"10 ** 6000 * 10 ** 6000", "2 ** 1e6000", "1.1 ** 1e30", "exp(1e6000)", "1e6000 / 0",
          "decimal(1/3, 9999999999)", "product(for i in 1..30000 return 9.9)", "substring(\"abc\", 1e30)",
          "sublist([1], -9223372036854775808)", "list replace([1], -9223372036854775808, 1)", "log(-1e6000)",
          "sqrt(-1)"})
        BOOST_TEST(result(std::string(text)) == "null", text);
    BOOST_TEST(result("substring(\"abc\", 1, 9223372036854775807)") == "\"abc\"");
    BOOST_TEST(result("partition([1, 2], 9223372036854775807)") == "[[1, 2]]");
    BOOST_TEST(result("modulo(1e6144, 3)") == "1");
}

BOOST_AUTO_TEST_CASE(texts_of_numbers_and_times_may_have_any_length) {
    const std::string digits = "string join(for i in 1..20000 return \"9\")";
    for (const std::string& text :
         {"number(" + digits + ")", "duration(\"P\" + " + digits + " + \"Y\")", "date(" + digits + " + \"-01-01\")",
          "time(" + digits + ")", "range(\"[\" + " + digits + " + \"..1]\")"})
        BOOST_TEST(result(text) == "null", text);
}

BOOST_AUTO_TEST_CASE(json_is_as_deep_as_a_value_may_be) {
    BOOST_TEST(result("from json(string join(for i in 1..10000 return \"[\"))") == "null");
    BOOST_TEST(result("context put({}, for i in 1..20000 return \"a\", 1)") == too_nested);
    BOOST_TEST(result("get value({a: 1}, for i in 1..20000 return \"a\")") == "null");
}

BOOST_AUTO_TEST_CASE(chance_is_no_function) {
    BOOST_TEST(result("random number()") == "null");
    BOOST_TEST(result("uuid()") == "null");
}
