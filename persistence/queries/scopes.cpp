// Single process instances from inside: their activities and variables.
#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

std::vector<engine::ActivityRow> read_activities(Connection& connection, const Sql& sql) {
    std::vector<engine::ActivityRow> activities;
    for (const Cells& row : connection.rows(sql, activity_table().columns.size())) {
        CellReader cells(row);
        activities.push_back(read_activity(cells));
    }
    return activities;
}

Sql select_activities(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("", activity_table().columns) << " from activity where ";
    return sql;
}

// The scope and those around it up to its process instance, with how far out each is. A process instance's outermost
// activity is where its variables end (contract §3.10).
void add_scopes(Sql& sql, const ActivityId& scope) {
    sql << "with recursive scopes (id, parent_id, process_id, distance) as (select id, parent_id, process_id, 0 from "
           "activity where id = "
        << bound(scope)
        << " union all select a.id, a.parent_id, a.process_id, s.distance + 1 from activity a join scopes s on a.id = "
           "s.parent_id and s.id <> s.process_id) ";
}

}  // namespace

std::vector<engine::ActivityRow> SociStore::activities_of(const ActivityId& process) {
    return reading([&](Connection& connection) {
        Sql sql = select_activities(connection.database());
        sql << "process_id = " << bound(process) << " order by id";
        return read_activities(connection, sql);
    });
}

std::optional<engine::ActivityRow> SociStore::find_activity(const ActivityId& id) {
    return reading([&](Connection& connection) -> std::optional<engine::ActivityRow> {
        Sql sql = select_activities(connection.database());
        sql << "id = " << bound(id);
        auto found = read_activities(connection, sql);
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

std::vector<engine::VariableRow> SociStore::variables_of(const ActivityId& scope, bool local,
                                                         const std::optional<engine::Names>& names) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        if (!local) add_scopes(sql, scope);
        sql << "select ";
        sql.columns("v.", variable_table().columns) << " from variable v";
        if (local)
            sql << " where v.scope_id = " << bound(scope);
        else
            sql << " join scopes s on s.id = v.scope_id where not exists (select 1 from variable n join scopes o on "
                   "o.id = n.scope_id where n.name = v.name and o.distance < s.distance)";
        add_among(sql, "v.name", names);
        sql << " order by v.name";
        std::vector<engine::VariableRow> variables;
        for (const Cells& row : connection.rows(sql, variable_table().columns.size())) {
            CellReader cells(row);
            variables.push_back(read_variable(cells, text_));
        }
        return variables;
    });
}

}  // namespace pavane::persistence
