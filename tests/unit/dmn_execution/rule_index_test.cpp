// What a table gives by its index is what it gives rule by rule: values, warnings and the rules that matched, whatever
// the hit policy. The same tables on every run.
#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;

namespace {

const std::vector<std::string>& policies() {
    static const std::vector<std::string> all{"UNIQUE",  "FIRST",      "PRIORITY",    "ANY",
                                              "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
    return all;
}

class Tables {
  public:
    explicit Tables(std::mt19937& random) : random_(random) {}

    std::string table(const std::string& policy) {
        const std::size_t columns = 1 + below(3);
        std::string text = "<decisionTable hitPolicy='" + policy + "'>";
        for (std::size_t at = 0; at < columns; ++at)
            text += "<input label='" + std::to_string(at) + "'><inputExpression><text>" + "abc"[at] +
                    std::string("</text></inputExpression></input>");
        text += "<output><outputValues><text>3, 2, 1</text></outputValues></output>";
        std::vector<std::size_t> kinds;
        for (std::size_t at = 0; at < columns; ++at) kinds.push_back(below(4));
        const std::size_t rules = 2 + below(40);
        for (std::size_t rule = 0; rule < rules; ++rule) {
            text += "<rule>";
            for (const std::size_t kind : kinds) text += "<inputEntry><text>" + cell(kind) + "</text></inputEntry>";
            text += "<outputEntry><text>" + std::to_string(1 + below(3)) + "</text></outputEntry></rule>";
        }
        return text + "</decisionTable>";
    }

    std::string input() {
        static const std::vector<std::string> values{
            "null", "true", "\"a\"", "\"b\"", "\"zz\"", "1.5", "-3", "[1]", "1E3", "{x: 1}", "date(\"2024-01-01\")"};
        return below(3) != 0 ? number() : values[below(values.size())];
    }

  private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
    std::string number() {
        const std::string whole = std::to_string(static_cast<int>(below(14)) - 4);
        return below(4) == 0 ? whole + ".0" : whole;
    }
    std::string text() { return std::string("\"") + "abcde"[below(5)] + "\""; }

    std::string of_numbers() {
        static const std::vector<std::string> operators{"&lt; ", "&lt;= ", "&gt; ", "&gt;= ", "= ", ""};
        if (below(2) == 0) return operators[below(operators.size())] + number();
        return std::string(below(2) == 0 ? "[" : "(") + number() + ".." + number() + (below(2) == 0 ? "]" : ")");
    }
    std::string several(std::string (Tables::*one)()) {
        std::string tests = (this->*one)();
        for (std::size_t more = below(3); more > 0; --more) tests += ", " + (this->*one)();
        return tests;
    }
    std::string odd() {
        static const std::vector<std::string> cells{"not(3)",    "? &gt; 4", "c",         "3, \"a\"", "true",
                                                    "!= 2",      "null",     "\"a\", 1",  "[1, 2]",   "1 + 1",
                                                    "- 2, nope", "&lt; c",   "ends(?, 1)"};
        return cells[below(cells.size())];
    }
    std::string cell(std::size_t kind) {
        if (below(8) == 0) return "-";
        if (kind == 3 ? below(2) == 0 : below(40) == 0) return odd();
        if (kind == 0 || (kind == 2 && below(2) == 0)) return several(&Tables::of_numbers);
        return several(&Tables::text);
    }

    std::mt19937& random_;
};

std::string told(const dmn::Linked& linked, const std::string& inputs) {
    const auto evaluation = dmn::evaluate_decision(linked.model, "d", tests::context(inputs), tests::options());
    if (!evaluation) return evaluation.error().message;
    std::string text = tests::value(linked, inputs);
    for (const dmn::MatchedRule& rule : evaluation->decisions.at(0).rules) text += " #" + std::to_string(rule.number);
    for (const std::string& warning : evaluation->warnings) text += "\n" + warning;
    return text;
}

dmn::TableLogic& table_in(const dmn::Linked& linked) {
    auto model = std::const_pointer_cast<dmn::Model>(linked.model);
    return std::get<dmn::TableLogic>(model->nodes[*model->find(dmn::NodeKind::decision, "d")].logic.kind);
}

std::string model_of(const std::string& table) {
    std::string inputs, required;
    for (const std::string name : {"a", "b", "c"}) {
        inputs += "<inputData id='" + name + "' name='" + name + "'><variable name='" + name + "'/></inputData>";
        required += "<informationRequirement><requiredInput href='#" + name + "'/></informationRequirement>";
    }
    return inputs + "<decision id='d' name='d'>" + required + table + "</decision>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_index)

BOOST_AUTO_TEST_CASE(an_indexed_table_gives_what_it_gives_rule_by_rule) {
    std::mt19937 random(20);
    Tables tables(random);
    std::size_t indexed_tables = 0, matches = 0;
    for (int round = 0; round < 250; ++round) {
        const std::string& policy = policies()[static_cast<std::size_t>(round) % policies().size()];
        const std::string content = model_of(tables.table(policy));
        const dmn::Linked indexed = tests::linked(content), plain = tests::linked(content);
        if (!table_in(indexed).indexes.empty()) ++indexed_tables;
        table_in(plain).indexes.clear();
        for (int question = 0; question < 12; ++question) {
            const std::string inputs =
                "{a: " + tables.input() + ", b: " + tables.input() + ", c: " + tables.input() + "}";
            const std::string expected = told(plain, inputs);
            BOOST_TEST(told(indexed, inputs) == expected, inputs << " in " << content);
            if (expected.find('#') != std::string::npos) ++matches;
        }
    }
    // It has tried what it is for.
    BOOST_TEST(indexed_tables > 100U);
    BOOST_TEST(matches > 500U);
}

BOOST_AUTO_TEST_CASE(most_rules_are_left_out) {
    std::string table = "<decisionTable><input><inputExpression><text>a</text></inputExpression></input><output/>";
    for (int rule = 0; rule < 1'000; ++rule)
        table += "<rule><inputEntry><text>[" + std::to_string(rule) + ".." + std::to_string(rule + 1) +
                 ")</text></inputEntry><outputEntry><text>" + std::to_string(rule) + "</text></outputEntry></rule>";
    const dmn::Linked linked = tests::linked(model_of(table + "</decisionTable>"));
    const dmn::RuleIndex::Found found = table_in(linked).indexes.at(0).find(expression::Value(500));
    BOOST_TEST(found.size() == 1U);
    BOOST_TEST(found.matching->front() == 500U);
    BOOST_TEST(tests::value(linked, "{a: 999.5, b: 0, c: 0}") == "999");
    BOOST_TEST(tests::value(linked, "{a: 1000, b: 0, c: 0}") == "null");
}

BOOST_AUTO_TEST_SUITE_END()
