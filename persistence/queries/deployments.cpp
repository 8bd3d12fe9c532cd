#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/definitions.hpp"

namespace pavane::persistence {

namespace {

using engine::DeploymentCriteria;
using Field = DeploymentCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::name:
            return "nullif(t.name, '')";
        case Field::deployment_time:
            return "t.deployed_at";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_from(Sql& sql, const DeploymentCriteria& criteria) {
    sql << " from deployment t where 1 = 1";
    add_equals(sql, "t.id", criteria.id);
    add_equals(sql, "t.name", criteria.name);
    add_like(sql, "t.name", criteria.name_like);
    add_equals(sql, "t.source", criteria.source);
    add_if(sql, criteria.without_source, "t.source = ''");
    add_compared(sql, "t.deployed_at < ", criteria.before);
    add_compared(sql, "t.deployed_at > ", criteria.after);
    add_tenant(sql, criteria.tenant);
}

std::size_t add_columns(Sql& sql) {
    sql.columns("t.", deployment_table().columns);
    return deployment_table().columns.size();
}

constexpr Listing<DeploymentCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const DeploymentCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::Deployment>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_deployment, visit); });
}

std::int64_t SociStore::count(const DeploymentCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
