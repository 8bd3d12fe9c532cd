// FEEL as the engine uses it: behind the port of all languages, over the variables of a process.
#include <boost/test/unit_test.hpp>
#include <map>

#include "expression/feel/feel_evaluator.hpp"
#include "expression/feel/to_text.hpp"

using namespace pavane;
using namespace pavane::expression;

namespace {

class Variables final : public Scope {
  public:
    explicit Variables(std::map<std::string, Value, std::less<>> variables) : variables_(std::move(variables)) {}

    std::optional<Value> variable(std::string_view name) const override {
        const auto found = variables_.find(name);
        return found == variables_.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<Result<Value, EvaluationError>> property(std::string_view, std::string_view) const override {
        return std::nullopt;
    }
    std::optional<Result<Value, EvaluationError>> call(std::string_view, std::string_view,
                                                       std::span<const Value>) override {
        return std::nullopt;
    }
    Instant now() const override { return Instant(std::chrono::seconds(1'709'202'600)); }

  private:
    std::map<std::string, Value, std::less<>> variables_;
};

std::string result(std::string_view text, std::map<std::string, Value, std::less<>> variables = {}) {
    const FeelEvaluator evaluator;
    const auto expression = evaluator.compile(Language::feel, text);
    BOOST_REQUIRE(expression.has_value());
    Variables scope(std::move(variables));
    const auto value = evaluator.evaluate(*expression, scope);
    return value ? feel::to_literal(*value) : "error: " + value.error().message;
}

Value json(std::string text) { return Value(Document{Document::Format::json, std::move(text), {}, {}}); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_leading_equals_sign_is_left_out) {
    BOOST_TEST(result("= 1 + 1") == "2");
    BOOST_TEST(result(" =1 + 1") == "2");
    BOOST_TEST(result("1 + 1") == "2");
}

BOOST_AUTO_TEST_CASE(a_syntax_error_counts_columns_of_the_whole_text) {
    const FeelEvaluator evaluator;
    BOOST_TEST(evaluator.compile(Language::feel, "= 1 +").error().column == 6U);
    BOOST_TEST(evaluator.compile(Language::feel, "ä +").error().column == 4U);
    BOOST_TEST(evaluator.compile(Language::feel, "= two words").error().column == 7U);
    BOOST_TEST(!evaluator.compile(Language::juel, "${a}").has_value());
}

BOOST_AUTO_TEST_CASE(a_call_of_no_function_is_refused) {
    const FeelEvaluator evaluator;
    const auto complaint = [&](std::string_view text) {
        const auto compiled = evaluator.compile(Language::feel, text);
        return compiled ? std::string() : std::to_string(compiled.error().column) + ": " + compiled.error().message;
    };
    BOOST_TEST(complaint("= 1 + foo(2)") == "7: there is no function 'foo'");
    BOOST_TEST(complaint("= 1 + summ(2)") == "7: there is no function 'summ'; did you mean 'sum'?");
    BOOST_TEST(complaint("= abs(1, 2)") == "6: the function 'abs' does not take 2 arguments");
    BOOST_TEST(complaint("= now(1)") == "6: the function 'now' does not take 1 argument");
    BOOST_TEST(complaint("= {f: function(a) a, b: f(1)}.b") == "");
    BOOST_TEST(complaint("= (function(a) a)(1)") == "");
    BOOST_TEST(complaint("= sum(1, 2, 3)") == "");
}

BOOST_AUTO_TEST_CASE(variables_are_numbers_whatever_their_type) {
    BOOST_TEST(result("a = b", {{"a", Value(1)}, {"b", Value(1.0)}}) == "true");
    BOOST_TEST(result("a + b", {{"a", Value(0.1)}, {"b", Value(0.2)}}) == "0.3");
    BOOST_TEST(result("[1][1] = xs[1]", {{"xs", Value(List{Value(1.0)})}}) == "true");
    BOOST_TEST(result("o.n * 2", {{"o", Value(Context({{"n", Value(1.5)}}))}}) == "3");
}

BOOST_AUTO_TEST_CASE(json_documents_are_what_they_say) {
    BOOST_TEST(result("order.total > 10 and order.items[1].name = \"pen\"",
                      {{"order", json(R"({"total": 12.5, "items": [{"name": "pen"}]})")}}) == "true");
    BOOST_TEST(result("order.total", {{"order", json("{")}}).starts_with("error: The variable 'order' cannot be read"));
    BOOST_TEST(result("x = null", {{"x", Value(Document{Document::Format::xml, "<a/>", {}, {}})}}) == "false");
}

BOOST_AUTO_TEST_CASE(a_json_document_may_have_any_number_of_keys) {
    std::string text;
    for (int at = 0; at < 6'000; ++at)
        text += (at == 0 ? "" : ",") + ("{\"sku\":" + std::to_string(at)) + ",\"quantity\":1}";
    BOOST_TEST(result("count(order.items)", {{"order", json("{\"items\":[" + text + "]}")}}) == "6000");
}

BOOST_AUTO_TEST_CASE(members_of_large_contexts_cost_what_they_hold) {
    std::string text;
    for (int at = 0; at < 100'000; ++at) text += (at == 0 ? "\"k" : ",\"k") + std::to_string(at) + "\":0";
    const std::map<std::string, Value, std::less<>> variables{{"large", json("{" + text + "}")}};
    BOOST_TEST(result("large.k99999", variables) == "0");
    BOOST_TEST(result("count(for i in 1..1000 return large.k99999)", variables).ends_with("an evaluation may take"));
}

BOOST_AUTO_TEST_CASE(a_date_meets_those_with_a_zone_and_those_without) {
    const Value noon = Value(DateTime(1'577'880'000, 0, Zone::offset(0)));  // 2020-01-01T12:00:00Z
    const auto holds = [&](std::string_view text) { return result(text, {{"d", noon}}); };
    BOOST_TEST(holds("d < date and time(\"2021-01-01T00:00:00\")") == "true");
    BOOST_TEST(holds("d = date and time(\"2020-01-01T12:00:00\")") == "true");
    BOOST_TEST(holds("d in [@\"2020-01-01T00:00:00\"..@\"2020-01-02T00:00:00\"]") == "true");
    BOOST_TEST(holds("d < date and time(\"2021-01-01T00:00:00Z\") and d < now()") == "true");
    BOOST_TEST(holds("d = date and time(\"2020-01-01T13:00:00+01:00\")") == "true");
    BOOST_TEST(holds("time(d) = time(\"12:00:00\") and time(d) = time(\"12:00:00Z\")") == "true");
    BOOST_TEST(holds("d - date and time(\"2020-01-01T11:00:00\")") == "duration(\"PT1H\")");
    BOOST_TEST(holds("d + duration(\"P1D\") > date and time(\"2020-01-02T11:00:00\")") == "true");
    BOOST_TEST(holds("string(d)") == "\"2020-01-01T12:00:00Z\"");
    BOOST_TEST(holds("date and time(\"2020-01-01T12:00:00\") = date and time(\"2020-01-01T12:00:00Z\")") == "null");
}

BOOST_AUTO_TEST_CASE(the_clock_is_that_of_the_engine) {
    BOOST_TEST(result("today()") == "date(\"2024-02-29\")");
    BOOST_TEST(result("now() = date and time(\"2024-02-29T10:30:00Z\")") == "true");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_null) {
    BOOST_TEST(result("nothing.at.all") == "null");
    BOOST_TEST(result("get or else(nothing, 5)") == "5");
}
