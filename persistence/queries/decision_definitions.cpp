#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/decisions.hpp"

namespace pavane::persistence {

namespace {

using engine::DecisionCriteria;
using engine::RequirementsCriteria;

template <class Id>
void add_deployed(Sql& sql, const engine::DeployedFilter<Id>& filter, Literal table) {
    add_among(sql, "t.id", filter.id_in);
    add_equals(sql, "t.key", filter.key);
    add_like(sql, "t.key", filter.key_like);
    add_equals(sql, "t.name", filter.name);
    add_like(sql, "t.name", filter.name_like);
    add_equals(sql, "t.category", filter.category);
    add_like(sql, "t.category", filter.category_like);
    add_equals(sql, "t.version", filter.version);
    add_equals(sql, "t.resource", filter.resource_name);
    add_like(sql, "t.resource", filter.resource_name_like);
    add_equals(sql, "t.deployment_id", filter.deployment);
    if (filter.latest)
        sql << " and not exists (select 1 from " << table
            << " n where n.deleted = 0 and n.key = t.key and n.tenant = t.tenant and n.version > t.version)";
    add_tenant(sql, filter.tenant);
}

Literal decision_column(DecisionCriteria::Field field) {
    using Field = DecisionCriteria::Field;
    switch (field) {
        case Field::category:
            return "nullif(t.category, '')";
        case Field::requirements_key:
            return "nullif(t.requirements_key, '')";
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
        case Field::deploy_time:
            return "p.deployed_at";
        case Field::version_tag:
            return "nullif(t.version_tag, '')";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_decisions(Sql& sql, const DecisionCriteria& criteria) {
    sql << " from decision_definition t left join deployment p on p.id = t.deployment_id where t.deleted = 0";
    add_deployed(sql, criteria.deployed, decision_table().name);
    add_compared(sql, "p.deployed_at > ", criteria.deployed_after);
    add_equals(sql, "p.deployed_at", criteria.deployed_at);
    add_equals(sql, "t.version_tag", criteria.version_tag);
    add_like(sql, "t.version_tag", criteria.version_tag_like);
    add_equals(sql, "t.requirements_id", criteria.requirements);
    add_equals(sql, "t.requirements_key", criteria.requirements_key);
    add_if(sql, criteria.without_requirements, "t.requirements_id is null");
}

std::size_t add_decision_columns(Sql& sql) {
    sql.columns("t.", decision_table().columns);
    return decision_table().columns.size();
}

Literal requirements_column(RequirementsCriteria::Field field) {
    using Field = RequirementsCriteria::Field;
    switch (field) {
        case Field::id:
            return "t.id";
        case Field::key:
            return "t.key";
        case Field::name:
            return "nullif(t.name, '')";
        case Field::version:
            return "t.version";
        case Field::deployment:
            return "t.deployment_id";
        case Field::category:
            return "nullif(t.category, '')";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_requirements(Sql& sql, const RequirementsCriteria& criteria) {
    sql << " from decision_requirements_definition t where t.deleted = 0";
    add_deployed(sql, criteria.deployed, requirements_table().name);
}

std::size_t add_requirements_columns(Sql& sql) {
    sql.columns("t.", requirements_table().columns);
    return requirements_table().columns.size();
}

constexpr Listing<DecisionCriteria> decision_listing{add_decision_columns, add_decisions, decision_column, "t.id"};
constexpr Listing<RequirementsCriteria> requirements_listing{add_requirements_columns, add_requirements,
                                                             requirements_column, "t.id"};

}  // namespace

void SociStore::visit(const DecisionCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::StoredDecision>& visit) {
    reading([&](Connection& connection) {
        visit_rows(connection, decision_listing, criteria, page, read_decision, visit);
    });
}
std::int64_t SociStore::count(const DecisionCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, decision_listing, criteria); });
}

void SociStore::visit(const RequirementsCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::StoredRequirements>& visit) {
    reading([&](Connection& connection) {
        visit_rows(connection, requirements_listing, criteria, page, read_requirements, visit);
    });
}
std::int64_t SociStore::count(const RequirementsCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, requirements_listing, criteria); });
}

}  // namespace pavane::persistence
