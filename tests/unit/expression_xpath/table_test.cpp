#include <boost/test/unit_test.hpp>

#include "expression/xpath/xpath.hpp"
#include "tests/tables/table.hpp"
#include "tests/unit/expression_xpath/scope.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string check(const TableRow& row) {
    const TableDocuments documents;
    const XpathEvaluator evaluator(documents);
    ProcessScope scope(read_variables(row.variables));
    return problem_of(row, evaluator, Language::xpath, scope);
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
