#include "persistence/decisions.hpp"

#include <map>

#include "persistence/called.hpp"
#include "persistence/commit_guards.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/decisions.hpp"
#include "persistence/tables/write.hpp"

namespace pavane::persistence {

namespace {

using engine::RequirementsId;
using engine::StoredDecision;
using engine::StoredRequirements;

Sql select_decisions(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("d.", decision_table().columns) << " from decision_definition d where d.deleted = 0";
    return sql;
}

Sql select_requirements(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("d.", requirements_table().columns) << " from decision_requirements_definition d where d.deleted = 0";
    return sql;
}

std::vector<StoredDecision> some_decisions(Connection& connection, const Sql& sql) {
    std::vector<StoredDecision> decisions;
    for (const Cells& row : connection.rows(sql, decision_table().columns.size())) {
        CellReader cells(row);
        decisions.push_back(read_decision(cells));
    }
    return decisions;
}

std::optional<StoredDecision> one_decision(Connection& connection, const Sql& sql) {
    auto decisions = some_decisions(connection, sql);
    if (decisions.empty()) return std::nullopt;
    return std::move(decisions.front());
}

std::optional<StoredRequirements> one_requirements(Connection& connection, const Sql& sql) {
    const auto rows = connection.rows(sql, requirements_table().columns.size());
    if (rows.empty()) return std::nullopt;
    CellReader cells(rows.front());
    return read_requirements(cells);
}

// What is being evaluated writes its history before it goes, or finds the decision gone.
void lock_decisions(Connection& connection, const engine::DeploymentId& deployment) {
    Sql sql(connection.database());
    sql << "select '1' from decision_definition where deployment_id = " << bound(deployment) << " order by id";
    sql.lock_rows();
    connection.rows(sql, 1);
}

// `add_condition` says which evaluations, by the columns of their table.
template <class AddCondition>
void erase_evaluations_where(Connection& connection, AddCondition add_condition) {
    for (const Literal table : {Literal("history_decision_input"), Literal("history_decision_output")}) {
        Sql sql(connection.database());
        sql << "delete from " << table << " where decision_instance_id in (select id from history_decision where ";
        add_condition(sql);
        sql << ")";
        connection.execute(sql);
    }
    Sql sql(connection.database());
    sql << "delete from history_decision where ";
    add_condition(sql);
    connection.execute(sql);
}

}  // namespace

std::int32_t next_version(Connection& connection, Literal table, const std::string& key, const std::string& tenant) {
    Sql sql(connection.database());
    sql << "select coalesce(max(version), 0) + 1 from " << table << " where tenant = " << bound(tenant)
        << " and key = " << bound(key);
    return static_cast<std::int32_t>(to_integer(connection.rows(sql, 1).at(0).at(0).value()));
}

void insert_decisions(Connection& connection, const engine::NewDeployment& made, engine::DeployedVersions& versions) {
    std::map<RequirementsId, std::int32_t> requirements_versions;
    for (StoredRequirements requirements : made.requirements) {
        requirements.version =
            next_version(connection, requirements_table().name, requirements.key, requirements.tenant);
        requirements_versions[requirements.id] = requirements.version;
        versions.requirements.push_back(requirements.version);
        write(connection, {{Write::Kind::insert, &requirements_table(), {cells_of(requirements)}}});
    }
    for (StoredDecision decision : made.decisions) {
        decision.version = next_version(connection, decision_table().name, decision.key, decision.tenant);
        if (decision.requirements.id)
            decision.requirements.version = requirements_versions.at(decision.requirements.id);
        versions.decisions.push_back(decision.version);
        write(connection, {{Write::Kind::insert, &decision_table(), {cells_of(decision)}}});
    }
}

std::set<engine::DecisionId> hold_decisions(Connection& connection, const std::vector<engine::DecisionId>& decisions) {
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("", {{"id", ColumnType::uuid}})
        << " from decision_definition where deleted = 0 and id" << one_of(decisions) << " order by id";
    sql.hold_rows();
    std::set<engine::DecisionId> held;
    for (const Cells& row : connection.rows(sql, 1)) held.insert(CellReader(row).id<engine::DecisionId>());
    return held;
}

void erase_decisions(Connection& connection, const engine::DeploymentId& deployment, bool with_history) {
    if (with_history) {
        lock_decisions(connection, deployment);
        erase_evaluations_where(connection, [&](Sql& sql) {
            sql << "decision_id in (select id from decision_definition where deployment_id = " << bound(deployment)
                << ")";
        });
    }
    for (const Table* table : {&decision_table(), &requirements_table()}) {
        Sql sql(connection.database());
        if (with_history)
            sql << "delete from " << table->name;
        else
            sql << "update " << table->name << " set deleted = 1";
        sql << " where deployment_id = " << bound(deployment);
        connection.execute(sql);
    }
}

void erase_evaluations(Connection& connection, const std::vector<core::DecisionInstanceId>& evaluations) {
    erase_evaluations_where(connection, [&](Sql& sql) { sql << "id" << one_of(evaluations); });
}

void erase_evaluations_by(Connection& connection, const std::vector<engine::DefinitionId>& processes) {
    erase_evaluations_where(connection, [&](Sql& sql) { sql << "definition_id" << one_of(processes); });
}

void erase_evaluations_in(Connection& connection, const std::vector<engine::ActivityId>& roots) {
    erase_evaluations_where(connection, [&](Sql& sql) {
        sql << "process_id in (select id from process_instance where root_id" << one_of(roots) << ")";
    });
}

std::optional<StoredDecision> SociStore::find_decision(const core::DecisionId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_decisions(connection.database());
        sql << " and d.id = " << bound(id);
        return one_decision(connection, sql);
    });
}

