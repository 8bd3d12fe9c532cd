#include <boost/test/unit_test.hpp>

#include "expression/xpath/xpath.hpp"
#include "tests/tables/table.hpp"
#include "tests/unit/expression_xpath/scope.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string shown(const Value& value) {
    if (value.document()) return "document " + value.document()->text;
    return std::string(name_of(value.kind())) + " " + TableDocuments().write(value).value();
}

// What went wrong, or nothing. "syntax: ..." and "error: ..." expect a message that contains the text behind them.
std::string check(const TableRow& row) {
    const TableDocuments documents;
    const XpathEvaluator evaluator(documents);
    const bool wants_syntax_error = row.expected.starts_with("syntax: ");
    const bool wants_error = row.expected.starts_with("error: ");
    const auto compiled = evaluator.compile(Language::xpath, row.expression);
    if (!compiled) {
        if (wants_syntax_error && compiled.error().message.find(row.expected.substr(8)) != std::string::npos) return "";
        return "does not compile: " + compiled.error().message;
    }
    if (wants_syntax_error) return "compiles";
    ProcessScope scope(read_variables(row.variables));
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

BOOST_AUTO_TEST_CASE(the_language) { check_table("xpath/language.txt", 100); }
BOOST_AUTO_TEST_CASE(the_functions_of_bpmn) { check_table("xpath/bpmn.txt", 30); }
BOOST_AUTO_TEST_CASE(xml_documents) { check_table("xpath/documents.txt", 30); }
