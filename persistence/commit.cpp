#include "persistence/batch_writes.hpp"
#include "persistence/commit_guards.hpp"
#include "persistence/decisions.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/commits.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using engine::Batch;
using engine::CommitResult;

using KeyName = std::pair<std::string, std::string>;  // (tenant, key)

struct Keys {
    std::set<KeyName> inserted;
    std::map<KeyName, engine::KeptAnswer> known_answers;
};

// Inserts the batch's idempotency keys, which waits for whoever is inserting one of them, and reads the answers of
// those that were there.
Keys insert_keys(Connection& connection, const Batch& batch) {
    std::map<KeyName, engine::KeptAnswer> answers;
    for (const auto& change : batch.roots)
        for (const auto& command : change.commands)
            if (command.idempotency)
                answers.try_emplace({command.idempotency->tenant, command.idempotency->key},
                                    command.idempotency->answer);
    Keys keys;
    if (answers.empty()) return keys;
    Write write{Write::Kind::insert, &idempotency_table(), {}};
    std::vector<std::string> names;
    for (const auto& [name, answer] : answers)
        write.rows.push_back({cell(name.first), cell(name.second), cell(answer.request), cell(answer.text)});
    for (const Cells& row : insert_new(connection, write)) keys.inserted.insert({row.at(0).value(), row.at(1).value()});
    for (const auto& [name, answer] : answers)
        if (!keys.inserted.contains(name)) names.push_back(name.second);
    if (names.empty()) return keys;
    Sql sql(connection.database());
    sql << "select tenant, key, request, answer from idempotency_key where key" << one_of(names);
    for (const Cells& row : connection.rows(sql, 4)) {
        CellReader cells(row);
        const std::string tenant = cells.text();
        const std::string key = cells.text();
        const std::string request = cells.text();
        if (answers.contains({tenant, key}) && !keys.inserted.contains({tenant, key}))
            keys.known_answers[{tenant, key}] = {request, cells.text()};
    }
    return keys;
}

// A refused command leaves no key behind.
void erase_keys_of(Connection& connection, const Batch& batch, const Decision& decision, const Keys& keys) {
    std::set<KeyName> kept;
    for (const auto& change : batch.roots)
        for (const auto& command : change.commands)
            if (command.idempotency && !decision.refused.contains(change.root))
                kept.insert({command.idempotency->tenant, command.idempotency->key});
    Write write{Write::Kind::erase, &idempotency_table(), {}};
    for (const KeyName& name : keys.inserted)
        if (!kept.contains(name)) write.rows.push_back({cell(name.first), cell(name.second)});
    persistence::write(connection, {write});
}

// What the guards name, collected from a batch.
struct Named {
    std::vector<core::ActivityId> roots;
    std::vector<core::JobId> jobs;
    std::vector<core::ExternalTaskId> tasks;
    std::vector<std::string> definition_keys;
    std::vector<std::string> decision_keys;
    std::set<core::DefinitionId> definitions;
    std::set<core::DecisionId> decisions;

    explicit Named(const Batch& batch) {
        for (const auto& change : batch.roots) {
            if (!change.born) roots.push_back(change.root);
            definitions.insert(change.runs_of.begin(), change.runs_of.end());
            decisions.merge(decisions_in(change.rows.decisions));
            for (const auto& command : change.commands) {
                for (const auto& fence : command.job_fences) jobs.push_back(fence.job);
                for (const auto& fence : command.worker_fences) tasks.push_back(fence.task);
            }
        }
        for (const auto& claim : batch.newest) definition_keys.push_back(claim.key);
        for (const auto& claim : batch.newest_decisions) decision_keys.push_back(claim.key);
    }
    bool names_rows() const {
        return !(roots.empty() && jobs.empty() && tasks.empty() && definition_keys.empty() && decision_keys.empty() &&
                 definitions.empty());
    }
};

