// The hostile inputs of reliability contract §3.3: each ends in a plain error within the limits.
#include <boost/test/unit_test.hpp>

#include "expression/feel/to_text.hpp"
#include "tests/unit/expression_feel/world.hpp"

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
    const auto program = feel::compile(text);
    return program ? "" : program.error().message;
}

// The error of the evaluation, or the value.
std::string result(const std::string& text, const Value& variables = Value(), const feel::Limits& limits = {}) {
    const auto program = feel::compile(text);
    if (!program) return "does not compile: " + program.error().message;
    const auto outcome = feel::evaluate(**program, World(variables), limits);
    return outcome ? feel::to_literal(outcome->value) : outcome.error().message;
}

// "{a0: FIRST, a1: ..., }" where each entry is made of the one before; `@` stands for its name.
std::string chain(const std::string& first, const std::string& next, std::size_t count) {
    std::string text = "{a0: " + first;
    for (std::size_t i = 1; i < count; ++i) {
        std::string entry = next;
        for (std::size_t at = entry.find('@'); at != std::string::npos; at = entry.find('@'))
            entry.replace(at, 1, "a" + std::to_string(i - 1));
        text += ", a" + std::to_string(i) + ": " + entry;
    }
    return text + "}";
}

const std::string too_deep = "the expression nests deeper than 100 levels";
const std::string too_many_steps = "The expression was stopped: it takes more steps than an evaluation may take";
const std::string too_many_bytes = "The expression was stopped: it makes more than an evaluation may hold in memory";
const std::string too_many_calls = "The expression was stopped: functions call each other too deeply";
const std::string too_nested = "The expression was stopped: it nests deeper than an evaluation may";

}  // namespace

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused) {
    BOOST_TEST(syntax_error(std::string(1'000'000, '1')) == "the expression is longer than 64 kB");
    BOOST_TEST(syntax_error("\"" + std::string(65'534, 'x') + "\"") == "");
    BOOST_TEST(syntax_error("\"" + std::string(65'535, 'x') + "\"") == "the expression is longer than 64 kB");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_utf8_is_refused) {
    BOOST_TEST(syntax_error("\"\xff\"") == "the expression is not UTF-8");
}

BOOST_AUTO_TEST_CASE(nesting_is_limited) {
    BOOST_TEST(syntax_error(repeated("(", 99) + "1" + repeated(")", 99)) == "");
    BOOST_TEST(syntax_error(repeated("(", 100) + "1" + repeated(")", 100)) == too_deep);
    for (const std::string_view opening :
         {"(", "[", "{a:", "-", "not(", "a[", "a.b(", "if a then ", "if ", "for a in ", "for a in [1] return ",
          "some a in b satisfies ", "function(a) ", "1 in (", "]1..", "{a: function() ", "a(b: "})
        BOOST_TEST(syntax_error(repeated(opening, 10'000 / opening.size() * 5)) == too_deep, opening);
    BOOST_TEST(syntax_error("1 instance of " + repeated("list<", 10'000)) == "the type nests too deep");
    BOOST_TEST(syntax_error("a" + repeated(".b", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("a" + repeated("[1]", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("a" + repeated("()", 10'000)) == too_deep);
    BOOST_TEST(syntax_error("a" + repeated(" = a", 10'000)) == too_deep);
}

BOOST_AUTO_TEST_CASE(long_chains_are_not_deep) {
    BOOST_TEST(result("0" + repeated("+1", 20'000)) == "20000");
    BOOST_TEST(result("true" + repeated(" and true", 5'000)) == "true");
    BOOST_TEST(result("false" + repeated(" or false", 5'000)) == "false");
    BOOST_TEST(result(repeated("if false then 1 else ", 3'000) + "2") == "2");
    BOOST_TEST(result("count([" + repeated("1,", 10'000) + "1])") == "10001");
}

BOOST_AUTO_TEST_CASE(steps_are_limited) {
    BOOST_TEST(result("for i in 1..1000000000 return i") == too_many_steps);
    BOOST_TEST(result("for i in -9223372036854775807..9223372036854775807 return i") == too_many_steps);
    BOOST_TEST(result("some i in 1..1000000000 satisfies i < 0") == too_many_steps);
    BOOST_TEST(result("every i in 1..1000000, j in 1..1000000 satisfies true") == too_many_steps);
    BOOST_TEST(result("[1, 2, 3][some i in 1..1000000000 satisfies i < 0]") == too_many_steps);
    BOOST_TEST(result("for i in 1..100000 return partial") == too_many_steps);
    BOOST_TEST(result("for i in @\"0001-01-01\"..@\"999999999-01-01\" return i") == too_many_steps);
    BOOST_TEST(result("1 + 1", Value(), {.steps = 3}) == "2");
    BOOST_TEST(result("1 + 1", Value(), {.steps = 2}) == too_many_steps);
}

BOOST_AUTO_TEST_CASE(calls_are_limited) {
    BOOST_TEST(result("{f: function(n) f(n + 1), r: f(1)}") == too_many_calls);
    BOOST_TEST(result("{f: function(n) for i in [1, 2] return f(n), r: f(1)}") == too_many_calls);
    BOOST_TEST(result("{f: function(g) g(g), r: f(f)}") == too_many_calls);
    BOOST_TEST(result("{f: function(n) if n = 0 then 0 else f(n - 1), r: f(99)}.r") == "0");
    BOOST_TEST(result("{f: function(n) if n = 0 then 0 else f(n - 1), r: f(100)}.r") == too_many_calls);
}

BOOST_AUTO_TEST_CASE(memory_is_limited) {
    BOOST_TEST(result(chain("\"xxxxxxxxxx\"", "@ + @", 60)) == too_many_bytes);
    BOOST_TEST(result(chain("[1, 1, 1, 1]", "[@, @]", 60)) == too_many_steps);
    BOOST_TEST(result(chain("[1, 1, 1, 1]", "concatenate(@, @)", 60)).starts_with("The expression was stopped: "));
    BOOST_TEST(result("for i in 1..40000 return \"" + std::string(1'000, 'x') + "\" + \"y\"") == too_many_bytes);
}

BOOST_AUTO_TEST_CASE(values_do_not_nest_without_end) {
    BOOST_TEST(result(chain("[1]", "[@]", 99)).starts_with("{a0: [1], a1: [[1]]"));
    BOOST_TEST(result(chain("[1]", "[@]", 200)) == too_nested);
    BOOST_TEST(result(chain("{a: 1}", "{a: @}", 200)) == too_nested);
    BOOST_TEST(result(chain("1", "function() @", 200)) == too_nested);
    BOOST_TEST(result(chain("1", "(= @)", 200)) == too_nested);
    BOOST_TEST(result("for i in 1..300 return partial").starts_with("The expression was stopped: "));
}

BOOST_AUTO_TEST_CASE(data_is_never_evaluated) {
    BOOST_TEST(result("text", Value(Context({{"text", Value("1 + 1")}}))) == "\"1 + 1\"");
    BOOST_TEST(result("text + \"!\"", Value(Context({{"text", Value("= 7 * 7")}}))) == "\"= 7 * 7!\"");
    for (const std::string_view name : {"constructor", "__proto__", "getClass", "toString"})
        BOOST_TEST(result("{a: 1}." + std::string(name)) == "null");
}
