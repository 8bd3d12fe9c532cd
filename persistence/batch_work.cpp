#include "persistence/batch_work.hpp"

#include "persistence/decisions.hpp"

namespace pavane::persistence {

namespace {

using core::DecisionInstanceId;
using engine::SetRemovalTime;

// The evaluation that the removal time of the row t of history_decision is calculated from.
Literal base_of(const SetRemovalTime& removal) {
    return removal.hierarchical ? Literal("coalesce(t.root_decision_id, t.id)") : Literal("t.id");
}

void add_removal_time(Sql& sql, const SetRemovalTime& removal) {
    if (removal.mode != SetRemovalTime::Mode::calculated) {
        sql.typed(ColumnType::integer, cell(removal.at));
        return;
    }
    sql << "(select case when d.history_time_to_live_days > ";
    sql.typed(ColumnType::integer, cell(engine::days_of_always)) << " then ";
    sql.typed(ColumnType::integer, cell(engine::latest_removal_time))
        << " else b.evaluated_at + d.history_time_to_live_days * 86400000 end from history_decision b join "
           "decision_definition d on d.id = b.decision_id where b.id = "
        << base_of(removal) << ")";
}

// By two looks into indexes: PostgreSQL reads the whole table for "id in .. or root_decision_id in ..".
void add_hierarchy(Sql& sql, const std::vector<DecisionInstanceId>& records) {
    for (const Literal where :
         {Literal(" where t.id in (select h.id from history_decision h where h.id in ("),
          Literal(" union all select h.id from history_decision h where h.root_decision_id in (")})
        sql << where << "select coalesce(r.root_decision_id, r.id) from history_decision r where r.id"
            << one_of(records) << ")";
    sql << ")";
}

}  // namespace

void apply(Connection& connection, const engine::DeleteEvaluations&, const std::vector<DecisionInstanceId>& records) {
    erase_evaluations(connection, records);
}

void apply(Connection& connection, const SetRemovalTime& removal, const std::vector<DecisionInstanceId>& records) {
    Sql sql(connection.database());
    sql << "update history_decision as t set removal_time = ";
    add_removal_time(sql, removal);
    if (removal.hierarchical)
        add_hierarchy(sql, records);
    else
        sql << " where t.id" << one_of(records);
    // Where the root has been deleted nobody knows the time, and what is there stays.
    if (removal.mode == SetRemovalTime::Mode::calculated)
        sql << " and exists (select 1 from history_decision b where b.id = " << base_of(removal) << ")";
    connection.execute(sql);
}

}  // namespace pavane::persistence