// The newest of each key, as (kind, key, tenant, id).
void add_newest(Sql& sql, Literal kind, Literal table, const std::vector<std::string>& keys) {
    if (keys.empty()) return;
    sql << " union all select '" << kind << "', key, tenant, ";
    sql.columns("", {{"id", ColumnType::uuid}}) << " from " << table << " d where deleted = 0 and key" << one_of(keys)
                                                << " and not exists (select 1 from " << table
                                                << " n where n.key = d.key and n.tenant = d.tenant and "
                                                   "n.deleted = 0 and n.version > d.version)";
}

// Locks the named rows, definitions before roots before jobs before external tasks and each by id, and reads what the
// guards compare: one statement, whose later parts ask for the earlier ones so that the order of locks is always the
// same.
Sql guard_statement(Database database, const Named& named) {
    Sql sql(database);
    const std::vector<core::DefinitionId> definitions(named.definitions.begin(), named.definitions.end());
    sql << "with definitions as materialized (select id from process_definition where deleted = 0 and id"
        << one_of(definitions) << " order by id";
    sql.hold_rows()
        << "), roots as materialized (select id, revision_counter, revision_operation from process_instance "
           "where id"
        << one_of(named.roots) << " and root_id = id and (select count(*) from definitions) >= 0 order by id";
    sql.lock_rows() << "), jobs as materialized (select id, lease_owner, lease_epoch from job where id"
                    << one_of(named.jobs) << " and (select count(*) from roots) >= 0 order by id";
    sql.lock_rows() << "), tasks as materialized (select id, worker from external_task where id" << one_of(named.tasks)
                    << " and (select count(*) from jobs) >= 0 order by id";
    sql.lock_rows() << ") select 'root', ";
    sql.columns(
        "",
        {{"id", ColumnType::uuid}, {"revision_counter", ColumnType::integer}, {"revision_operation", ColumnType::uuid}})
        << " from roots union all select 'job', ";
    sql.columns("", {{"id", ColumnType::uuid}, {"lease_owner"}, {"lease_epoch", ColumnType::integer}})
        << " from jobs union all select 'task', ";
    sql.columns("", {{"id", ColumnType::uuid}, {"worker"}}) << ", null from tasks union all select 'held', ";
    sql.columns("", {{"id", ColumnType::uuid}}) << ", null, null from definitions";
    add_newest(sql, "definition", "process_definition", named.definition_keys);
    add_newest(sql, "decision", "decision_definition", named.decision_keys);
    return sql;
}

void read_guards(Connection& connection, const Named& named, Present& present) {
    for (const Cells& row : connection.rows(guard_statement(connection.database(), named), 4)) {
        CellReader cells(row);
        const std::string kind = cells.text();
        if (kind == "root") {
            const auto id = cells.id<core::ActivityId>();
            const std::int64_t counter = cells.integer();
            present.roots[id] = {counter, cells.uuid()};
        } else if (kind == "job") {
            const auto id = cells.id<core::JobId>();
            const std::string owner = cells.text();
            present.jobs[id] = {owner, cells.integer()};
        } else if (kind == "task") {
            const auto id = cells.id<core::ExternalTaskId>();
            present.workers[id] = cells.text();
        } else if (kind == "held") {
            present.definitions.insert(cells.id<core::DefinitionId>());
        } else {
            const std::string key = cells.text();
            const std::string tenant = cells.text();
            if (kind == "definition")
                present.newest[{key, tenant}] = cells.id<core::DefinitionId>();
            else
                present.newest_decisions[{key, tenant}] = cells.id<core::DecisionId>();
        }
    }
}

Present read_present(Connection& connection, const Batch& batch, const Keys& keys) {
    Present present;
    present.known_answers = keys.known_answers;
    const Named named(batch);
    if (named.names_rows()) read_guards(connection, named, present);
    if (!named.decisions.empty())
        present.decisions = hold_decisions(connection, {named.decisions.begin(), named.decisions.end()});
    return present;
}

bool leaves_something(const Batch& batch, const Decision& decision) {
    for (const auto& change : batch.roots) {
        if (decision.refused.contains(change.root)) continue;
        if (change.writes) return true;
        for (const auto& command : change.commands)
            if (command.idempotency) return true;
    }
    return false;
}

void append(std::vector<Write>& writes, std::vector<Write> more) {
    for (Write& each : more) writes.push_back(std::move(each));
}

