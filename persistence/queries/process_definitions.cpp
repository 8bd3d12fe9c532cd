#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/definitions.hpp"

namespace pavane::persistence {

namespace {

using engine::DefinitionCriteria;
using Field = DefinitionCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::category:
            return "nullif(t.category, '')";
        case Field::key:
            return "t.key";
        case Field::id:
            return "t.id";
        case Field::name:
            return "nullif(t.name, '')";
        case Field::version:
            return "t.version";
        case Field::deployment:
            return "t.deployment_id";
        case Field::tenant:
            return "nullif(t.tenant, '')";
        case Field::version_tag:
            return "nullif(t.version_tag, '')";
        case Field::deploy_time:
            return "p.deployed_at";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const DefinitionCriteria& criteria) {
    sql << " from process_definition t left join deployment p on p.id = t.deployment_id where t.deleted = 0";
    add_among(sql, "t.id", criteria.id_in);
    add_equals(sql, "t.key", criteria.key);
    add_among(sql, "t.key", criteria.key_in);
    add_like(sql, "t.key", criteria.key_like);
    add_equals(sql, "t.name", criteria.name);
    add_like(sql, "t.name", criteria.name_like);
    add_equals(sql, "t.category", criteria.category);
    add_equals(sql, "t.version", criteria.version);
    add_equals(sql, "t.version_tag", criteria.version_tag);
    add_equals(sql, "t.resource", criteria.resource_name);
    add_equals(sql, "t.deployment_id", criteria.deployment);
    add_if(sql, criteria.latest,
           "not exists (select 1 from process_definition n where n.deleted = 0 and n.key = t.key and n.tenant = "
           "t.tenant and n.version > t.version)");
    add_if(sql, criteria.active, "t.suspended = 0");
    add_if(sql, criteria.suspended, "t.suspended <> 0");
    add_if(sql, criteria.startable_in_tasklist, "t.startable_in_tasklist <> 0");
    add_tenant(sql, criteria.tenant);
}

std::size_t add_columns(Sql& sql) {
    sql.columns("t.", definition_table().columns);
    return definition_table().columns.size();
}

constexpr Listing<DefinitionCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const DefinitionCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::StoredDefinition>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_definition, visit); });
}

std::int64_t SociStore::count(const DefinitionCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
