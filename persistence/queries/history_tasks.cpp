#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/history.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryTaskCriteria;
using Field = HistoryTaskCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::task_id:
            return "t.id";
        case Field::activity_instance_id:
            return "t.owner_id";
        case Field::definition_id:
            return "t.definition_id";
        case Field::instance_id:
            return "t.process_id";
        case Field::execution_id:
            return "t.owner_id";
        case Field::duration:
            return "t.ended_at - t.created_at";
        case Field::end_time:
            return "t.ended_at";
        case Field::start_time:
            return "t.created_at";
        case Field::task_name:
            return "nullif(t.name, '')";
        case Field::description:
            return "nullif(t.description, '')";
        case Field::assignee:
            return "nullif(t.assignee, '')";
        case Field::owner:
            return "nullif(t.owner_user, '')";
        case Field::due_date:
            return "t.due";
        case Field::follow_up_date:
            return "t.follow_up";
        case Field::delete_reason:
            return "nullif(t.reason, '')";
        case Field::task_definition_key:
            return "t.element";
        case Field::priority:
            return "t.priority";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_both(Sql& sql) {
    sql << " from (select ";
    sql.names("u.", user_task_table().columns)
        << ", cast(null as bigint) as ended_at, '' as reason from user_task u union all select ";
    sql.names("h.", history_task_table().columns) << " from history_task h) t";
}

void add_process(Sql& sql, const HistoryTaskCriteria& criteria) {
    add_place(sql, criteria.place);
    if (criteria.business_key) {
        const Among key = present_ones({*criteria.business_key});
        sql << " and t.process_id in (select id from process_instance where business_key" << key
            << " union all select id from history_process where business_key" << key << ")";
    }
    add_if(sql, criteria.process_finished, "exists (select 1 from history_process p where p.id = t.process_id)");
    add_if(sql, criteria.process_unfinished, "exists (select 1 from process_instance p where p.id = t.process_id)");
}

void add_from(Sql& sql, const HistoryTaskCriteria& criteria) {
    add_both(sql);
    sql << join_definition << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_process(sql, criteria);
    add_among_ids(sql, "t.owner_id", criteria.activity_instance_in);
    add_equals(sql, "t.name", criteria.name);
    add_like(sql, "t.name", criteria.name_like);
    add_equals(sql, "t.assignee", criteria.assignee);
    add_like(sql, "t.assignee", criteria.assignee_like);
    add_equals(sql, "t.owner_user", criteria.owner);
    add_if(sql, criteria.assigned, "t.assignee <> ''");
    add_if(sql, criteria.unassigned, "t.assignee = ''");
    add_equals(sql, "t.element", criteria.task_definition_key);
    add_among(sql, "t.element", criteria.task_definition_key_in);
    add_period(sql, criteria.period, {"t.created_at <= ", "t.created_at >= "});
    add_equals(sql, "t.priority", criteria.priority);
    add_equals(sql, "t.reason", criteria.delete_reason);
    add_tenant(sql, criteria.tenant);
}

engine::HistoryTaskItem read_item(CellReader& cells) {
    engine::HistoryTaskItem item;
    item.row = read_user_task(cells);
    item.ended_at = cells.optional_instant();
    item.reason = cells.text();
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) { return add_columns_and_definition(sql, history_task_table().columns); }

constexpr Listing<HistoryTaskCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const HistoryTaskCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::HistoryTaskItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const HistoryTaskCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