void write_together(Connection& connection, const Batch& batch, const Decision& decision, const Keys& keys,
                    const ValueText& text) {
    erase_keys_of(connection, batch, decision, keys);
    BatchWrites writes = writes_of(batch, decision.refused, text);
    append(writes.then, writes_of(batch.operation, batch.node, decision.result));
    write(connection, writes.first);
    write(connection, writes.then);
}

// Root by root, so that one that cannot be stored refuses itself and nobody else.
void write_apart(Connection& connection, const Batch& batch, Decision& decision, const Keys& keys,
                 const ValueText& text) {
    for (const auto& change : batch.roots) {
        if (decision.refused.contains(change.root)) continue;
        const Batch alone{batch.operation, batch.node, batch.lease, {change}, {}, {}};
        connection.define("savepoint one_root");
        try {
            const BatchWrites writes = writes_of(alone, {}, text);
            write(connection, writes.first);
            write(connection, writes.then);
            connection.define("release savepoint one_root");
        } catch (const NotStorable& error) {
            connection.define("rollback to savepoint one_root");
            decision.refused.insert(change.root);
            for (const auto& command : change.commands)
                decision.result.refusals.push_back(
                    {command.number, engine::Refusal::Reason::not_storable, error.what()});
        }
    }
    erase_keys_of(connection, batch, decision, keys);
    write(connection, writes_of(batch.operation, batch.node, decision.result));
}

enum class Manner : std::uint8_t { together, apart };

CommitResult commit_in(Connection& connection, Transaction& transaction, const Batch& batch, const ValueText& text,
                       Manner manner) {
    const Keys keys = insert_keys(connection, batch);
    Decision decision = decide(batch, read_present(connection, batch, keys));
    // A batch that leaves nothing needs no operation id either: if its outcome were unknown, running it again is right.
    if (!leaves_something(batch, decision)) return decision.result;
    if (manner == Manner::together)
        write_together(connection, batch, decision, keys, text);
    else
        write_apart(connection, batch, decision, keys, text);
    // Once it is committed nothing more can fail.
    CommitResult result = std::move(decision.result);
    transaction.commit();
    return result;
}

CommitResult commit_once(Connection& connection, const Batch& batch, const ValueText& text, Manner manner) {
    Transaction transaction(connection);
    return commit_in(connection, transaction, batch, text, manner);
}

void lock_root(Connection& connection, const core::ActivityId& root) {
    Sql sql(connection.database());
    sql << "select '1' from process_instance where id = " << bound(root) << " and root_id = id";
    sql.lock_rows();
    connection.rows(sql, 1);
}

// All commands of the batch, none of which has written anything.
CommitResult not_storable(const Batch& batch, const std::string& why) {
    CommitResult result;
    for (const auto& change : batch.roots)
        for (const auto& command : change.commands)
            result.refusals.push_back({command.number, engine::Refusal::Reason::not_storable, why});
    return result;
}

}  // namespace

// `operation` is that of the batch when `work` commits.
template <class Work>
CommitResult SociStore::committing(const Uuid& operation, Work work) {
    Database database = Database::postgresql;
    try {
        return writing([&](Connection& connection) {
            database = connection.database();
            return work(connection);
        });
    } catch (const engine::CommitUnknown& error) {
        if (database == Database::postgresql) throw;
        return after_failed_commit(operation, error.what());
    }
}

CommitResult SociStore::commit(const Batch& batch) {
    return committing(batch.operation, [&](Connection& connection) {
        try {
            return commit_once(connection, batch, text_, Manner::together);
        } catch (const NotStorable&) {
            return commit_once(connection, batch, text_, Manner::apart);
        }
    });
}

CommitResult SociStore::commit_locked(const ActivityId& root, const WriteLocked& write) {
    Batch batch;
    return committing(batch.operation, [&](Connection& connection) {
        try {
            Transaction transaction(connection);
            lock_root(connection, root);
            batch = write(readable(load_on(connection, root)));
            return commit_in(connection, transaction, batch, text_, Manner::together);
        } catch (const NotStorable& error) {
            return not_storable(batch, error.what());
        }
    });
}

}  // namespace pavane::persistence
