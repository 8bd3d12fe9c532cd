#include "persistence/tables/commits.hpp"

namespace pavane::persistence {

namespace {
constexpr auto uuid = ColumnType::uuid;
constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;
}  // namespace

const Table& operation_table() {
    static const Table table{
        "operation", {{"id", uuid}, {"node", text}, {"tombstone", integer}}, {"id"}, {}, {{"made_at", "$clock", ""}}};
    return table;
}

const Table& refusal_table() {
    static const Table table{"refusal",
                             {{"operation_id", uuid}, {"command", integer}, {"reason", text}, {"answer", text}},
                             {"operation_id", "command"},
                             {},
                             {}};
    return table;
}

const Table& idempotency_table() {
    static const Table table{"idempotency_key",
                             {{"tenant", text}, {"key", text}, {"request", text}, {"answer", text}},
                             {"tenant", "key"},
                             {},
                             {{"made_at", "$clock", ""}}};
    return table;
}

const Table& revision_table() {
    static const Table table{
        "process_instance",
        {{"id", uuid}, {"revision_counter", integer}, {"revision_operation", uuid}, {"history_events", integer}},
        {"id"},
        {},
        {}};
    return table;
}

const Table& worker_lock_table() {
    static const Table table{
        "external_task", {{"id", uuid}}, {"id"}, {{"lock_for", integer}}, {{"lock_until", "", "$clock + r.lock_for"}}};
    return table;
}

}  // namespace pavane::persistence
