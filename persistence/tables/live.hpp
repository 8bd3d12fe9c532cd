// The tables of what runs, one per map of the state, and their rows as cells. Every row begins with its origin.
#pragma once

#include "persistence/tables/table.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

const Table& process_table();
const Table& activity_table();
const Table& token_table();
const Table& subscription_table();
const Table& job_table();
const Table& user_task_table();
const Table& candidate_table();  // of user tasks; read through user_task_table's last column
const Table& external_task_table();
const Table& incident_table();
const Table& variable_table();

Cells cells_of(const engine::ProcessRow& row);
Cells cells_of(const engine::ActivityRow& row);
Cells cells_of(const engine::TokenRow& row);
Cells cells_of(const engine::SubscriptionRow& row);
Cells cells_of(const engine::JobRow& row);
Cells cells_of(const engine::UserTaskRow& row);
Cells cells_of(const engine::ExternalTaskRow& row);
Cells cells_of(const engine::IncidentRow& row);
Cells cells_of(const engine::VariableRow& row, const ValueText& text);

engine::ProcessRow read_process(CellReader& cells);
engine::ActivityRow read_activity(CellReader& cells);
engine::TokenRow read_token(CellReader& cells);
engine::SubscriptionRow read_subscription(CellReader& cells);
engine::JobRow read_job(CellReader& cells);
engine::UserTaskRow read_user_task(CellReader& cells);
engine::ExternalTaskRow read_external_task(CellReader& cells);
engine::IncidentRow read_incident(CellReader& cells);
// A variable whose value may be beyond reading: then it is null, and a sentence says which variable it is, and why.
struct StoredVariable {
    engine::VariableRow row;
    std::string unreadable;
};
StoredVariable read_stored_variable(CellReader& cells, const ValueText& text);
// Throws engine::UnreadableRow with that sentence.
engine::VariableRow read_variable(CellReader& cells, const ValueText& text);

}  // namespace pavane::persistence
