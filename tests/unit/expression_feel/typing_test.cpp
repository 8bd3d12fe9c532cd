// What is said of an expression's types before it runs.
#include <boost/test/unit_test.hpp>
#include <map>

#include "expression/feel/feel.hpp"
#include "expression/feel/typing.hpp"

using namespace pavane;
using namespace pavane::expression::feel;

namespace {

class Declared final : public TypesOfNames {
  public:
    Declared() {
        Type customer(Type::Kind::context);
        customer.members.push_back({"name", Type::Kind::string});
        customer.members.push_back({"age", Type::Kind::number});
        Type amounts(Type::Kind::list);
        amounts.inner.emplace_back(Type::Kind::number);
        types_.emplace("customer", std::move(customer));
        types_.emplace("amounts", std::move(amounts));
        types_.emplace("amount", Type::Kind::number);
        types_.emplace("due", Type::Kind::date);
        types_.emplace("text", Type::Kind::string);
    }

    const Type* find(std::string_view name) const override {
        const auto found = types_.find(name);
        return found == types_.end() ? nullptr : &found->second;
    }

  private:
    std::map<std::string, Type, std::less<>> types_;
};

// The findings, or else the kind.
std::string said(const Typing& typing) {
    std::string text;
    for (const std::string& finding : typing.findings) text += (text.empty() ? "" : "; ") + finding;
    return text.empty() ? name_of(Type(typing.kind)) : text;
}

std::string of(std::string_view text) {
    const auto program = compile(text);
    return program ? said(typing_of(**program, Declared())) : program.error().message;
}

std::string of_tests(std::string_view text, Type::Kind input) {
    const Type type(input);
    const auto program = compile_unary_tests(text);
    return program ? said(typing_of(**program, Declared(), &type)) : program.error().message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_kind_of_a_value_is_known_from_operators_literals_and_functions) {
    BOOST_TEST(of("1 + 2 * amount") == "number");
    BOOST_TEST(of("\"a\" + customer.name") == "string");
    BOOST_TEST(of("amount > 3 and customer.age < 4") == "boolean");
    BOOST_TEST(of("if anything then 1 else amount") == "number");
    BOOST_TEST(of("if anything then 1 else \"a\"") == "Any");
    BOOST_TEST(of("string length(text)") == "number");
    BOOST_TEST(of("for a in amounts return a + 1") == "list");
    BOOST_TEST(of("{a: 1, b: a + 1}.b") == "number");
    BOOST_TEST(of("anything") == "Any");
    BOOST_TEST(of("due + duration(\"P1D\")") == "Any");
    BOOST_TEST(of("null") == "Any");
}

BOOST_AUTO_TEST_CASE(built_in_functions_give_what_is_said_of_them) {
    BOOST_TEST(of("contains(text, \"a\")") == "boolean");
    BOOST_TEST(of("count(amounts)") == "number");
    BOOST_TEST(of("upper case(text)") == "string");
    BOOST_TEST(of("append(amounts, 1)") == "list");
    BOOST_TEST(of("date(text)") == "date");
    BOOST_TEST(of("now()") == "date and time");
    BOOST_TEST(of("abs(amount)") == "Any");
}

BOOST_AUTO_TEST_CASE(what_can_never_give_a_value_is_found) {
    BOOST_TEST(of("amount + \"a\"") == "'+' does not take a number and a string");
    BOOST_TEST(of("amount > \"100\"") == "'<' or '>' compares a number with a string");
    BOOST_TEST(of("customer.age = \"7\"") == "'=' compares a number with a string");
    BOOST_TEST(of("customer.name.first") == "a string has no member 'first'");
    BOOST_TEST(of("if amount then 1 else 2") == "the condition of 'if' is a number, so that it never holds");
    BOOST_TEST(of("amount and anything") == "'and' takes true or false, not a number");
    BOOST_TEST(of("some a in amounts satisfies a = \"x\"") == "'=' compares a number with a string");
    BOOST_TEST(of("every a in amounts satisfies a") == "'satisfies' takes a condition, not a number");
    BOOST_TEST(of("amounts[item > \"x\"]") == "'<' or '>' compares a number with a string");
    BOOST_TEST(of("amount in (\"a\", \"b\")") ==
               "it tests for a string, but what it tests is a number; it tests for a string, but what it tests is a "
               "number");
    BOOST_TEST(of("function(a: number) a > \"x\"") == "'<' or '>' compares a number with a string");
    BOOST_TEST(of("-text") == "'-' does not take a string");
    BOOST_TEST(of("amount between \"a\" and 3") == "'between' compares a number with a string");
}

BOOST_AUTO_TEST_CASE(what_is_possible_is_not_found) {
    for (const std::string_view text :
         {"due < date and time(\"2024-01-01T00:00:00\")", "amounts[1] + 1", "anything + \"a\"", "amount * anything",
          "amounts = 1", "amount = null", "[1, \"a\"][item > 1]", "customer.other.name", "due.year", "amount in [1..5]",
          "-duration(\"P1D\") * 2", "due - due", "function(a) a + 1", "context put(customer, \"a\", 1).a"})
        BOOST_TEST(typing_of(**compile(text), Declared()).findings.empty(), text);
}

BOOST_AUTO_TEST_CASE(a_cell_that_can_never_match_is_found) {
    BOOST_TEST(of_tests("\"gold\"", Type::Kind::number) == "it tests for a string, but what it tests is a number");
    BOOST_TEST(of_tests("< 5", Type::Kind::string) == "it tests for a number, but what it tests is a string");
    BOOST_TEST(of_tests("[1..5]", Type::Kind::string) == "it tests for a number, but what it tests is a string");
    BOOST_TEST(of_tests("not(\"a\")", Type::Kind::date) == "it tests for a string, but what it tests is a date");
    BOOST_TEST(of_tests("\"a\", \"b\"", Type::Kind::string) == "boolean");
    BOOST_TEST(of_tests("amount > 3", Type::Kind::string) == "boolean");
    BOOST_TEST(of_tests("? = 5", Type::Kind::number) == "boolean");
    BOOST_TEST(of_tests("? = 5", Type::Kind::string) == "'=' compares a string with a number");
    BOOST_TEST(of_tests("-", Type::Kind::string) == "boolean");
    BOOST_TEST(of_tests("anything", Type::Kind::string) == "boolean");
}

// Each name is twice in the next: told by copies, the last one would hold two to the power of 200 of them.
BOOST_AUTO_TEST_CASE(types_that_hold_each_other_stay_small) {
    std::string text = "{a0: 1";
    for (int at = 1; at <= 200; ++at) {
        const std::string before = "a" + std::to_string(at - 1);
        text += ", a" + std::to_string(at) + ": {x: " + before + ", y: " + before + "}";
    }
    BOOST_TEST(of(text + "}") == "context");
}
