// Deploying and deleting deployments.
#include <set>

#include "persistence/decisions.hpp"
#include "persistence/definitions.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/definitions.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using engine::DeploymentInUse;
using engine::MessageStartTaken;
using engine::NewDefinition;
using engine::NewDeployment;
using engine::StoredDefinition;

// Two deployments of one key at once must not get the same version.
void lock_definitions(Connection& connection) {
    const std::string statement = lock_table(connection.database(), "process_definition");
    if (!statement.empty()) connection.define(statement);
}

// The older versions of a key stop being started from outside.
void end_starts_of_key(Connection& connection, const StoredDefinition& definition) {
    for (const Literal statement :
         {Literal("delete from message_start where"), Literal("delete from job where root_id is null and")}) {
        Sql sql(connection.database());
        sql << statement
            << " definition_id in (select id from process_definition where tenant = " << bound(definition.tenant)
            << " and key = " << bound(definition.key) << ")";
        connection.execute(sql);
    }
}

std::optional<std::string> key_started_by(Connection& connection, const engine::MessageStart& start) {
    Sql sql(connection.database());
    sql << "select d.key from message_start m join process_definition d on d.id = m.definition_id where m.message = "
        << bound(start.message) << " and m.tenant = " << bound(start.tenant);
    const auto rows = connection.rows(sql, 1);
    if (rows.empty()) return std::nullopt;
    return rows.front().at(0);
}

// Those that another process is started by already are not inserted.
std::vector<MessageStartTaken> insert_message_starts(Connection& connection, const NewDefinition& definition) {
    std::vector<MessageStartTaken> taken;
    for (const auto& start : definition.message_starts) {
        if (auto key = key_started_by(connection, start))
            taken.push_back({start.message, std::move(*key)});
        else
            write(connection, {{Write::Kind::insert, &message_start_table(), {cells_of(start)}}});
    }
    return taken;
}

void insert_timer_starts(Connection& connection, const NewDefinition& definition, Instant created_at) {
    Write timers{Write::Kind::insert, &job_table(), {}};
    for (const auto& timer : definition.timer_starts) timers.rows.push_back(cells_of(timer, created_at));
    write(connection, {timers});
}

void insert_deployment(Connection& connection, const NewDeployment& made) {
    write(connection, {{Write::Kind::insert, &deployment_table(), {cells_of(made.deployment)}}});
    Write resources{Write::Kind::insert, &resource_table(), {}};
    for (const auto& resource : made.resources) resources.rows.push_back(cells_of(resource, made.deployment));
    write(connection, {resources});
}

bool still_holds(Connection& connection, const NewDeployment& made) {
    if (!made.compared) return true;
    const auto newest =
        newest_deployment(connection, {made.deployment.name, made.deployment.source, made.deployment.tenant});
    return (newest ? std::optional(newest->id) : std::nullopt) == made.compared->newest;
}

struct Outcome {
    engine::DeployedVersions versions;
    std::optional<MessageStartTaken> taken;
};

Outcome deploy_in(Connection& connection, const NewDeployment& made) {
    Outcome outcome;
    insert_deployment(connection, made);
    for (const NewDefinition& definition : made.definitions) end_starts_of_key(connection, definition.definition);
    for (NewDefinition definition : made.definitions) {
        definition.definition.version =
            next_version(connection, "process_definition", definition.definition.key, definition.definition.tenant);
        outcome.versions.definitions.push_back(definition.definition.version);
        write(connection, {{Write::Kind::insert, &definition_table(), {cells_of(definition.definition)}}});
        if (auto taken = insert_message_starts(connection, definition); !taken.empty()) {
            outcome.taken = std::move(taken.front());
            return outcome;
        }
        insert_timer_starts(connection, definition, made.deployment.deployed_at);
    }
    insert_decisions(connection, made, outcome.versions);
    return outcome;
}

// ---- deleting

// Locked before the roots, so that no commit begins an instance of them any more (commit.cpp holds them).
std::vector<DefinitionId> lock_definitions_of(Connection& connection, const DeploymentId& id) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("", {{"id", ColumnType::uuid}})
        << " from process_definition where deployment_id = " << bound(id) << " order by id";
    sql.lock_rows();
    std::vector<DefinitionId> ids;
    for (const Cells& row : connection.rows(sql, 1)) ids.push_back(CellReader(row).id<DefinitionId>());
    return ids;
}

bool are_previous_versions(Connection& connection, const std::vector<DefinitionId>& definitions,
                           const std::vector<NewDefinition>& restored) {
    std::set<DefinitionId> expected;
    for (const DefinitionId& definition : definitions)
        if (const auto previous = previous_version(connection, definition)) expected.insert(previous->id);
    std::set<DefinitionId> given;
    for (const NewDefinition& definition : restored) given.insert(definition.definition.id);
    return given == expected;
}

std::int64_t running_instances(Connection& connection, const std::vector<DefinitionId>& definitions) {
    Sql sql(connection.database());
    sql << "select count(*) from process_instance where definition_id" << one_of(definitions);
    return to_integer(connection.rows(sql, 1).at(0).at(0).value());
}

