#include "persistence/tables/batch_operations.hpp"

#include "persistence/tables/enum_text.hpp"

namespace pavane::persistence {

namespace {

using engine::DeleteEvaluations;
using engine::SetRemovalTime;

constexpr auto uuid = ColumnType::uuid;
constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;

using Mode = SetRemovalTime::Mode;
constexpr auto mode_words =
    enum_words(word(Mode::absolute, "absolute"), word(Mode::calculated, "calculated"), word(Mode::cleared, "cleared"));

// Those of the work: reason, removal_mode, removal_time, hierarchical.
Cells cells_of(const DeleteEvaluations& deletion) { return {cell(deletion.reason), cell(""), Cell(), cell(false)}; }
Cells cells_of(const SetRemovalTime& removal) {
    return {cell(""), cell(mode_words(removal.mode)), cell(removal.at), cell(removal.hierarchical)};
}

engine::BatchWork read_work(const std::string& type, CellReader& cells) {
    const std::string reason = cells.text();
    const std::string mode = cells.text();
    SetRemovalTime removal;
    removal.at = cells.optional_instant();
    removal.hierarchical = cells.boolean();
    if (type == DeleteEvaluations::type) return DeleteEvaluations{reason};
    if (type != SetRemovalTime::type) throw Unreadable("the type '" + type.substr(0, 40) + "' is not known");
    removal.mode = mode_words.read(mode);
    return removal;
}

}  // namespace

const Table& batch_operation_table() {
    static const Table table{"batch_operation",
                             {{"id", uuid},
                              {"tenant", text},
                              {"type", text},
                              {"reason", text},
                              {"removal_mode", text},
                              {"removal_time", integer},
                              {"hierarchical", integer},
                              {"total", integer},
                              {"done", integer},
                              {"suspended", integer},
                              {"in_history", integer},
                              {"started_at", integer},
                              {"first_piece_at", integer},
                              {"ended_at", integer}},
                             {"id"},
                             {},
                             {{"stage", "'making'", ""}, {"ready_at", "$clock", ""}, {"attempts", "0", ""}}};
    return table;
}

const Table& batch_operation_record_table() {
    static const Table table{"batch_operation_record",
                             {{"batch_operation_id", uuid}, {"number", integer}, {"tenant", text}, {"record_id", uuid}},
                             {"batch_operation_id", "number"},
                             {},
                             {}};
    return table;
}

Cells cells_of(const engine::BatchOperation& operation) {
    Cells cells{cell(operation.id), cell(operation.tenant), cell(engine::type_of(operation.work))};
    const Cells of_work = std::visit([](const auto& work) { return cells_of(work); }, operation.work);
    cells.insert(cells.end(), of_work.begin(), of_work.end());
    cells.insert(cells.end(),
                 {cell(operation.total), cell(operation.done), cell(operation.suspended), cell(operation.in_history),
                  cell(operation.started_at), cell(operation.first_piece_at), cell(operation.ended_at)});
    return cells;
}

engine::BatchOperation read_batch_operation(CellReader& cells) {
    engine::BatchOperation operation;
    operation.id = cells.id<engine::BatchOperationId>();
    operation.tenant = cells.text();
    const std::string type = cells.text();
    operation.work = read_work(type, cells);
    operation.total = cells.integer();
    operation.done = cells.integer();
    operation.suspended = cells.boolean();
    operation.in_history = cells.boolean();
    operation.started_at = cells.instant();
    operation.first_piece_at = cells.optional_instant();
    operation.ended_at = cells.optional_instant();
    return operation;
}

}  // namespace pavane::persistence
