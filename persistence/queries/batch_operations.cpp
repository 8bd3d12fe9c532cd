#include "persistence/tables/batch_operations.hpp"
#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"

namespace pavane::persistence {

namespace {

using engine::BatchOperationCriteria;
using Field = BatchOperationCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::tenant:
            return "nullif(t.tenant, '')";
        case Field::start_time:
            return "t.started_at";
        case Field::end_time:
            return "t.ended_at";
    }
    ENSURE(false);
}

std::size_t add_columns(Sql& sql) {
    sql.columns("t.", batch_operation_table().columns);
    return batch_operation_table().columns.size();
}

void add_from(Sql& sql, const BatchOperationCriteria& criteria) {
    // Not what is being made, nor what is to leave nothing.
    sql << " from batch_operation t where t.stage <> 'making' and (t.ended_at is null or t.in_history = 1)";
    add_equals(sql, "t.id", criteria.id);
    add_equals(sql, "t.type", criteria.type);
    add_if(sql, criteria.in_history, "t.in_history = 1");
    add_if(sql, criteria.under_way, "t.ended_at is null");
    add_if(sql, criteria.ended, "t.ended_at is not null");
    add_if(sql, criteria.active, "t.suspended = 0");
    add_if(sql, criteria.suspended, "t.suspended = 1");
    add_if(sql, criteria.with_failures, "1 = 0");
    add_compared(sql, "t.started_at <= ", criteria.started_before);
    add_compared(sql, "t.started_at >= ", criteria.started_after);
    add_tenant(sql, criteria.tenant);
}

constexpr Listing<BatchOperationCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const BatchOperationCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::BatchOperation>& visit) {
    reading(
        [&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_batch_operation, visit); });
}

std::int64_t SociStore::count(const BatchOperationCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
