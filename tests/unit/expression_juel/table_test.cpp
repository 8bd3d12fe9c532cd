#include <boost/test/unit_test.hpp>

#include "expression/juel/juel.hpp"
#include "tests/tables/scope.hpp"
#include "tests/tables/table.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string check(const TableRow& row) {
    const TableDocuments documents;
    const JuelEvaluator evaluator(documents);
    TableScope scope(read_variables(row.variables));
    return problem_of(row, evaluator, Language::juel, scope);
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
