#include "persistence/db_check.hpp"

#include <array>

#include "persistence/open_store.hpp"
#include "persistence/read_every_row.hpp"
#include "persistence/schema/schema.hpp"
#include "persistence/sql/file_lock.hpp"
#include "persistence/sql/sqlite_file.hpp"

namespace pavane::persistence {

namespace {

// A statement that selects the ids of what is wrong, and the sentence about each.
struct Check {
    Literal before;
    Literal rows;  // "from ... where ...", the row's alias is t
    Literal after;
    Literal also = "";  // a further condition
};

// By sets and not one by one: what an activity owns has no index by its owner.
constexpr Literal waits_for_nothing =
    "activity t where t.id not in (select parent_id from activity where parent_id is not null) and t.id not in "
    "(select owner_id from job where owner_id is not null) and t.id not in (select owner_id from subscription) and "
    "t.id not in (select owner_id from user_task) and t.id not in (select owner_id from external_task) and t.id not "
    "in (select owner_id from incident)";

constexpr std::array all_checks{
    // ---- rows that belong to nothing
    Check{"The process instance ",
          "process_instance t where not exists (select 1 from process_instance r where r.id = t.root_id)",
          " belongs to a root that does not exist."},
    Check{"The process instance ", "process_instance t where not exists (select 1 from activity a where a.id = t.id)",
          " has no scope of its own."},
    Check{"The process instance ",
          "process_instance t where t.caller_id is not null and not exists (select 1 from activity a where a.id = "
          "t.caller_id and a.called_id = t.id)",
          " was called by an activity that does not exist."},
    Check{"The process instance ",
          "process_instance t where not exists (select 1 from process_definition d where d.id = t.definition_id and "
          "d.deleted = 0)",
          " runs a definition that does not exist."},
    Check{"The activity ", "activity t where not exists (select 1 from process_instance p where p.id = t.process_id)",
          " belongs to a process instance that does not exist."},
    Check{"The activity ",
          "activity t where t.parent_id is not null and not exists (select 1 from activity a where a.id = t.parent_id)",
          " is inside an activity that does not exist."},
    Check{"The token ", "token t where not exists (select 1 from activity a where a.id = t.scope_id)",
          " waits in a scope that does not exist."},
    Check{"The subscription ", "subscription t where not exists (select 1 from activity a where a.id = t.owner_id)",
          " belongs to an activity that does not exist."},
    Check{"The job ",
          "job t where t.root_id is not null and not exists (select 1 from activity a where a.id = t.owner_id)",
          " belongs to an activity that does not exist."},
    Check{"The start timer ",
          "job t where t.root_id is null and not exists (select 1 from process_definition d where d.id = "
          "t.definition_id and d.deleted = 0)",
          " starts a definition that does not exist."},
    Check{"The user task ", "user_task t where not exists (select 1 from activity a where a.id = t.owner_id)",
          " belongs to an activity that does not exist."},
    Check{"The external task ", "external_task t where not exists (select 1 from activity a where a.id = t.owner_id)",
          " belongs to an activity that does not exist."},
    Check{"The incident ", "incident t where not exists (select 1 from activity a where a.id = t.owner_id)",
          " belongs to an activity that does not exist."},
    Check{"The incident ",
          "incident t where not exists (select 1 from job j where j.id = t.cause_id) and not exists (select 1 from "
          "external_task e where e.id = t.cause_id)",
          " is about a job or external task that does not exist."},
    Check{"The variable ", "variable t where not exists (select 1 from activity a where a.id = t.scope_id)",
          " belongs to a scope that does not exist."},
    Check{
        "The message start of the definition ",
        "(select definition_id as id from message_start) t where not exists (select 1 from process_definition d where "
        "d.id = t.id and d.deleted = 0)",
        " stands for a definition that does not exist."},
    Check{
        "The candidates of the user task ",
        "(select distinct task_id as id from user_task_candidate) t where not exists (select 1 from user_task u where "
        "u.id = t.id)",
        " are there, but not the task."},

    Check{"The decision ",
          "decision_definition t where t.deleted = 0 and not exists (select 1 from deployment p where p.id = "
          "t.deployment_id)",
          " belongs to a deployment that does not exist."},
    Check{"The decision ",
          "decision_definition t where t.requirements_id is not null and not exists (select 1 from "
          "decision_requirements_definition r where r.id = t.requirements_id)",
          " belongs to a requirements graph that does not exist."},

    Check{"The records of the batch operation ",
          "(select distinct batch_operation_id as id from batch_operation_record) t where not exists (select 1 from "
          "batch_operation o where o.id = t.id and o.stage <> 'ended')",
          " are there, but it is not under way."},
    Check{"The batch operation ",
          "batch_operation t where t.stage = 'under_way' and t.total - t.done <> (select count(*) from "
          "batch_operation_record r where r.batch_operation_id = t.id)",
          " has done another number of records than are missing."},

    // ---- instances that nothing will move on
    Check{"The activity ", waits_for_nothing, " is stuck: it waits for nothing that can come.",
          " and t.id not in (select scope_id from token)"},
    Check{
        "The scope ", waits_for_nothing,
        " is stuck: a gateway in it waits for a token on a flow that nothing can take any more. Its model is at fault "
        "(for example, a parallel gateway joins what an exclusive one has split): delete the process instance, and "
        "mend the model.",
        " and t.id in (select scope_id from token)"},
    Check{
        "The process instance ",
        "process_instance t where t.id in (select root_id from job where retries > 0 and in_turn = 0) and t.id not in "
        "(select root_id from job where retries > 0 and in_turn = 1 and root_id is not null) and t.id not in (select "
        "root_id from incident where kind = 'instance_limit')",
        " has jobs that never get their turn."},
    Check{"The job ",
          "job t where t.retries <= 0 and t.root_id is not null and not exists (select 1 from incident i where "
          "i.cause_id = t.id)",
          " has no retries left, and no incident says so."},
    Check{"The external task ",
          "external_task t where t.retries <= 0 and not exists (select 1 from incident i where i.cause_id = t.id)",
          " has no retries left, and no incident says so."},

    // ---- history
    Check{"The process instance ",
          "process_instance t where exists (select 1 from history_process h where h.id = t.id)",
          " runs, and has ended."},
    Check{
        "The activity ",
        "activity t where exists (select 1 from history_activity h where h.process_id = t.process_id and h.id = t.id)",
        " runs, and has ended."},
    Check{"The user task ", "user_task t where exists (select 1 from history_task h where h.id = t.id)",
          " is open, and has ended."},
    Check{"The activity ",
          "history_activity t where not exists (select 1 from process_instance p where p.id = t.process_id) and not "
          "exists (select 1 from history_process p where p.id = t.process_id)",
          " is in the history, but not its process instance."},
    Check{"The user task ",
          "history_task t where not exists (select 1 from process_instance p where p.id = t.process_id) and not exists "
          "(select 1 from history_process p where p.id = t.process_id)",
          " is in the history, but not its process instance."},
    Check{"The variable ",
          "history_variable t where not exists (select 1 from process_instance p where p.id = t.process_id) and not "
          "exists (select 1 from history_process p where p.id = t.process_id)",
          " is in the history, but not its process instance."},
    Check{"The evaluated decision ",
          "history_decision t where t.process_id is not null and not exists (select 1 from process_instance p where "
          "p.id = t.process_id) and not exists (select 1 from history_process p where p.id = t.process_id)",
          " is in the history, but not its process instance."},
    Check{"The evaluated decision ",
          "history_decision t where not exists (select 1 from decision_definition d where d.id = t.decision_id)",
          " is of a decision that does not exist."},
    Check{"The inputs of the evaluated decision ",
          "(select distinct decision_instance_id as id from history_decision_input) t where not exists (select 1 from "
          "history_decision h where h.id = t.id)",
          " are there, but not the evaluation."},
    Check{"The outputs of the evaluated decision ",
          "(select distinct decision_instance_id as id from history_decision_output) t where not exists (select 1 from "
          "history_decision h where h.id = t.id)",
          " are there, but not the evaluation."},
    Check{"The activity ",
          "history_activity t where t.task_id is not null and not exists (select 1 from history_task h where h.id = "
          "t.task_id)",
          " is in the history, but not its user task."},
    Check{"The process instance ", "history_process t where t.ended_at < t.started_at", " ended before it began."},
};

}  // namespace

std::vector<std::string> check_rows(Connection& connection, const ValueText& text) {
    const Transaction moment(connection, Transaction::Kind::snapshot);
    std::vector<std::string> findings = unreadable_rows(connection, text);
    for (const Check& check : all_checks) {
        Sql sql(connection.database());
        sql << "select ";
        sql.as_text("t.", {"id", ColumnType::uuid})
            << " from " << check.rows << check.also << " order by t.id limit 100";
        for (const Cells& row : connection.rows(sql, 1))
            findings.push_back(std::string(check.before.text()) + row.at(0).value_or("") +
                               std::string(check.after.text()));
    }
    return findings;
}

std::vector<std::string> check_database(const std::string& url, const ValueText& text) {
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite)) {
        const std::string path = url.substr(sqlite.size());
        if (const std::string problem = problem_of_sqlite_file(path); !problem.empty())
            throw std::runtime_error(problem);
        const FileLock lock(path);
        const auto connection = open_sqlite(path, true);
        std::vector<std::string> findings;
        for (const Cells& row : connection->rows(Sql(Database::sqlite) << "pragma quick_check", 1))
            if (row.at(0) != "ok") findings.push_back("The file is damaged: " + row.at(0).value_or("") + ".");
        if (findings.empty()) require_current_schema(*connection);
        if (findings.empty()) findings = check_rows(*connection, text);
        return findings;
    }
    const auto connection = open_postgresql(url, false);
    require_current_schema(*connection);
    return check_rows(*connection, text);
}

}  // namespace pavane::persistence
