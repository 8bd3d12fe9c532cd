#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::JobCriteria;
using Field = JobCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::due_date:
            return "t.due";
        case Field::execution_id:
            return "t.owner_id";
        case Field::process_instance:
            return "t.process_id";
        case Field::definition_id:
            return "t.definition_id";
        case Field::definition_key:
            return "d.key";
        case Field::priority:
            return "t.priority";
        case Field::retries:
            return "t.retries";
        case Field::tenant:
            return "t.tenant";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const JobCriteria& criteria) {
    sql << " from job t" << join_definition << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_among(sql, "t.id", criteria.id_in);
    add_equals(sql, "t.process_id", criteria.process_instance);
    add_among(sql, "t.process_id", criteria.process_instance_in);
    add_equals(sql, "t.owner_id", criteria.execution);
    add_equals(sql, "t.definition_id", criteria.definition);
    add_equals(sql, "d.key", criteria.definition_key);
    add_equals(sql, "t.element", criteria.activity);
    if (criteria.failed_activity)
        sql << " and t.error_message <> '' and t.element = " << bound(*criteria.failed_activity);
    add_if(sql, criteria.with_retries_left, "t.retries > 0");
    add_if(sql, criteria.no_retries_left, "t.retries = 0");
    if (criteria.executable) (sql << " and t.retries > 0 and coalesce(t.due, 0) <= ").clock();
    add_if(sql, criteria.timers, "t.kind = 'timer'");
    add_if(sql, criteria.messages, "t.kind <> 'timer'");
    add_if(sql, criteria.with_exception, "t.error_message <> ''");
    add_equals(sql, "t.error_message", criteria.exception_message);
    add_if(sql, criteria.suspended, "1 = 0");  // nothing can be suspended
    add_compared(sql, "t.due < ", criteria.due_before);
    add_compared(sql, "t.due > ", criteria.due_after);
    add_compared(sql, "t.created_at < ", criteria.created_before);
    add_compared(sql, "t.created_at > ", criteria.created_after);
    add_compared(sql, "t.priority >= ", criteria.priority_at_least);
    add_compared(sql, "t.priority <= ", criteria.priority_at_most);
    add_tenants(sql, "t.tenant", criteria.tenant_in, criteria.without_tenant, criteria.include_without_tenant);
}

}  // namespace

std::vector<engine::JobItem> SociStore::list(const JobCriteria& criteria, const engine::Page& page) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("t.", job_table().columns) << ", ";
        select_definition_ref(sql);
        add_from(sql, criteria);
        add_order(sql, criteria.order, column_of, "t.id");
        sql.page(page.first, page.max);
        std::vector<engine::JobItem> items;
        for (const Cells& row : connection.rows(sql, job_table().columns.size() + definition_ref_width)) {
            CellReader cells(row);
            engine::JobItem item;
            item.row = read_job(cells);
            item.definition = read_definition_ref(cells, item.row.origin.definition);
            items.push_back(std::move(item));
        }
        return items;
    });
}

std::int64_t SociStore::count(const JobCriteria& criteria) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select count(*)";
        add_from(sql, criteria);
        return read_count(connection, sql);
    });
}

}  // namespace pavane::persistence
