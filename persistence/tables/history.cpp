#include "persistence/tables/history.hpp"

#include "persistence/tables/enum_text.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryRow;

constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;
constexpr auto endings =
    enum_words(word(core::Ending::completed, "completed"), word(core::Ending::canceled, "canceled"));

Table behind(const Table& live, Literal name, const std::vector<Column>& more) {
    Table table{name, live.columns, {"id"}, {}, {}};
    table.columns.insert(table.columns.end(), more.begin(), more.end());
    return table;
}

template <class... More>
Cells behind(Cells cells, const More&... more) {
    (cells.push_back(cell(more)), ...);
    return cells;
}

}  // namespace

std::string_view word_of(core::Ending ending) { return endings(ending); }
core::Ending read_ending(std::string_view word) { return endings.read(word); }

const Table& history_process_table() {
    static const Table table = behind(
        process_table(), "history_process",
        {{"ended_at", integer}, {"ending", text}, {"by_command", integer}, {"end_element", text}, {"reason", text}});
    return table;
}
const Table& history_activity_table() {
    static const Table table = behind(activity_table(), "history_activity", {{"ended_at", integer}, {"ending", text}});
    return table;
}
const Table& history_task_table() {
    static const Table table = behind(user_task_table(), "history_task", {{"ended_at", integer}, {"reason", text}});
    return table;
}
const Table& history_variable_table() {
    static const Table table = behind(variable_table(), "history_variable", {{"ended_at", integer}});
    return table;
}
const Table& history_incident_table() {
    static const Table table =
        behind(incident_table(), "history_incident", {{"ended_at", integer}, {"resolved", integer}});
    return table;
}

Cells cells_of(const HistoryRow<core::EndedProcess>& row, const std::string& end_element) {
    const core::EndedProcess& ended = row.ended;
    return behind(cells_of(engine::ProcessRow{row.origin, ended.id, ended.instance}), ended.ended_at,
                  endings(ended.ending), ended.by_command, end_element, ended.reason);
}
Cells cells_of(const HistoryRow<core::EndedActivity>& row) {
    const core::EndedActivity& ended = row.ended;
    return behind(cells_of(engine::ActivityRow{row.origin, ended.id, ended.activity}), ended.ended_at,
                  endings(ended.ending));
}
Cells cells_of(const HistoryRow<core::EndedTask>& row) {
    return behind(cells_of(engine::UserTaskRow{row.origin, row.ended.id, row.ended.task}), row.ended.ended_at,
                  row.ended.reason);
}
Cells cells_of(const HistoryRow<core::EndedVariable>& row, const ValueText& value_text) {
    return behind(cells_of(engine::VariableRow{row.origin, row.ended.key, row.ended.variable}, value_text),
                  row.ended.ended_at);
}
Cells cells_of(const HistoryRow<core::EndedIncident>& row) {
    return behind(cells_of(engine::IncidentRow{row.origin, row.ended.id, row.ended.incident}), row.ended.ended_at,
                  row.ended.resolved);
}

}  // namespace pavane::persistence
