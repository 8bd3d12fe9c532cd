#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::IncidentCriteria;
using Field = IncidentCriteria::Field;

// An incident's cause and root cause are itself: none is made by another one.
Literal column_of(Field field) {
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::message:
            return "nullif(t.message, '')";
        case Field::timestamp:
            return "t.created_at";
        case Field::type:
            return "t.kind";
        case Field::execution:
            return "t.owner_id";
        case Field::activity:
            return "t.element";
        case Field::process_instance:
            return "t.process_id";
        case Field::definition:
            return "t.definition_id";
        case Field::cause:
            return "t.id";
        case Field::root_cause:
            return "t.id";
        case Field::configuration:
            return "t.cause_id";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

// The contract's name of a kind; an unknown one matches nothing.
std::string kind_of(const std::string& type) {
    if (type == "failedJob") return "failed_job";
    if (type == "failedExternalTask") return "failed_external_task";
    if (type == "processInstanceLimit") return "instance_limit";
    return "";
}

void add_from(Sql& sql, const IncidentCriteria& criteria) {
    sql << " from incident t" << join_definition << " where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    if (criteria.type) sql << " and t.kind = " << bound(kind_of(*criteria.type));
    add_equals(sql, "t.message", criteria.message);
    add_like(sql, "t.message", criteria.message_like);
    add_place(sql, criteria.place);
    add_equals(sql, "t.element", criteria.activity);
    add_equals(sql, "t.element", criteria.failed_activity);
    if (criteria.configuration) add_among_ids(sql, "t.cause_id", engine::Names{*criteria.configuration});
    add_compared(sql, "t.created_at < ", criteria.before);
    add_compared(sql, "t.created_at > ", criteria.after);
    add_tenant(sql, criteria.tenant);
}

engine::IncidentItem read_item(CellReader& cells) {
    engine::IncidentItem item;
    item.row = read_incident(cells);
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) { return add_columns_and_definition(sql, incident_table().columns); }

constexpr Listing<IncidentCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const IncidentCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::IncidentItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const IncidentCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

std::vector<engine::IncidentItem> SociStore::incidents_of(const ActivityId& process) {
    IncidentCriteria criteria;
    criteria.place.process = process;
    return list(criteria, {});
}

}  // namespace pavane::persistence