// The roots in which a process of these definitions runs, locked so that no commit is under way on them.
std::vector<ActivityId> lock_roots(Connection& connection, const std::vector<DefinitionId>& definitions) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("", {{"id", ColumnType::uuid}})
        << " from process_instance where root_id = id and id in (select root_id from process_instance where "
           "definition_id"
        << one_of(definitions) << ") order by id";
    sql.lock_rows();
    std::vector<ActivityId> roots;
    for (const Cells& row : connection.rows(sql, 1)) roots.push_back(CellReader(row).id<ActivityId>());
    return roots;
}

void erase_running(Connection& connection, const std::vector<ActivityId>& roots) {
    {
        Sql sql(connection.database());
        sql << "delete from user_task_candidate where task_id in (select id from user_task where process_id in (select "
               "id from process_instance where root_id"
            << one_of(roots) << "))";
        connection.execute(sql);
    }
    // What has ended in them goes, too: nobody would know any more of which process instance it was.
    for (const Literal table : {Literal("history_activity"), Literal("history_task"), Literal("history_variable"),
                                Literal("history_incident")}) {
        Sql sql(connection.database());
        sql << "delete from " << table << " where process_id in (select id from process_instance where root_id"
            << one_of(roots) << ")";
        connection.execute(sql);
    }
    erase_evaluations_in(connection, roots);
    for (const Table* table : {&activity_table(), &token_table(), &subscription_table(), &job_table(),
                               &user_task_table(), &external_task_table(), &incident_table(), &variable_table()}) {
        Sql sql(connection.database());
        sql << "delete from " << table->name << " where process_id in (select id from process_instance where root_id"
            << one_of(roots) << ")";
        connection.execute(sql);
    }
    Sql sql(connection.database());
    sql << "delete from process_instance where root_id" << one_of(roots);
    connection.execute(sql);
}

void erase_history(Connection& connection, const std::vector<DefinitionId>& definitions) {
    for (const Literal table : {Literal("history_activity"), Literal("history_task"), Literal("history_variable"),
                                Literal("history_incident")}) {
        Sql sql(connection.database());
        sql << "delete from " << table << " where definition_id" << one_of(definitions)
            << " or process_id in (select id from history_process where definition_id" << one_of(definitions) << ")";
        connection.execute(sql);
    }
    Sql sql(connection.database());
    sql << "delete from history_process where definition_id" << one_of(definitions);
    connection.execute(sql);
    erase_evaluations_by(connection, definitions);
}

void erase_definitions(Connection& connection, const DeploymentId& id, const std::vector<DefinitionId>& definitions,
                       bool with_history) {
    const auto run = [&](Literal statement, const auto& value) {
        Sql sql(connection.database());
        sql << statement << value;
        connection.execute(sql);
    };
    run("delete from message_start where definition_id", one_of(definitions));
    run("delete from job where root_id is null and definition_id", one_of(definitions));
    // What has ended still says which definition it was.
    if (with_history)
        run("delete from process_definition where id", one_of(definitions));
    else
        run("update process_definition set deleted = 1 where id", one_of(definitions));
    erase_decisions(connection, id, with_history);
    run("delete from resource where deployment_id = ", bound(id));
    run("delete from deployment where id = ", bound(id));
}

}  // namespace

std::variant<engine::DeployedVersions, MessageStartTaken, engine::DeployedMeanwhile> SociStore::deploy(
    const NewDeployment& deployment) {
    using Deployed = std::variant<engine::DeployedVersions, MessageStartTaken, engine::DeployedMeanwhile>;
    return writing([&](Connection& connection) -> Deployed {
        Transaction transaction(connection);
        lock_definitions(connection);
        if (!still_holds(connection, deployment)) return engine::DeployedMeanwhile{};
        Outcome outcome = deploy_in(connection, deployment);
        if (outcome.taken) return std::move(*outcome.taken);
        transaction.commit();
        return std::move(outcome.versions);
    });
}

std::optional<SociStore::Deletion> SociStore::delete_deployment(const DeploymentId& id, bool cascade,
                                                                const std::vector<NewDefinition>& restored) {
    const Instant restored_at = restored.empty() ? Instant{} : now();
    return writing([&](Connection& connection) -> std::optional<Deletion> {
        Transaction transaction(connection);
        lock_definitions(connection);
        Sql there(connection.database());
        there << "select '1' from deployment where id = " << bound(id);
        if (connection.rows(there, 1).empty()) return std::nullopt;
        const auto definitions = lock_definitions_of(connection, id);
        if (!are_previous_versions(connection, definitions, restored)) return engine::VersionsMoved{};
        const std::int64_t running = running_instances(connection, definitions);
        if (running > 0 && !cascade) return DeploymentInUse{running};
        Deleted deleted;
        if (running > 0) {
            deleted.ended_roots = lock_roots(connection, definitions);
            erase_running(connection, deleted.ended_roots);
        }
        if (cascade) erase_history(connection, definitions);
        erase_definitions(connection, id, definitions, cascade);
        for (const NewDefinition& definition : restored) {
            for (MessageStartTaken& taken : insert_message_starts(connection, definition))
                deleted.not_restored.push_back(std::move(taken));
            insert_timer_starts(connection, definition, restored_at);
        }
        transaction.commit();
        return deleted;
    });
}

}  // namespace pavane::persistence
