#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/history.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryProcessCriteria;
using Field = HistoryProcessCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::instance_id:
            return "t.id";
        case Field::definition_id:
            return "t.definition_id";
        case Field::definition_key:
            return "d.key";
        case Field::definition_name:
            return "nullif(d.name, '')";
        case Field::definition_version:
            return "d.version";
        case Field::business_key:
            return "nullif(t.business_key, '')";
        case Field::start_time:
            return "t.started_at";
        case Field::end_time:
            return "t.ended_at";
        case Field::duration:
            return "t.ended_at - t.started_at";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

constexpr Literal both =
    " from (select id, tenant, root_id, definition_id, element, caller_id, business_key, started_at, cast(null as "
    "bigint) as ended_at, "
    "'' as ending, 0 as by_command, '' as end_element, '' as reason from process_instance union all select id, tenant, "
    "root_id, definition_id, element, caller_id, business_key, started_at, ended_at, ending, by_command, end_element, "
    "reason from history_process) t";

// The process instance whose call activity started this one.
constexpr Literal super_process =
    "case when t.caller_id is null then null else coalesce((select a.process_id from activity a where a.called_id = "
    "t.id), (select h.process_id from history_activity h where h.called_id = t.id)) end";

void add_kin(Sql& sql, const HistoryProcessCriteria& criteria) {
    add_if(sql, criteria.root_only, "t.root_id = t.id");
    if (criteria.super_process)
        sql << " and t.id in (select called_id from activity where called_id is not null and process_id = "
            << bound(*criteria.super_process)
            << " union all select called_id from history_activity where called_id is not null and process_id = "
            << bound(*criteria.super_process) << ")";
    if (criteria.sub_process)
        sql << " and t.id in (select process_id from activity where called_id = " << bound(*criteria.sub_process)
            << " union all select process_id from history_activity where called_id = " << bound(*criteria.sub_process)
            << ")";
}

void add_fate(Sql& sql, const HistoryProcessCriteria& criteria) {
    add_period(sql, criteria.period);
    add_if(sql, criteria.active, "t.ended_at is null");
    add_if(sql, criteria.suspended, "1 = 0");  // nothing can be suspended
    add_if(sql, criteria.completed, "t.ending = 'completed'");
    add_if(sql, criteria.externally_terminated, "t.ending = 'canceled' and t.by_command = 1");
    add_if(sql, criteria.internally_terminated, "t.ending = 'canceled' and t.by_command = 0");
    add_if(sql, criteria.with_incidents,
           "(exists (select 1 from incident i where i.process_id = t.id) or exists (select 1 from history_incident i "
           "where i.process_id = t.id))");
    if (criteria.executed_activity_in)
        sql << " and exists (select 1 from history_activity a where a.process_id = t.id and a.element"
            << one_of(*criteria.executed_activity_in) << ")";
    if (criteria.active_activity_in)
        sql << " and exists (select 1 from activity a where a.process_id = t.id and a.element"
            << one_of(*criteria.active_activity_in) << ")";
}

void add_from(Sql& sql, const HistoryProcessCriteria& criteria) {
    sql << both << join_definition << " where 1 = 1";
    add_equals(sql, "t.business_key", criteria.business_key);
    add_like(sql, "t.business_key", criteria.business_key_like);
    add_place(sql, criteria.place, {.process = "t.id", .execution = "t.id"});
    add_kin(sql, criteria);
    add_fate(sql, criteria);
    add_tenant(sql, criteria.tenant);
    for (const auto& condition : criteria.variables) add_process_variable_ever(sql, "t.id", condition);
}

engine::HistoryProcessItem read_item(CellReader& cells) {
    engine::HistoryProcessItem item;
    item.super_process = cells.id<ActivityId>();
    item.id = cells.id<ActivityId>();
    item.tenant = cells.text();
    item.root = cells.id<ActivityId>();
    const auto definition = cells.id<DefinitionId>();
    item.start_element = cells.text();
    item.business_key = cells.text();
    item.started_at = cells.instant();
    item.ended_at = cells.optional_instant();
    const std::string ending = cells.text();
    if (!ending.empty()) item.ending = read_ending(ending);
    item.by_command = cells.boolean();
    item.end_element = cells.text();
    item.reason = cells.text();
    item.definition = read_definition_ref(cells, definition);
    return item;
}

const std::vector<Column>& item_columns() {
    static const std::vector<Column> columns{{"id", ColumnType::uuid},
                                             {"tenant"},
                                             {"root_id", ColumnType::uuid},
                                             {"definition_id", ColumnType::uuid},
                                             {"element"},
                                             {"business_key"},
                                             {"started_at", ColumnType::integer},
                                             {"ended_at", ColumnType::integer},
                                             {"ending"},
                                             {"by_command", ColumnType::integer},
                                             {"end_element"},
                                             {"reason"}};
    return columns;
}

std::size_t add_columns(Sql& sql) {
    sql << super_process << ", ";
    return 1 + add_columns_and_definition(sql, item_columns());
}

constexpr Listing<HistoryProcessCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const HistoryProcessCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::HistoryProcessItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const HistoryProcessCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
