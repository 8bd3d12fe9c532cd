#include "persistence/read_every_row.hpp"

#include <functional>

#include "persistence/tables/batch_operations.hpp"
#include "persistence/tables/decisions.hpp"
#include "persistence/tables/definitions.hpp"
#include "persistence/tables/history.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/row_of.hpp"

namespace pavane::persistence {

namespace {

// How a row of a table is read, and what it is called in a sentence, before the content of its first column.
struct Reading {
    const Table& table;
    std::string_view what;
    std::function<void(CellReader& cells)> read;
};

// In tables of numbered parts: the id of what they are parts of, and the number.
void read_place(CellReader& cells) {
    cells.uuid();
    cells.integer();
}

std::vector<Reading> readings_of_what_runs(const ValueText& text) {
    return {{process_table(), "process instance", [](CellReader& cells) { read_process(cells); }},
            {activity_table(), "activity", [](CellReader& cells) { read_activity(cells); }},
            {token_table(), "token", [](CellReader& cells) { read_token(cells); }},
            {subscription_table(), "subscription", [](CellReader& cells) { read_subscription(cells); }},
            {job_table(), "job", [](CellReader& cells) { read_job(cells); }},
            {user_task_table(), "user task", [](CellReader& cells) { read_user_task(cells); }},
            {external_task_table(), "external task", [](CellReader& cells) { read_external_task(cells); }},
            {incident_table(), "incident", [](CellReader& cells) { read_incident(cells); }},
            {variable_table(), "variable", [&text](CellReader& cells) { read_variable(cells, text); }},
            {batch_operation_table(), "batch operation", [](CellReader& cells) { read_batch_operation(cells); }},
            {batch_operation_record_table(), "record of the batch operation", [](CellReader& cells) {
                 read_place(cells);
                 cells.text();
                 cells.uuid();
             }}};
}

// Behind the columns of the live row.
void read_end(CellReader& cells) { cells.instant(); }
void read_end_and_ending(CellReader& cells) {
    read_end(cells);
    read_ending(cells.text());
}

std::vector<Reading> readings_of_history(const ValueText& text) {
    return {{history_process_table(), "ended process instance",
             [](CellReader& cells) {
                 read_process(cells);
                 read_end_and_ending(cells);
                 cells.boolean();
             }},
            {history_activity_table(), "ended activity",
             [](CellReader& cells) {
                 read_activity(cells);
                 read_end_and_ending(cells);
             }},
            {history_task_table(), "ended user task",
             [](CellReader& cells) {
                 read_user_task(cells);
                 read_end(cells);
             }},
            {history_variable_table(), "ended variable",
             [&text](CellReader& cells) {
                 read_variable(cells, text);
                 read_end(cells);
             }},
            {history_incident_table(), "ended incident",
             [](CellReader& cells) {
                 read_incident(cells);
                 read_end(cells);
                 cells.boolean();
             }},
            {history_decision_table(), "evaluated decision", [](CellReader& cells) { read_decision_row(cells); }},
            {history_input_table(), "input of the evaluated decision",
             [&text](CellReader& cells) {
                 read_place(cells);
                 read_decision_input(cells, text);
             }},
            {history_output_table(), "output of the evaluated decision", [&text](CellReader& cells) {
                 read_place(cells);
                 read_decision_output(cells, text);
             }}};
}

const Table& answer_table() {
    static const Table table{
        "idempotency_key", {{"key"}, {"answer"}, {"made_at", ColumnType::integer}}, {"tenant", "key"}, {}, {}};
    return table;
}

// What is answered once more was written as JSON, or is nothing.
void read_answer(CellReader& cells, const ValueText& text) {
    cells.text();
    const std::string answer = cells.text();
    cells.instant();
    if (answer.empty()) return;
    try {
        text.read(answer);
    } catch (const std::runtime_error& error) {
        throw Unreadable(error.what());
    }
}

std::vector<Reading> readings_of_deployments(const ValueText& text) {
    return {{deployment_table(), "deployment", [](CellReader& cells) { read_deployment(cells); }},
            {definition_table(), "process definition", [](CellReader& cells) { read_definition(cells); }},
            {message_start_table(), "start by the message", [](CellReader& cells) { read_message_start(cells); }},
            {decision_table(), "decision", [](CellReader& cells) { read_decision(cells); }},
            {requirements_table(), "requirements graph", [](CellReader& cells) { read_requirements(cells); }},
            {answer_table(), "answer kept for the Idempotency-Key",
             [&text](CellReader& cells) { read_answer(cells, text); }}};
}

void find_unreadable(Connection& connection, const Reading& reading, std::vector<std::string>& findings) {
    constexpr std::size_t most = 100;
    std::vector<std::string> found;
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", reading.table.columns)
        << " from " << reading.table.name << " t order by " << reading.table.columns.front().name;
    connection.each(sql, reading.table.columns.size(), [&](const Cells& row) {
        if (found.size() == most) return;
        try {
            row_of(reading.what, row.at(0), [&] {
                CellReader cells(row);
                reading.read(cells);
            });
        } catch (const engine::UnreadableRow& problem) {
            found.emplace_back(problem.what());
        }
    });
    findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

}  // namespace

std::vector<std::string> unreadable_rows(Connection& connection, const ValueText& text) {
    std::vector<std::string> findings;
    for (const auto& readings : {readings_of_what_runs(text), readings_of_history(text), readings_of_deployments(text)})
        for (const Reading& reading : readings) find_unreadable(connection, reading, findings);
    return findings;
}

}  // namespace pavane::persistence
