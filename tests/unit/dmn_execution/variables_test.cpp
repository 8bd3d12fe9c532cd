// Decisions over the variables of a process (EvaluationOptions::variables).
#include <boost/test/unit_test.hpp>
#include <map>

#include "expression/feel/to_text.hpp"
#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;
using expression::Value;

namespace {

class Variables final : public expression::feel::Scope {
  public:
    explicit Variables(std::map<std::string, Value, std::less<>> values) : values_(std::move(values)) {}
    std::optional<Value> variable(std::string_view name) const override {
        const auto found = values_.find(name);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    Instant now() const override { return tests::options().now; }

  private:
    std::map<std::string, Value, std::less<>> values_;
};

std::string value(const std::string& content, std::map<std::string, Value, std::less<>> values) {
    const dmn::Linked model = tests::linked(content);
    const Variables variables(std::move(values));
    dmn::EvaluationOptions options = tests::options();
    options.variables = &variables;
    const auto evaluation = dmn::evaluate_decision(model.model, "d", expression::Context(), options);
    BOOST_REQUIRE(evaluation.has_value());
    return expression::feel::to_literal(evaluation->value);
}

std::string requires_decision(const std::string& id) {
    return "<informationRequirement><requiredDecision href='#" + id + "'/></informationRequirement>";
}

// The decision 'table' with these outputs, whose one rule always matches.
std::string table(const std::string& outputs, const std::string& entries, const std::string& policy = "UNIQUE") {
    return "<decision id='table' name='The table'><decisionTable hitPolicy='" + policy +
           "'><input><inputExpression><text>1</text></inputExpression></input>" + outputs +
           "<rule><inputEntry><text>-</text></inputEntry>" + entries + "</rule></decisionTable></decision>";
}

std::string output(const std::string& name) { return "<output name='" + name + "'/>"; }
std::string entry(const std::string& text) { return "<outputEntry><text>" + text + "</text></outputEntry>"; }

}  // namespace

BOOST_AUTO_TEST_CASE(an_expression_names_any_variable) {
    BOOST_TEST(value(tests::decision("d", "amount * 2"), {{"amount", Value(std::int64_t{21})}}) == "42");
    BOOST_TEST(value(tests::decision("d", "amount"), {}) == "null");
}

BOOST_AUTO_TEST_CASE(input_data_is_the_variable_of_its_name_and_type) {
    const std::string model =
        "<inputData id='i' name='Net amount'><variable name='Net amount' typeRef='number'/></inputData>" +
        tests::decision("d", "Net amount + 1",
                        "<informationRequirement><requiredInput href='#i'/></informationRequirement>");
    BOOST_TEST(value(model, {{"Net amount", Value(std::int64_t{1})}}) == "2");
    BOOST_TEST(value(model, {{"Net amount", Value("one")}}) == "null");
    BOOST_TEST(value(model, {}) == "null");
}

BOOST_AUTO_TEST_CASE(outputs_of_required_tables_are_seen_by_their_names) {
    const auto d = [](const std::string& text) { return tests::decision("d", text, requires_decision("table")); };
    BOOST_TEST(value(table(output("season"), entry("\"Winter\"")) + d("season"), {}) == "\"Winter\"");
    // In front of a variable, behind what the requirement is called itself.
    BOOST_TEST(value(table(output("season"), entry("\"Winter\"")) + d("season"), {{"season", Value("Summer")}}) ==
               "\"Winter\"");
    BOOST_TEST(value(table(output("a") + output("b"), entry("1") + entry("2")) + d("a + b"), {}) == "3");
    BOOST_TEST(value(table(output("a") + output("b"), entry("1") + entry("2"), "COLLECT") + d("b"), {}) == "[2]");
    BOOST_TEST(value(table(output("a"), entry("1"), "COLLECT") + d("a"), {}) == "[1]");
}

BOOST_AUTO_TEST_CASE(what_is_not_required_has_no_outputs_here) {
    BOOST_TEST(value(table(output("season"), entry("\"Winter\"")) + tests::decision("d", "season"), {}) == "null");
}

BOOST_AUTO_TEST_CASE(nested_expressions_see_the_variables_too) {
    BOOST_TEST(value(tests::decision("d", "[1, 2][item &gt; least]"), {{"least", Value(std::int64_t{1})}}) == "[2]");
    BOOST_TEST(value(tests::decision("d", "for i in [1, 2] return i * by"), {{"by", Value(std::int64_t{10})}}) ==
               "[10, 20]");
}

namespace {

// What a table with one column of the type gives for the cell; "null" where no rule matches.
std::string column(const std::string& type, const Value& given, const std::string& cell) {
    return value("<decision id='d' name='d'><decisionTable><input><inputExpression typeRef='" + type +
                     "'><text>i</text></inputExpression></input><output name='o'/><rule><inputEntry><text>" + cell +
                     "</text></inputEntry>" + entry("\"hit\"") + "</rule></decisionTable></decision>",
                 {{"i", given}});
}

std::string out(const std::string& type, const std::string& text) {
    return value("<decision id='d' name='d'><decisionTable><output name='o' typeRef='" + type + "'/><rule>" +
                     entry(text) + "</rule></decisionTable></decision>",
                 {});
}

}  // namespace

BOOST_AUTO_TEST_CASE(columns_convert_as_camundas_do) {
    BOOST_TEST(column("integer", Value("5"), "5") == "\"hit\"");
    BOOST_TEST(column("Integer", Value("5"), "&lt; 6") == "\"hit\"");
    BOOST_TEST(column("integer", Value(5.0), "5") == "\"hit\"");
    BOOST_TEST(column("double", Value("2.5"), "2.5") == "\"hit\"");
    BOOST_TEST(column("integer", Value("five"), "5") == "null");
    BOOST_TEST(column("integer", Value("5.7"), "5.7") == "null");
    BOOST_TEST(column("boolean", Value("TRUE"), "true") == "\"hit\"");
    BOOST_TEST(column("Boolean", Value("yes"), "false") == "\"hit\"");
    BOOST_TEST(column("string", Value(std::int64_t{5}), "\"5\"") == "\"hit\"");
    BOOST_TEST(column("String", Value(2.5), "\"2.5\"") == "\"hit\"");
    BOOST_TEST(column("string", Value(true), "\"true\"") == "\"hit\"");
    BOOST_TEST(column("date", Value("2020-01-01T12:00:00"), "&gt; date and time(\"2019-01-02T00:00:00\")") ==
               "\"hit\"");
    BOOST_TEST(column("number", Value("5"), "5") == "null");
    BOOST_TEST(out("integer", "\"7\"") == "7");
    BOOST_TEST(out("string", "7") == "\"7\"");
    BOOST_TEST(out("number", "\"7\"") == "null");
}

BOOST_AUTO_TEST_CASE(cells_name_their_input) {
    BOOST_TEST(column("integer", Value(std::int64_t{4}), "cellInput &gt; 3") == "\"hit\"");
    BOOST_TEST(column("integer", Value(std::int64_t{3}), "cellInput &gt; 3") == "null");
}