std::optional<StoredDecision> SociStore::find_decision(const core::CalledDecision& called) {
    return reading([&](Connection& connection) {
        Sql sql = select_decisions(connection.database());
        add_called(sql, called);
        return one_decision(connection, sql);
    });
}

std::vector<StoredDecision> SociStore::decisions_of(const DeploymentId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_decisions(connection.database());
        sql << " and d.deployment_id = " << bound(id) << " order by d.key";
        return some_decisions(connection, sql);
    });
}

std::optional<StoredRequirements> SociStore::find_requirements(const RequirementsId& id) {
    return reading([&](Connection& connection) {
        Sql sql = select_requirements(connection.database());
        sql << " and d.id = " << bound(id);
        return one_requirements(connection, sql);
    });
}

std::optional<StoredRequirements> SociStore::newest_requirements(const std::string& key, const std::string& tenant) {
    return reading([&](Connection& connection) {
        Sql sql = select_requirements(connection.database());
        sql << " and d.key = " << bound(key) << " and d.tenant = " << bound(tenant)
            << " order by d.version desc limit 1";
        return one_requirements(connection, sql);
    });
}

bool SociStore::set_history_time_to_live(const core::DecisionId& id, const std::optional<std::int32_t>& days) {
    return writing([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "update decision_definition set history_time_to_live_days = ";
        sql.typed(ColumnType::integer, cell(days)) << " where deleted = 0 and id = " << bound(id) << " returning '1'";
        return !connection.rows(sql, 1).empty();
    });
}

Result<void, engine::NoHistory> SociStore::write_history(const std::vector<engine::DecisionRow>& decisions) {
    Write evaluations{Write::Kind::insert, &history_decision_table(), {}};
    Write inputs{Write::Kind::insert, &history_input_table(), {}};
    Write outputs{Write::Kind::insert, &history_output_table(), {}};
    for (const engine::DecisionRow& row : decisions) {
        evaluations.rows.push_back(cells_of(row));
        for (Cells& cells : input_cells_of(row, text_)) inputs.rows.push_back(std::move(cells));
        for (Cells& cells : output_cells_of(row, text_)) outputs.rows.push_back(std::move(cells));
    }
    const std::set<engine::DecisionId> named = decisions_in(decisions);
    try {
        return writing([&](Connection& connection) -> Result<void, engine::NoHistory> {
            Transaction transaction(connection);
            if (hold_decisions(connection, {named.begin(), named.end()}) != named)
                return unexpected(engine::NoHistory(engine::DecisionGone{}));
            write(connection, {evaluations, inputs, outputs});
            transaction.commit();
            return {};
        });
    } catch (const NotStorable& error) {
        return unexpected(engine::NoHistory(engine::ValueNotStorable{error.what()}));
    }
}

}  // namespace pavane::persistence
