// The plain-text tables of tests/data: rows of "expression | variables | expected", and the values that are written in
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "expression/document_reader.hpp"
#include "expression/evaluator.hpp"

namespace pavane::tests {

// One value as the tables write it: null, true, 1 (an integer), 1.0 (a real), "text" (with \" \\ \n), [1, 2], {"a": 1},
// date(2025-01-15T10:30:00Z), json(...), object(...) and xml(...) for documents with that text (brackets in it are
// paired), bytes("..."), file("name", "content"). Throws std::runtime_error for anything else: a mistake in a table.
expression::Value read_value(std::string_view text);

// "name = value; name = value"
std::vector<std::pair<std::string, expression::Value>> read_variables(std::string_view text);

struct TableRow {
    std::string expression;
    std::string variables;
    std::string expected;
    std::size_t line = 0;
};

// The rows of a file of tests/data, without empty lines and those that begin with #.
std::vector<TableRow> read_table(std::string_view file);

// What the language makes of a row that it should not, or empty. "syntax: ..." and "error: ..." expect a message that
// contains the text behind them.
std::string problem_of(const TableRow& row, const expression::Evaluator& evaluator, expression::Language language,
                       expression::Scope& scope);

// Reads and writes JSON in the same notation.
class TableDocuments final : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document& document) const override;
    Result<std::string, expression::EvaluationError> write(const expression::Value& value) const override;
};

}  // namespace pavane::tests
