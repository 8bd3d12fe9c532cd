#include <set>

#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/row_of.hpp"

namespace pavane::persistence {

namespace {

using engine::FetchRequest;
using engine::FetchTopic;
using engine::LockedTask;

// What a fetched task shows beside its own row; each column under a name of its own, so that the statement around it
// can name it.
constexpr Literal beside_the_task =
    ", d.key as definition_key, d.version as definition_version, d.version_tag as version_tag, p.business_key as "
    "business_key";
constexpr std::size_t beside_count = 4;

void order_tasks(Sql& sql, const FetchRequest& request) {
    sql << " order by ";
    if (request.by_priority) sql << "t.priority desc, ";
    if (request.create_time == FetchRequest::CreateTimeOrder::ascending) sql << "t.created_at, ";
    if (request.create_time == FetchRequest::CreateTimeOrder::descending) sql << "t.created_at desc, ";
    sql << "t.lock_until, t.id";
}

// The tasks of one topic that may be locked now, best first, with the topic's number and its lock's length.
void select_topic(Sql& sql, const FetchRequest& request, std::size_t number) {
    const FetchTopic& topic = request.topics[number];
    sql << "select t.*" << beside_the_task << ", cast(" << bound(static_cast<std::int64_t>(number))
        << " as bigint) as topic_number, cast(" << bound(topic.lock)
        << " as bigint) as lock_for from external_task t join process_instance p on p.id = t.process_id join "
           "process_definition d on d.id = t.definition_id where t.topic = "
        << bound(topic.topic) << " and t.lock_until <= ";
    sql.clock() << " and (t.retries is null or t.retries > 0)";
    add_equals(sql, "p.business_key", topic.business_key);
    add_equals(sql, "t.definition_id", topic.definition);
    add_among(sql, "t.definition_id", topic.definition_in);
    add_equals(sql, "d.key", topic.definition_key);
    add_among(sql, "d.key", topic.definition_key_in);
    add_equals(sql, "d.version_tag", topic.version_tag);
    add_among(sql, "t.tenant", topic.tenant_in);
    add_if(sql, topic.without_tenant, "t.tenant = ''");
    for (const auto& [name, value] : topic.process_variables)
        add_variable_equals(sql, "t.process_id", name, value.value);
    order_tasks(sql, request);
    sql << " limit " << bound(request.max_tasks);
    sql.lock_free_rows();
}

// The best tasks of all topics, as "with ... picked as (...)".
void pick_tasks(Sql& sql, const FetchRequest& request) {
    for (std::size_t number = 0; number < request.topics.size(); ++number) {
        sql << (number == 0 ? Literal("with ") : Literal(", "));
        sql.part_name(number) << " as materialized (";
        select_topic(sql, request, number);
        sql << ")";
    }
    sql << ", every as (";
    for (std::size_t number = 0; number < request.topics.size(); ++number) {
        if (number > 0) sql << " union all ";
        sql << "select * from ";
        sql.part_name(number);
    }
    sql << "), picked as (select t.* from every t";
    order_tasks(sql, request);
    sql << " limit " << bound(request.max_tasks) << ")";
}

void select_picked(Sql& sql) {
    sql << " select ";
    sql.columns("t.", external_task_table().columns) << ", t.definition_key, ";
    sql.as_text("t.", {"definition_version", ColumnType::integer}) << ", t.version_tag, t.business_key, ";
    sql.as_text("t.", {"topic_number", ColumnType::integer}) << ", ";
    sql.as_text("t.", {"lock_for", ColumnType::integer});
}

constexpr Literal set_lock = "update external_task set worker = ";

// One statement: picks, locks, and answers with what it has locked.
std::vector<Cells> fetch_at_once(Connection& connection, const FetchRequest& request) {
    Sql sql(connection.database());
    pick_tasks(sql, request);
    sql << ", changed as (" << set_lock << bound(request.worker) << ", lock_until = ";
    sql.clock() << " + picked.lock_for from picked where external_task.id = picked.id returning external_task.id, "
                   "external_task.lock_until)";
    select_picked(sql);
    sql << ", ";
    sql.as_text("changed.", {"lock_until", ColumnType::integer}) << " from picked t join changed on changed.id = t.id";
    order_tasks(sql, request);
    return connection.rows(sql, external_task_table().columns.size() + beside_count + 3);
}

// SQLite returns only the updated table's own columns, so picking and locking are two statements of one transaction.
std::vector<Cells> fetch_in_two(Connection& connection, const FetchRequest& request) {
    Transaction transaction(connection);
    Sql pick(connection.database());
    pick_tasks(pick, request);
    select_picked(pick);
    pick << " from picked t";
    order_tasks(pick, request);
    const std::size_t width = external_task_table().columns.size() + beside_count + 2;
    auto rows = connection.rows(pick, width);
    for (Cells& row : rows) {
        Sql lock(connection.database());
        lock << set_lock << bound(request.worker) << ", lock_until = ";
        lock.clock() << " + " << Bound{row.at(width - 1)} << " where id = " << Bound{row.at(0)}
                     << " returning lock_until";
        row.push_back(connection.rows(lock, 1).at(0).at(0));
    }
    transaction.commit();
    return rows;
}

LockedTask read_locked(const Cells& row, const std::string& worker) {
    CellReader cells(row);
    LockedTask task;
    task.row = read_external_task(cells);
    task.worker = worker;
    task.activity = task.row.record.owner;
    task.definition_key = cells.text();
    task.definition_version = cells.integer32();
    task.version_tag = cells.text();
    task.business_key = cells.text();
    task.topic_index = static_cast<std::size_t>(cells.integer());
    cells.next();
    task.lock_until = cells.instant();
    return task;
}

}  // namespace

std::vector<LockedTask> SociStore::fetch_and_lock(const FetchRequest& request) {
    if (request.max_tasks <= 0 || request.topics.empty()) return {};
    const auto rows = writing([&](Connection& connection) {
        return connection.database() == Database::postgresql ? fetch_at_once(connection, request)
                                                             : fetch_in_two(connection, request);
    });
    std::vector<LockedTask> tasks;
    std::set<core::ExternalTaskId> seen;  // a topic may be asked for twice
    for (const Cells& row : rows) {
        LockedTask task;
        try {
            task = row_of("external task", row.at(0), [&] { return read_locked(row, request.worker); });
        } catch (const engine::UnreadableRow& problem) {
            task.unreadable = problem.what();
            tasks.push_back(std::move(task));
            continue;
        }
        if (seen.insert(task.row.key).second) tasks.push_back(std::move(task));
    }
    return tasks;
}

std::optional<engine::WorkerLock> SociStore::worker_lock(const core::ExternalTaskId& task) {
    const auto rows = reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select worker, ";
        sql.as_text("", {"lock_until", ColumnType::integer}) << ", case when lock_until <= ";
        sql.clock() << " then '1' else '0' end from external_task where id = " << bound(task);
        return connection.rows(sql, 3);
    });
    if (rows.empty()) return std::nullopt;
    CellReader cells(rows.front());
    engine::WorkerLock lock;
    lock.worker = cells.text();
    const Instant until = cells.instant();
    if (!lock.worker.empty()) lock.until = until;
    lock.expired = cells.boolean();
    return lock;
}

