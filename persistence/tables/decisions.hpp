// The tables of deployed decisions and of those that were evaluated, and their rows as cells.
#pragma once

#include "persistence/tables/table.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/rows.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::persistence {

const Table& requirements_table();
const Table& decision_table();

// One row per evaluation, and one per input and output of its decision table.
const Table& history_decision_table();
const Table& history_input_table();
const Table& history_output_table();

Cells cells_of(const engine::StoredRequirements& requirements);
Cells cells_of(const engine::StoredDecision& decision);
Cells cells_of(const engine::DecisionRow& row);

engine::StoredRequirements read_requirements(CellReader& cells);
engine::StoredDecision read_decision(CellReader& cells);
engine::RequirementsRef read_requirements_ref(CellReader& cells);  // id, key, version
engine::DecisionRow read_decision_row(CellReader& cells);          // without inputs and outputs

// Both begin with the evaluation's id and the place in its list.
std::vector<Cells> input_cells_of(const engine::DecisionRow& row, const ValueText& text);
std::vector<Cells> output_cells_of(const engine::DecisionRow& row, const ValueText& text);
core::DecisionInput read_decision_input(CellReader& cells, const ValueText& text);  // behind those two
core::DecisionOutput read_decision_output(CellReader& cells, const ValueText& text);

}  // namespace pavane::persistence
