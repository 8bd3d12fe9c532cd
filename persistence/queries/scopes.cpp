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
        activities.push_back(row_of("activity", row.at(0), [&] { return read_activity(cells); }));
    }
    return activities;
}

Sql select_activities(Database database) {
    Sql sql(database);
    sql << "select ";
    sql.columns("", activity_table().columns) << " from activity where ";
    return sql;
}

// Each scope (the origin) and those around it up to its process instance, with how far out each is. A process
// instance's outermost activity is where its variables end (contract §3.10).
void add_scopes(Sql& sql, const std::vector<ActivityId>& scopes) {
    sql << "with recursive scopes (origin_id, id, parent_id, process_id, distance) as (select id, id, parent_id, "
           "process_id, 0 from activity where id"
        << one_of(scopes)
        << " union all select s.origin_id, a.id, a.parent_id, a.process_id, s.distance + 1 from activity a join scopes "
           "s on a.id = s.parent_id and s.id <> s.process_id) ";
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
    VariablesOfScope variables = std::move(variables_of_each({scope}, local, names)[scope]);
    if (!variables.unreadable.empty()) throw engine::UnreadableRow(variables.unreadable);
    return std::move(variables.rows);
}

SociStore::VariablesByScope SociStore::variables_of_each(const std::vector<ActivityId>& scopes, bool local,
                                                         const std::optional<engine::Names>& names) {
    if (scopes.empty()) return {};
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        if (!local) add_scopes(sql, scopes);
        sql << "select ";
        sql.as_text(local ? Literal("v.") : Literal("s."),
                    {local ? Literal("scope_id") : Literal("origin_id"), ColumnType::uuid})
            << ", ";
        sql.columns("v.", variable_table().columns) << " from variable v";
        if (local)
            sql << " where v.scope_id" << one_of(scopes);
        else
            sql << " join scopes s on s.id = v.scope_id where not exists (select 1 from variable n join scopes o on "
                   "o.id = n.scope_id where o.origin_id = s.origin_id and n.name = v.name and o.distance < "
                   "s.distance)";
        add_among(sql, "v.name", names);
        sql << " order by v.name";
        VariablesByScope variables;
        for (const Cells& row : connection.rows(sql, variable_table().columns.size() + 1)) {
            CellReader cells(row);
            VariablesOfScope& own = variables[cells.id<ActivityId>()];
            StoredVariable variable = read_stored_variable(cells, text_);
            if (own.unreadable.empty()) own.unreadable = std::move(variable.unreadable);
            own.rows.push_back(std::move(variable.row));
        }
        for (auto& [scope, own] : variables)
            if (!own.unreadable.empty()) own.rows.clear();
        return variables;
    });
}

}  // namespace pavane::persistence
