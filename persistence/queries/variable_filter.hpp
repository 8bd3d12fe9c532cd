// Conditions on variables inside a query.
#pragma once

#include "persistence/sql/sql.hpp"
#include "runtime/engine/queries/page.hpp"

namespace pavane::persistence {

// " and exists (a variable of the scope in `scope_column` that has this name and value)". Numbers match any numeric
// type (contract §3.5).
void add_variable_equals(Sql& sql, Literal scope_column, const std::string& name, const expression::Value& value);

// The same with any operator.
void add_variable_condition(Sql& sql, Literal scope_column, const engine::VariableCondition& condition);

// The same on a process instance's variables while it runs and after it has ended. `process_column` is its id.
void add_process_variable_ever(Sql& sql, Literal process_column, const engine::VariableCondition& condition);

// " and (the variable in the row itself, alias v, has this value)".
void add_value_equals(Sql& sql, const expression::Value& value);

}  // namespace pavane::persistence
