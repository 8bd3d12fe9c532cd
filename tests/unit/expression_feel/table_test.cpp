// The tables of tests/data/feel: rows of "expression | variables | expected".
//
// The variables are the entries of a context in FEEL, or nothing. Expected is the canonical literal of the value;
// "null" alone, a null without a warning; "null: words", one with a warning that contains the words; "error: words", an
// evaluation that a limit ended; or "syntax 7: words", an expression that is refused at its column 7. Every literal is
// read back, and gives the same.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "expression/feel/to_text.hpp"
#include "tests/unit/expression_feel/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

struct Row {
    std::string expression;
    std::string variables;
    std::string expected;
    std::size_t line = 0;
};

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// The tests run somewhere below the repository's root.
std::filesystem::path data_folder() {
    for (std::filesystem::path folder = std::filesystem::current_path();; folder = folder.parent_path()) {
        if (std::filesystem::exists(folder / "tests/data/feel")) return folder / "tests/data/feel";
        if (folder == folder.root_path()) throw std::runtime_error("there is no tests/data/feel above this folder");
    }
}

std::vector<Row> rows_of(std::string_view file) {
    std::ifstream input(data_folder() / file);
    BOOST_REQUIRE_MESSAGE(input.good(), "cannot open " << file);
    std::vector<Row> rows;
    std::string line;
    for (std::size_t number = 1; std::getline(input, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        const std::size_t last = line.rfind(" | ");
        const std::size_t first = last == std::string::npos ? last : line.rfind(" | ", last - 1);
        BOOST_REQUIRE_MESSAGE(first != std::string::npos, file << " line " << number << " has not three columns");
        rows.push_back({trimmed(line.substr(0, first)), trimmed(line.substr(first + 2, last - first - 1)),
                        trimmed(line.substr(last + 3)), number});
    }
    return rows;
}

Value variables_of(const Row& row) {
    if (row.variables.empty()) return Value();
    const auto program = feel::compile("{" + row.variables + "}");
    BOOST_REQUIRE_MESSAGE(program.has_value(), "line " << row.line << ": its variables do not compile");
    return feel::evaluate(**program, World()).value().value;
}

std::string warned(const feel::Outcome& outcome, std::string_view words) {
    if (!outcome.value.is_null()) return "gives " + feel::to_literal(outcome.value);
    for (const std::string& warning : outcome.warnings)
        if (warning.find(words) != std::string::npos) return "";
    return outcome.warnings.empty() ? "does not warn" : "warns: " + outcome.warnings.front();
}

std::string check_syntax(const Row& row, const SyntaxError& error) {
    const std::string wanted = "syntax " + std::to_string(error.column) + ": ";
    const bool as_wanted =
        row.expected.starts_with(wanted) && error.message.find(row.expected.substr(wanted.size())) != std::string::npos;
    return as_wanted ? "" : "does not compile, column " + std::to_string(error.column) + ": " + error.message;
}

// What is written, read back and written again.
std::string read_back(const std::string& literal) {
    const auto program = feel::compile(literal);
    if (!program) return program.error().message;
    const auto outcome = feel::evaluate(**program, World());
    return outcome ? feel::to_literal(outcome->value) : outcome.error().message;
}

std::string check_outcome(const Row& row, const Result<feel::Outcome, EvaluationError>& outcome) {
    if (!outcome) {
        const bool as_wanted = row.expected.starts_with("error: ") &&
                               outcome.error().message.find(row.expected.substr(7)) != std::string::npos;
        return as_wanted ? "" : "fails: " + outcome.error().message;
    }
    if (row.expected.starts_with("null: ")) return warned(*outcome, std::string_view(row.expected).substr(6));
    const std::string literal = feel::to_literal(outcome->value);
    if (literal != row.expected) return "gives " + literal;
    if (outcome->value.is_null() && !outcome->warnings.empty()) return "warns: " + outcome->warnings.front();
    const std::string again = read_back(literal);
    return again == literal ? "" : "reads back as " + again;
}

// What went wrong, or nothing.
std::string check(const Row& row, bool is_unary) {
    const Value variables = variables_of(row);
    feel::KnownNames names;
    if (variables.context() != nullptr)
        for (const auto& [name, value] : variables.context()->entries()) names.add(name);
    feel::CompileOptions options;
    options.names = &names;
    const auto program =
        is_unary ? feel::compile_unary_tests(row.expression, options) : feel::compile(row.expression, options);
    if (!program) return check_syntax(row, program.error());
    if (row.expected.starts_with("syntax ")) return "compiles";
    const World world(variables);
    return check_outcome(row, is_unary ? feel::evaluate_unary_tests(**program, world.variable("?").value(), world)
                                       : feel::evaluate(**program, world));
}

void check_table(std::string_view file, std::size_t least_rows, bool is_unary = false) {
    const auto rows = rows_of(file);
    BOOST_TEST(rows.size() >= least_rows);
    for (const Row& row : rows) {
        const std::string problem = check(row, is_unary);
        BOOST_TEST(problem.empty(), file << " line " << row.line << ": " << row.expression << " " << problem);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_language) { check_table("language.txt", 150); }
BOOST_AUTO_TEST_CASE(literals) { check_table("literals.txt", 50); }
BOOST_AUTO_TEST_CASE(operators) { check_table("operators.txt", 100); }
BOOST_AUTO_TEST_CASE(control) { check_table("control.txt", 90); }
BOOST_AUTO_TEST_CASE(unary_tests) { check_table("unary_tests.txt", 30, true); }
BOOST_AUTO_TEST_CASE(conversion_functions) { check_table("conversion.txt", 90); }
BOOST_AUTO_TEST_CASE(numeric_functions) { check_table("numeric.txt", 50); }
BOOST_AUTO_TEST_CASE(string_functions) { check_table("string.txt", 75); }
BOOST_AUTO_TEST_CASE(list_functions) { check_table("list.txt", 100); }
BOOST_AUTO_TEST_CASE(context_functions) { check_table("context.txt", 30); }
BOOST_AUTO_TEST_CASE(temporal_functions) { check_table("temporal.txt", 15); }
BOOST_AUTO_TEST_CASE(interval_functions) { check_table("interval.txt", 50); }
BOOST_AUTO_TEST_CASE(functions_of_camunda) { check_table("camunda.txt", 30); }
