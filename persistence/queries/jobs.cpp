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
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const JobCriteria& criteria) {
    sql << " from job t" << join_definition << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_among(sql, "t.id", criteria.id_in);
    add_place(sql, criteria.place);
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
    add_tenant(sql, criteria.tenant);
}

engine::JobItem read_item(CellReader& cells) {
    engine::JobItem item;
    item.row = read_job(cells);
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) { return add_columns_and_definition(sql, job_table().columns); }

constexpr Listing<JobCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const JobCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::JobItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const JobCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
