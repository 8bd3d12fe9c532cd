#include "persistence/tables/live.hpp"
#include "persistence/tables/value_columns.hpp"

namespace pavane::persistence {

namespace {

constexpr auto uuid = ColumnType::uuid;
constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;

std::vector<Column> with_origin(std::vector<Column> columns) {
    std::vector<Column> all{{"id", uuid},         {"tenant", text},        {"root_id", uuid},
                            {"process_id", uuid}, {"definition_id", uuid}, {"element", text}};
    all.insert(all.end(), columns.begin(), columns.end());
    return all;
}

std::vector<Column> variable_columns() {
    std::vector<Column> columns{{"scope_id", uuid}, {"name", text}, {"created_at", integer}};
    columns.insert(columns.end(), value_columns().begin(), value_columns().end());
    return with_origin(columns);
}

}  // namespace

std::vector<Column> Table::key_columns() const {
    std::vector<Column> result;
    for (const Literal& name_of_key : key)
        for (const Column& column : columns)
            if (column.name.text() == name_of_key.text()) result.push_back(column);
    ENSURE(result.size() == key.size());
    return result;
}

const Table& process_table() {
    static const Table table{"process_instance",
                             with_origin({{"caller_id", uuid}, {"business_key", text}, {"started_at", integer}}),
                             {"id"},
                             {{"first_counter", integer}, {"first_operation", uuid}, {"first_history_events", integer}},
                             {{"revision_counter", "coalesce(r.first_counter, 0)", ""},
                              {"revision_operation", "r.first_operation", ""},
                              {"history_events", "coalesce(r.first_history_events, 0)", ""}}};
    return table;
}

const Table& activity_table() {
    static const Table table{"activity",
                             with_origin({{"element_name", text},
                                          {"activity_type", text},
                                          {"parent_id", uuid},
                                          {"started_at", integer},
                                          {"task_id", uuid},
                                          {"called_id", uuid},
                                          {"assignee", text},
                                          {"phase", text}}),
                             {"id"},
                             {},
                             {}};
    return table;
}

const Table& token_table() {
    static const Table table{"token", with_origin({{"scope_id", uuid}}), {"id"}, {}, {}};
    return table;
}

const Table& subscription_table() {
    static const Table table{
        "subscription", with_origin({{"owner_id", uuid}, {"message", text}, {"created_at", integer}}), {"id"}, {}, {}};
    return table;
}

// The lease: lease_owner, lease_epoch and ready_at, the moment from which the job may be taken: its due date while it
// is free, and not before its turn came, so that it stands behind what has waited longer; the end of the lease while it
// is leased. A change that carries a lease_owner (the empty one) ends the lease. SQLite takes r.due for a text until it
// is calculated with.
const Table& job_table() {
    static const Table table{
        "job",
        with_origin({{"owner_id", uuid},
                     {"kind", text},
                     {"due", integer},
                     {"retries", integer},
                     {"priority", integer},
                     {"exclusive", integer},
                     {"cycle", text},
                     {"cycle_anchor", integer},
                     {"cycle_index", integer},
                     {"nodes_since_input", integer},
                     {"error_message", text},
                     {"error_details", text},
                     {"created_at", integer},
                     {"in_turn", integer}}),
        {"id"},
        {{"new_lease_owner", text}, {"lease_for", integer}},
        {{"lease_owner", "coalesce(r.new_lease_owner, '')", "coalesce(r.new_lease_owner, job.lease_owner)"},
         {"lease_epoch", "case when r.lease_for is null then 0 else 1 end", ""},
         {"acquisitions", "case when r.lease_for is null then 0 else 1 end",
          "case when r.new_lease_owner = '' then 0 else job.acquisitions end"},
         {"ready_at", "coalesce($clock + r.lease_for, r.due, $clock)",
          "case when coalesce(r.new_lease_owner, job.lease_owner) <> '' then job.ready_at when r.due + 0 > $clock then "
          "r.due else $clock end"}}};
    return table;
}

const Table& user_task_table() {
    static const Table table{"user_task",
                             with_origin({{"owner_id", uuid},
                                          {"name", text},
                                          {"description", text},
                                          {"assignee", text},
                                          {"owner_user", text},
                                          {"form_key", text},
                                          {"candidates", text},
                                          {"priority", integer},
                                          {"due", integer},
                                          {"follow_up", integer},
                                          {"created_at", integer},
                                          {"updated_at", integer}}),
                             {"id"},
                             {},
                             {}};
    return table;
}

const Table& candidate_table() {
    static const Table table{"user_task_candidate",
                             {{"task_id", uuid}, {"tenant", text}, {"root_id", uuid}, {"kind", text}, {"name", text}},
                             {"task_id"},
                             {},
                             {}};
    return table;
}

const Table& external_task_table() {
    static const Table table{"external_task",
                             with_origin({{"owner_id", uuid},
                                          {"topic", text},
                                          {"priority", integer},
                                          {"retries", integer},
                                          {"error_message", text},
                                          {"error_details", text},
                                          {"created_at", integer}}),
                             {"id"},
                             {},
                             {}};
    return table;
}

const Table& incident_table() {
    static const Table table{
        "incident",
        with_origin(
            {{"owner_id", uuid}, {"kind", text}, {"cause_id", uuid}, {"message", text}, {"created_at", integer}}),
        {"id"},
        {},
        {}};
    return table;
}

const Table& variable_table() {
    static const Table table{"variable", variable_columns(), {"scope_id", "name"}, {}, {}};
    return table;
}

}  // namespace pavane::persistence
