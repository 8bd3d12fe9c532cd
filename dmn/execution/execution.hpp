// What is shared by everything that is evaluated for one question to a model.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "dmn/execution/evaluate.hpp"
#include "dmn/execution/frame.hpp"
#include "expression/feel/evaluation.hpp"

namespace pavane::dmn {

using expression::feel::LimitReached;

// Why an evaluation ends without a value: a limit, or an expression of another language that failed.
struct Stop {
    std::optional<LimitReached> limit;
    std::string message;  // without a limit; with one the decision that reached it, if it was one ("decision 'Loan'")
};
using Evaluated = Result<Value, Stop>;

struct Execution {
    const std::shared_ptr<const Model>& model;
    expression::feel::Evaluation& evaluation;
    const expression::feel::Scope* world = nullptr;  // as in EvaluationOptions::variables
};

// Says of the warnings that arise while it lives where they arise; the words are made only if there are any.
template <class Words>
class Here {
  public:
    Here(expression::feel::Evaluation& evaluation, Words words)
        : evaluation_(evaluation), first_(evaluation.warnings().size()), words_(std::move(words)) {}
    ~Here() {
        if (evaluation_.warnings().size() > first_) evaluation_.place_warnings(first_, words_());
    }
    Here(const Here&) = delete;
    Here& operator=(const Here&) = delete;

  private:
    expression::feel::Evaluation& evaluation_;
    std::size_t first_;
    Words words_;
};

// What is evaluated while it lives sees the frame.
class Within {
  public:
    Within(expression::feel::Evaluation& evaluation, const Frame& frame)
        : evaluation_(evaluation), outer_(evaluation.exchange_scope(frame)) {}
    ~Within() { evaluation_.exchange_scope(outer_); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

  private:
    expression::feel::Evaluation& evaluation_;
    const expression::feel::Scope& outer_;
};

inline Evaluated evaluated(expression::feel::Computed computed) {
    if (!computed) return unexpected(Stop{computed.error(), {}});
    return std::move(*computed);
}

// The value as one of the type (null: any), else null with a warning that names `what`.
Evaluated typed(Execution& execution, Value value, const Type* type, std::string_view what);

// camunda_columns.cpp: as the Camunda 7 line converts what comes into a column; what it cannot convert as it is.
Value as_column(const Execution& execution, Value value, ColumnType column);

// Camunda's tables, and processes, call a date what FEEL calls a date and time.
inline bool is_kind_of_date(const Value& value, const Type* type) {
    return type != nullptr && type->kind == Type::Kind::date && value.date_time() != nullptr;
}

// code.cpp
Evaluated evaluate(Execution& execution, const Code& code, const Frame& frame);
// Whether the cell of a table matches the input; false also where it cannot be told. The caller is Within the frame,
// since a table has many cells.
Result<bool, Stop> matches(Execution& execution, const Code& tests, const Value& input, const Frame& frame);

// logic.cpp: `trace`, if given, gets the inputs and rules of a decision table that is the logic itself.
Evaluated evaluate(Execution& execution, const Logic& logic, const Frame& frame, EvaluatedDecision* trace = nullptr);

// table.cpp
Evaluated evaluate_table(Execution& execution, const TableLogic& table, const Frame& frame, EvaluatedDecision* trace);

// functions.cpp
// A boxed function: what it sees of `frame` it keeps.
Value function_value(Execution& execution, const FunctionLogic& function, const Type* result, const Frame& frame);
// A business knowledge model or a decision service as a function; null if it has no logic.
Value function_value(Execution& execution, std::size_t node);

// Requirements as names: values of input data and decisions from `value_of`, functions otherwise; what comes from
// imports stands in a context under the import's name.
template <class ValueOf>
void add_requirements(Execution& execution, Frame& frame, const Node& node, const ValueOf& value_of) {
    std::vector<std::pair<std::string_view, expression::Context>> imports;
    for (const Requirement& requirement : node.requirements) {
        const Node& required = execution.model->nodes[requirement.node];
        const bool is_value = required.kind == NodeKind::input || required.kind == NodeKind::decision;
        Value value = is_value ? value_of(requirement.node) : function_value(execution, requirement.node);
        if (requirement.import_name.empty()) {
            frame.set(required.variable, std::move(value));
            continue;
        }
        auto import = imports.begin();
        while (import != imports.end() && import->first != requirement.import_name) ++import;
        if (import == imports.end()) import = imports.insert(imports.end(), {requirement.import_name, {}});
        import->second.set(required.variable, std::move(value));
    }
    for (auto& [name, context] : imports) frame.set(name, std::move(context));
}

}  // namespace pavane::dmn
