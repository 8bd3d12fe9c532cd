// The tables of what has ended, written once, when it ends. Their columns begin like those of the live tables, so that
// a query can read the union of both.
#pragma once

#include "persistence/tables/table.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::persistence {

const Table& history_process_table();
const Table& history_activity_table();
const Table& history_task_table();
const Table& history_variable_table();
const Table& history_incident_table();

Cells cells_of(const engine::HistoryRow<core::EndedProcess>& row, const std::string& end_element);
Cells cells_of(const engine::HistoryRow<core::EndedActivity>& row);
Cells cells_of(const engine::HistoryRow<core::EndedTask>& row);
Cells cells_of(const engine::HistoryRow<core::EndedVariable>& row, const ValueText& text);
Cells cells_of(const engine::HistoryRow<core::EndedIncident>& row);

std::string_view word_of(core::Ending ending);
core::Ending read_ending(std::string_view word);

}  // namespace pavane::persistence
