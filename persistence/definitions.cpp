// Finding deployments, definitions and what starts them.
#include "persistence/definitions.hpp"

#include "persistence/called.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/definitions.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using engine::Deployment;
using engine::Resource;
using engine::ResourceId;
using engine::StoredDefinition;

Sql select_deployments(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("", deployment_table().columns) << " from deployment";
    return sql;
}

Sql select_definitions(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("d.", definition_table().columns) << " from process_definition d where d.deleted = 0";
    return sql;
}

std::optional<Deployment> one_deployment(Connection& connection, const Sql& sql) {
    const auto rows = connection.rows(sql, deployment_table().columns.size());
    if (rows.empty()) return std::nullopt;
    CellReader cells(rows.front());
    return read_deployment(cells);
}

std::vector<StoredDefinition> some_definitions(Connection& connection, const Sql& sql) {
    std::vector<StoredDefinition> definitions;
    for (const Cells& row : connection.rows(sql, definition_table().columns.size())) {
        CellReader cells(row);
        definitions.push_back(read_definition(cells));
    }
    return definitions;
}

std::optional<StoredDefinition> one_definition(Connection& connection, const Sql& sql) {
    auto definitions = some_definitions(connection, sql);
    if (definitions.empty()) return std::nullopt;
    return std::move(definitions.front());
}

std::vector<Resource> read_resources(Connection& connection, const Sql& sql) {
    std::vector<Resource> resources;
    for (const Cells& row : connection.rows(sql, 3)) {
        CellReader cells(row);
        Resource found;
        found.id = cells.id<ResourceId>();
        found.name = cells.text();
        found.content = cells.bytes();
        resources.push_back(std::move(found));
    }
    return resources;
}

std::vector<Resource> some_resources(Connection& connection, const DeploymentId& id, bool with_content,
                                     const std::optional<ResourceId>& resource,
                                     const std::optional<std::string>& name) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("", {{"id", ColumnType::uuid}, {"name"}}) << ", ";
    if (with_content)
        sql.as_text("", {"content", ColumnType::bytes});
    else
        sql << "''";
    sql << " from resource where deployment_id = " << bound(id);
    if (resource) sql << " and id = " << bound(*resource);
    if (name) sql << " and name = " << bound(*name);
    sql << " order by name";
    return read_resources(connection, sql);
}

// Which deployments replace each other.
void add_origin(Sql& sql, Literal prefix, const engine::DeploymentOrigin& origin) {
    const bool is_application = origin.source.empty() || origin.source == engine::application_source;
    const auto is = [&](Literal column, const std::string& value) {
        sql << " and " << prefix << column << " = " << bound(value);
    };
    is("name", origin.name);
    is("tenant", origin.tenant);
    if (is_application)
        sql << " and " << prefix << "source" << one_of({std::string(), std::string(engine::application_source)});
    else
        is("source", origin.source);
}

std::optional<Resource> first_of(std::vector<Resource> resources) {
    if (resources.empty()) return std::nullopt;
    return std::move(resources.front());
}

}  // namespace

std::optional<Deployment> newest_deployment(Connection& connection, const engine::DeploymentOrigin& origin) {
    Sql sql = select_deployments(connection.database());
    sql << " where name is not null";
    add_origin(sql, "", origin);
    sql << " order by deployed_at desc, id desc limit 1";
    return one_deployment(connection, sql);
}

std::optional<StoredDefinition> previous_version(Connection& connection, const DefinitionId& id) {
    Sql sql = select_definitions(connection.database());
    sql << " and exists (select 1 from process_definition g where g.id = " << bound(id)
        << " and g.key = d.key and g.tenant = d.tenant and g.deployment_id <> d.deployment_id and not exists "
           "(select 1 from process_definition n where n.deleted = 0 and n.key = g.key and n.tenant = g.tenant and "
           "n.version > g.version)) order by d.version desc limit 1";
    return one_definition(connection, sql);
}

std::optional<Deployment> SociStore::find_deployment(const DeploymentId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_deployments(connection.database());
        sql << " where id = " << bound(id);
        return one_deployment(connection, sql);
    });
}

std::optional<Deployment> SociStore::newest_deployment(const engine::DeploymentOrigin& origin) {
    return reading([&](Connection& connection) { return persistence::newest_deployment(connection, origin); });
}

std::vector<Resource> SociStore::newest_resources(const engine::DeploymentOrigin& origin,
                                                  const std::vector<std::string>& names) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("r.", {{"id", ColumnType::uuid}, {"name"}}) << ", ";
        sql.as_text("r.", {"content", ColumnType::bytes})
            << " from resource r join deployment d on d.id = r.deployment_id where r.name" << one_of(names);
        add_origin(sql, "d.", origin);
        sql << " and not exists (select 1 from resource o join deployment n on n.id = o.deployment_id where o.name = "
               "r.name and (n.deployed_at > d.deployed_at or (n.deployed_at = d.deployed_at and n.id > d.id))";
        add_origin(sql, "n.", origin);
        sql << ") order by r.name";
        return read_resources(connection, sql);
    });
}

std::vector<Resource> SociStore::resources(const DeploymentId& id, bool with_content) {
    return reading([&](Connection& connection) {
        return some_resources(connection, id, with_content, std::nullopt, std::nullopt);
    });
}

std::optional<Resource> SociStore::find_resource(const DeploymentId& id, const ResourceId& resource) {
    return reading(
        [&](Connection& connection) { return first_of(some_resources(connection, id, true, resource, std::nullopt)); });
}

std::optional<Resource> SociStore::find_resource(const DeploymentId& id, const std::string& name) {
    return reading(
        [&](Connection& connection) { return first_of(some_resources(connection, id, true, std::nullopt, name)); });
}

std::optional<StoredDefinition> SociStore::find_definition(const DefinitionId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_definitions(connection.database());
        sql << " and d.id = " << bound(id);
        return one_definition(connection, sql);
    });
}

std::optional<StoredDefinition> SociStore::find_definition(const core::CalledDefinition& called) {
    return reading([&](Connection& connection) {
        Sql sql = select_definitions(connection.database());
        add_called(sql, called);
        return one_definition(connection, sql);
    });
}

std::optional<StoredDefinition> SociStore::previous_version(const DefinitionId& id) {
    return reading([&](Connection& connection) { return persistence::previous_version(connection, id); });
}

std::vector<StoredDefinition> SociStore::definitions_of(const DeploymentId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_definitions(connection.database());
        sql << " and d.deployment_id = " << bound(id) << " order by d.key";
        return some_definitions(connection, sql);
    });
}

std::vector<engine::MessageStart> SociStore::message_starts(const std::string& message) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.columns("", message_start_table().columns)
            << " from message_start where message = " << bound(message) << " order by tenant";
        std::vector<engine::MessageStart> starts;
        for (const Cells& row : connection.rows(sql, message_start_table().columns.size())) {
            CellReader cells(row);
            starts.push_back(read_message_start(cells));
        }
        return starts;
    });
}

bool SociStore::timer_start_fired(const core::JobId& job, const std::string& owner, std::int64_t epoch,
                                  const std::optional<engine::TimerStart>& next) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        if (next)
            sql << "update job set due = " << bound(next->due) << ", cycle_anchor = " << bound(next->cycle_anchor)
                << ", cycle_index = " << bound(next->cycle_index)
                << ", lease_owner = '', acquisitions = 0, ready_at = " << bound(next->due);
        else
            sql << "delete from job";
        sql << " where id = " << bound(job) << " and root_id is null and lease_owner = " << bound(owner)
            << " and lease_epoch = " << bound(epoch) << " returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

}  // namespace pavane::persistence
