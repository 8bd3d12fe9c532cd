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
            return "nullif(t.tenant, '')";
        case Field::business_key:
            return "nullif(t.business_key, '')";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const ProcessInstanceCriteria& criteria) {
    sql << " from process_instance t" << join_definition << " where 1 = 1";
    add_equals(sql, "t.business_key", criteria.business_key);
    add_like(sql, "t.business_key", criteria.business_key_like);
    add_place(sql, criteria.place, {.process = "t.id", .execution = "t.id"});
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
    add_tenant(sql, criteria.tenant);
    for (const auto& condition : criteria.variables) add_variable_condition(sql, "t.id", condition);
}

engine::ProcessInstanceItem read_item(CellReader& cells) {
    engine::ProcessInstanceItem item;
    item.id = cells.id<ActivityId>();
    const auto definition = cells.id<DefinitionId>();
    item.business_key = cells.text();
    item.tenant = cells.text();
    item.definition = read_definition_ref(cells, definition);
    return item;
}

std::size_t add_columns(Sql& sql) {
    static const std::vector<Column> columns{
        {"id", ColumnType::uuid}, {"definition_id", ColumnType::uuid}, {"business_key"}, {"tenant"}};
    return add_columns_and_definition(sql, columns);
}

constexpr Listing<ProcessInstanceCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const ProcessInstanceCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::ProcessInstanceItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const ProcessInstanceCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
