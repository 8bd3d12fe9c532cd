#include <boost/test/unit_test.hpp>

#include "expression/juel/juel.hpp"
#include "tests/tables/scope.hpp"
#include "tests/tables/table.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string shown(const Value& value) {
    if (const std::string* text = value.string()) return "\"" + *text + "\"";
    if (value.document()) return "document " + value.document()->text;
    if (value.date_time()) return "date " + std::to_string(value.date_time()->instant().time_since_epoch().count());
    return std::string(name_of(value.kind())) + " " + TableDocuments().write(value).value();
}

// What went wrong, or nothing. "syntax: ..." and "error: ..." expect a message that contains the text behind them.
std::string check(const TableRow& row) {
    const TableDocuments documents;
    const JuelEvaluator evaluator(documents);
    const bool wants_syntax_error = row.expected.starts_with("syntax: ");
    const bool wants_error = row.expected.starts_with("error: ");
    const auto compiled = evaluator.compile(Language::juel, row.expression);
    if (!compiled) {
        if (wants_syntax_error && compiled.error().message.find(row.expected.substr(8)) != std::string::npos) return "";
        return "does not compile: " + compiled.error().message;
    }
    if (wants_syntax_error) return "compiles";
    TableScope scope(read_variables(row.variables));
    const auto value = evaluator.evaluate(*compiled, scope);
    if (!value) {
        if (wants_error && value.error().message.find(row.expected.substr(7)) != std::string::npos) return "";
        return "fails: " + value.error().message;
    }
    if (wants_error) return "gives " + shown(*value);
    return *value == read_value(row.expected) ? "" : "gives " + shown(*value);
}

void check_table(std::string_view file, std::size_t least_rows) {
    const auto rows = read_table(file);
    BOOST_TEST(rows.size() >= least_rows);
    for (const TableRow& row : rows) {
        const std::string problem = check(row);
        BOOST_TEST(problem.empty(), file << " line " << row.line << ": " << row.expression << " " << problem);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_language) { check_table("juel/language.txt", 100); }
BOOST_AUTO_TEST_CASE(the_methods_of_java) { check_table("juel/methods.txt", 80); }
BOOST_AUTO_TEST_CASE(the_objects_and_functions_of_the_engine) { check_table("juel/engine.txt", 20); }
BOOST_AUTO_TEST_CASE(json_documents) { check_table("juel/json.txt", 40); }
BOOST_AUTO_TEST_CASE(xml_documents) { check_table("juel/xml.txt", 60); }