bool SociStore::lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << set_lock << bound(worker) << ", lock_until = ";
        sql.clock() << " + cast(" << bound(duration) << " as bigint) where id = " << bound(task)
                    << " and (worker = " << bound(worker) << " or lock_until <= ";
        sql.clock() << ") returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

bool SociStore::extend_lock(const core::ExternalTaskId& task, const std::string& worker, Milliseconds duration) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "update external_task set lock_until = ";
        sql.clock() << " + cast(" << bound(duration) << " as bigint) where id = " << bound(task)
                    << " and worker = " << bound(worker) << " and lock_until > ";
        sql.clock() << " returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

bool SociStore::unlock(const core::ExternalTaskId& task) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << set_lock << "'', lock_until = 0 where id = " << bound(task) << " returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

// The rows are locked by id, as commits lock them: two that lock in another order wait for each other.
void SociStore::unlock_undelivered(const std::vector<core::ExternalTaskId>& tasks, const std::string& worker) {
    if (tasks.empty()) return;
    writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "with s as materialized (select id from external_task where id" << one_of(tasks)
            << " and worker = " << bound(worker) << " order by id";
        sql.lock_rows() << ") " << set_lock << "'', lock_until = 0 from s where external_task.id = s.id";
        connection.execute(sql);
    });
}

}  // namespace pavane::persistence
