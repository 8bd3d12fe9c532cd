#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/history.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryActivityCriteria;
using Field = HistoryActivityCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::activity_instance_id:
            return "t.id";
        case Field::instance_id:
            return "t.process_id";
        case Field::execution_id:
            return "t.id";
        case Field::activity_id:
            return "t.element";
        case Field::activity_name:
            return "nullif(t.element_name, '')";
        case Field::activity_type:
            return "t.activity_type";
        case Field::start_time:
            return "t.started_at";
        case Field::end_time:
            return "t.ended_at";
        case Field::duration:
            return "t.ended_at - t.started_at";
        case Field::definition_id:
            return "t.definition_id";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

// A process instance's own activity is the process, which has a history of its own; what waits before its start (async
// before) has not begun.
void add_both(Sql& sql) {
    sql << " from (select ";
    sql.names("a.", activity_table().columns)
        << ", cast(null as bigint) as ended_at, '' as ending from activity a where a.id <> a.process_id and a.phase <> "
           "'entering' union all select ";
    sql.names("h.", history_activity_table().columns) << " from history_activity h where h.id <> h.process_id) t";
}

void add_from(Sql& sql, const HistoryActivityCriteria& criteria) {
    add_both(sql);
    sql << join_definition << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_place(sql, criteria.place, {.execution = "t.id"});
    add_equals(sql, "t.element", criteria.activity);
    add_among(sql, "t.element", criteria.activity_in);
    add_equals(sql, "t.element_name", criteria.activity_name);
    add_equals(sql, "t.activity_type", criteria.activity_type);
    add_equals(sql, "t.assignee", criteria.assignee);
    add_period(sql, criteria.period);
    add_if(sql, criteria.canceled, "t.ending = 'canceled'");
    add_tenant(sql, criteria.tenant);
}

engine::HistoryActivityItem read_item(CellReader& cells) {
    const engine::ActivityRow activity = read_activity(cells);
    engine::HistoryActivityItem item;
    item.id = activity.key;
    item.parent = activity.record.parent;
    item.process = activity.origin.process;
    item.root = activity.origin.root;
    item.element = activity.origin.element;
    item.name = activity.origin.element_name;
    item.activity_type = activity.origin.activity_type;
    item.assignee = activity.record.assignee;
    item.task = activity.record.task;
    item.called = activity.record.called;
    item.tenant = activity.origin.tenant;
    item.started_at = activity.record.started_at;
    item.ended_at = cells.optional_instant();
    const std::string ending = cells.text();
    item.canceled = !ending.empty() && read_ending(ending) == core::Ending::canceled;
    item.definition = read_definition_ref(cells, activity.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) { return add_columns_and_definition(sql, history_activity_table().columns); }

constexpr Listing<HistoryActivityCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const HistoryActivityCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::HistoryActivityItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const HistoryActivityCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
