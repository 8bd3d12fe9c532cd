#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::ExternalTaskCriteria;
using Field = ExternalTaskCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::lock_expiration:
            return "nullif(t.lock_until, 0)";
        case Field::process_instance:
            return "t.process_id";
        case Field::definition_id:
            return "t.definition_id";
        case Field::definition_key:
            return "d.key";
        case Field::tenant:
            return "nullif(t.tenant, '')";
        case Field::priority:
            return "t.priority";
        case Field::created:
            return "t.created_at";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const ExternalTaskCriteria& criteria) {
    sql << " from external_task t left join process_instance p on p.id = t.process_id" << join_definition
        << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_among(sql, "t.id", criteria.id_in);
    add_equals(sql, "t.topic", criteria.topic);
    add_equals(sql, "t.worker", criteria.worker);
    if (criteria.locked) (sql << " and t.lock_until > ").clock();
    if (criteria.not_locked) (sql << " and t.lock_until <= ").clock();
    if (criteria.lock_expires_before)
        sql << " and t.worker <> '' and t.lock_until < " << bound(*criteria.lock_expires_before);
    add_compared(sql, "t.lock_until > ", criteria.lock_expires_after);
    add_equals(sql, "t.element", criteria.activity);
    add_among(sql, "t.element", criteria.activity_in);
    add_place(sql, criteria.place);
    add_if(sql, criteria.suspended, "1 = 0");  // nothing can be suspended
    add_if(sql, criteria.with_retries_left, "(t.retries is null or t.retries > 0)");
    add_if(sql, criteria.no_retries_left, "t.retries = 0");
    add_compared(sql, "t.priority >= ", criteria.priority_at_least);
    add_compared(sql, "t.priority <= ", criteria.priority_at_most);
    add_tenant(sql, criteria.tenant);
}

engine::ExternalTaskItem read_item(CellReader& cells) {
    engine::ExternalTaskItem item;
    item.business_key = cells.text();
    item.worker = cells.text();
    const Instant until = cells.instant();
    item.row = read_external_task(cells);
    if (!item.worker.empty()) item.lock_until = until;
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) {
    sql << "p.business_key, t.worker, ";
    sql.as_text("t.", {"lock_until", ColumnType::integer}) << ", ";
    return 3 + add_columns_and_definition(sql, external_task_table().columns);
}

constexpr Listing<ExternalTaskCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const ExternalTaskCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::ExternalTaskItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const ExternalTaskCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
