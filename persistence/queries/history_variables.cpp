#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/history.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryVariableCriteria;
using Field = HistoryVariableCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::instance_id:
            return "v.process_id";
        case Field::name:
            return "v.name";
        case Field::tenant:
            return "nullif(v.tenant, '')";
    }
    ENSURE(false);
}

void add_both(Sql& sql) {
    sql << " from (select ";
    sql.names("w.", variable_table().columns) << ", cast(null as bigint) as ended_at from variable w union all select ";
    sql.names("h.", history_variable_table().columns) << " from history_variable h) v";
}

void add_from(Sql& sql, const HistoryVariableCriteria& criteria) {
    add_both(sql);
    sql << " left join process_definition d on d.id = v.definition_id" << " where 1 = 1";
    add_place(sql, criteria.place, {"v.definition_id", "v.process_id", "v.scope_id"});
    add_equals(sql, "v.name", criteria.name);
    add_like(sql, "v.name", criteria.name_like);
    if (criteria.value) add_value_equals(sql, criteria.value->value);
    add_among_ids(sql, "v.scope_id", criteria.activity_instance_in);
    add_among_ids(sql, "v.scope_id", criteria.execution_in);
    add_tenant(sql, criteria.tenant, "v.tenant");
}

// The task of the activity that the variable is of.
constexpr Literal task =
    "coalesce((select a.task_id from activity a where a.id = v.scope_id), (select h.task_id from history_activity h "
    "where h.process_id = v.process_id and h.id = v.scope_id))";

std::size_t add_columns(Sql& sql) {
    const std::size_t width = add_columns_and_definition(sql, history_variable_table().columns, "v.");
    sql << ", " << task;
    return width + 1;
}

constexpr Listing<HistoryVariableCriteria> listing{add_columns, add_from, column_of, "v.id"};

}  // namespace

void SociStore::visit(const HistoryVariableCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::HistoryVariableItem>& visit) {
    const auto read_item = [&](CellReader& cells) {
        engine::HistoryVariableItem item;
        StoredVariable stored = read_stored_variable(cells, text_);
        item.row = std::move(stored.row);
        item.unreadable = std::move(stored.unreadable);
        item.ended_at = cells.optional_instant();
        item.definition = read_definition_ref(cells, item.row.origin.definition);
        item.task = cells.id<core::UserTaskId>();
        return item;
    };
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const HistoryVariableCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
