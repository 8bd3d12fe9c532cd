#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

using engine::ProcessInstanceCriteria;
using Field = ProcessInstanceCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::instance_id:
            return "t.id";
        case Field::definition_id:
            return "t.definition_id";
        case Field::definition_key:
            return "d.key";
        case Field::tenant:
            return "t.tenant";
        case Field::business_key:
            return "t.business_key";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const ProcessInstanceCriteria& criteria) {
    sql << " from process_instance t" << join_definition << " where 1 = 1";
    add_among(sql, "t.id", criteria.id_in);
    add_equals(sql, "t.business_key", criteria.business_key);
    add_like(sql, "t.business_key", criteria.business_key_like);
    add_equals(sql, "t.definition_id", criteria.definition);
    add_equals(sql, "d.key", criteria.definition_key);
    add_among(sql, "d.key", criteria.definition_key_in);
    add_equals(sql, "d.deployment_id", criteria.deployment);
    if (criteria.super_process)
        sql << " and t.id in (select called_id from activity where process_id = " << bound(*criteria.super_process)
            << " and called_id is not null)";
    if (criteria.sub_process)
        sql << " and t.id in (select process_id from activity where called_id = " << bound(*criteria.sub_process)
            << ")";
    add_if(sql, criteria.root_only, "t.root_id = t.id");
    add_if(sql, criteria.suspended, "1 = 0");  // nothing can be suspended
    add_if(sql, criteria.with_incident, "exists (select 1 from incident i where i.process_id = t.id)");
    if (criteria.activity_in)
        sql << " and exists (select 1 from activity a where a.process_id = t.id and a.element"
            << one_of(*criteria.activity_in) << ")";
    add_tenants(sql, "t.tenant", criteria.tenant_in, criteria.without_tenant);
    for (const auto& condition : criteria.variables) add_variable_condition(sql, "t.id", condition);
}

}  // namespace

std::vector<engine::ProcessInstanceItem> SociStore::list(const ProcessInstanceCriteria& criteria,
                                                         const engine::Page& page) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("t.", {{"id", ColumnType::uuid}, {"definition_id", ColumnType::uuid}, {"business_key"}, {"tenant"}})
            << ", ";
        select_definition_ref(sql);
        add_from(sql, criteria);
        add_order(sql, criteria.order, column_of, "t.id");
        sql.page(page.first, page.max);
        std::vector<engine::ProcessInstanceItem> items;
        for (const Cells& row : connection.rows(sql, 4 + definition_ref_width)) {
            CellReader cells(row);
            engine::ProcessInstanceItem item;
            item.id = cells.id<ActivityId>();
            const auto definition = cells.id<DefinitionId>();
            item.business_key = cells.text();
            item.tenant = cells.text();
            item.definition = read_definition_ref(cells, definition);
            items.push_back(std::move(item));
        }
        return items;
    });
}

std::int64_t SociStore::count(const ProcessInstanceCriteria& criteria) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select count(*)";
        add_from(sql, criteria);
        return read_count(connection, sql);
    });
}

}  // namespace pavane::persistence
