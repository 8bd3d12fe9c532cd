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
            return "v.tenant";
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
    add_equals(sql, "v.process_id", criteria.process_instance);
    add_among(sql, "v.process_id", criteria.process_instance_in);
    add_equals(sql, "v.definition_id", criteria.definition);
    add_equals(sql, "d.key", criteria.definition_key);
    add_equals(sql, "v.name", criteria.name);
    add_like(sql, "v.name", criteria.name_like);
    if (criteria.value) add_value_equals(sql, criteria.value->value);
    add_among_ids(sql, "v.scope_id", criteria.activity_instance_in);
    add_among_ids(sql, "v.scope_id", criteria.execution_in);
    add_tenants(sql, "v.tenant", criteria.tenant_in, criteria.without_tenant);
}

}  // namespace

std::vector<engine::HistoryVariableItem> SociStore::list(const HistoryVariableCriteria& criteria,
                                                         const engine::Page& page) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("v.", history_variable_table().columns) << ", ";
        select_definition_ref(sql);
        add_from(sql, criteria);
        add_order(sql, criteria.order, column_of, "v.id");
        sql.page(page.first, page.max);
        std::vector<engine::HistoryVariableItem> items;
        for (const Cells& row : connection.rows(sql, history_variable_table().columns.size() + definition_ref_width)) {
            CellReader cells(row);
            engine::HistoryVariableItem item;
            item.row = read_variable(cells, text_);
            item.ended_at = cells.optional_instant();
            item.definition = read_definition_ref(cells, item.row.origin.definition);
            items.push_back(std::move(item));
        }
        return items;
    });
}

std::int64_t SociStore::count(const HistoryVariableCriteria& criteria) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select count(*)";
        add_from(sql, criteria);
        return read_count(connection, sql);
    });
}

}  // namespace pavane::persistence
