#include <algorithm>
#include <map>

#include "persistence/queries/filters.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/decisions.hpp"

namespace pavane::persistence {

namespace {

using core::DecisionInstanceId;
using engine::HistoryDecisionCriteria;
using engine::HistoryDecisionItem;

Literal column_of(HistoryDecisionCriteria::Field field) {
    switch (field) {
        case HistoryDecisionCriteria::Field::evaluation_time:
            return "t.evaluated_at";
        case HistoryDecisionCriteria::Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_root(Sql& sql, const std::optional<DecisionInstanceId>& root) {
    if (root) sql << " and (t.id = " << bound(*root) << " or t.root_decision_id = " << bound(*root) << ")";
}

void add_from(Sql& sql, const HistoryDecisionCriteria& criteria) {
    sql << " from history_decision t left join decision_definition x on x.id = t.decision_id left join "
           "process_definition d on d.id = t.definition_id where 1 = 1";
    add_among(sql, "t.id", criteria.id_in);
    add_among(sql, "t.decision_id", criteria.decision_in);
    add_among(sql, "x.key", criteria.key_in);
    add_equals(sql, "x.name", criteria.name);
    add_like(sql, "x.name", criteria.name_like);
    add_equals(sql, "t.definition_id", criteria.process_definition);
    add_equals(sql, "d.key", criteria.process_definition_key);
    add_equals(sql, "t.process_id", criteria.process);
    add_among(sql, "t.element", criteria.activity_in);
    add_among(sql, "t.activity_id", criteria.activity_instance_in);
    add_compared(sql, "t.evaluated_at <= ", criteria.evaluated_before);
    add_compared(sql, "t.evaluated_at >= ", criteria.evaluated_after);
    add_root(sql, criteria.root);
    add_if(sql, criteria.roots_only, "t.root_decision_id is null");
    add_equals(sql, "x.requirements_id", criteria.requirements);
    add_equals(sql, "x.requirements_key", criteria.requirements_key);
    add_tenant(sql, criteria.tenant);
}

const std::vector<Column>& decision_columns() {
    static const std::vector<Column> columns{{"key"},
                                             {"version", ColumnType::integer},
                                             {"name"},
                                             {"requirements_id", ColumnType::uuid},
                                             {"requirements_key"},
                                             {"requirements_version", ColumnType::integer}};
    return columns;
}

std::size_t add_columns(Sql& sql) {
    const std::size_t width = add_columns_and_definition(sql, history_decision_table().columns);
    sql << ", ";
    sql.columns("x.", decision_columns());
    return width + decision_columns().size();
}

constexpr Listing<HistoryDecisionCriteria> listing{add_columns, add_from, column_of, "t.id"};

HistoryDecisionItem read_item(CellReader& cells) {
    HistoryDecisionItem item;
    item.row = read_decision_row(cells);
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    const auto key = cells.optional_text();
    if (!key) return item;  // deleted together with its history, by another node, just now
    item.decision.key = *key;
    item.decision.version = cells.integer32();
    item.decision.name = cells.text();
    item.decision.requirements = read_requirements_ref(cells);
    return item;
}

// The inputs or outputs of some evaluations, in their order, each given to `take` with its evaluation's id.
template <class Take>
void read_parts(Connection& connection, const Table& table, const std::vector<DecisionInstanceId>& ids, Take take) {
    if (ids.empty()) return;
    Sql sql(connection.database());
    sql << "select ";
    sql.columns("t.", table.columns) << " from " << table.name << " t where t.decision_instance_id" << one_of(ids)
                                     << " order by t.decision_instance_id, t.number";
    for (const Cells& row : connection.rows(sql, table.columns.size())) {
        CellReader cells(row);
        row_of("evaluated decision", row.at(0), [&] {
            const auto id = cells.id<DecisionInstanceId>();
            cells.integer();
            take(id, cells);
        });
    }
}

// Inputs and outputs are in tables of their own, and cannot be read while a list is: so first come the ids of all, and
// then some evaluations at a time.
constexpr std::size_t at_a_time = 200;

std::size_t add_id(Sql& sql) {
    sql.columns("t.", {{"id", ColumnType::uuid}});
    return 1;
}
constexpr Listing<HistoryDecisionCriteria> ids_listing{add_id, add_from, column_of, "t.id"};

std::vector<DecisionInstanceId> ids_of(Connection& connection, const HistoryDecisionCriteria& criteria,
                                       const engine::Page& page) {
    std::vector<DecisionInstanceId> ids;
    const engine::Visit<DecisionInstanceId> take = [&](DecisionInstanceId&& id) { ids.push_back(id); };
    const auto read_id = [](CellReader& cells) { return cells.id<DecisionInstanceId>(); };
    visit_rows(connection, ids_listing, criteria, page, read_id, take);
    return ids;
}

using Items = std::map<DecisionInstanceId, HistoryDecisionItem>;

Items items_of(Connection& connection, const std::vector<DecisionInstanceId>& ids) {
    HistoryDecisionCriteria these;
    these.id_in = ids;
    Items items;
    const engine::Visit<HistoryDecisionItem> take = [&](HistoryDecisionItem&& item) {
        const DecisionInstanceId id = item.row.instance.id;
        items.emplace(id, std::move(item));
    };
    visit_rows(connection, listing, these, engine::Page{}, read_item, take);
    return items;
}

void add_parts(Connection& connection, const HistoryDecisionCriteria& criteria,
               const std::vector<DecisionInstanceId>& ids, Items& items, const ValueText& text) {
    if (criteria.with_inputs)
        read_parts(connection, history_input_table(), ids, [&](const DecisionInstanceId& id, CellReader& cells) {
            items.at(id).row.instance.decision.inputs.push_back(read_decision_input(cells, text));
        });
    if (criteria.with_outputs)
        read_parts(connection, history_output_table(), ids, [&](const DecisionInstanceId& id, CellReader& cells) {
            items.at(id).row.instance.decision.outputs.push_back(read_decision_output(cells, text));
        });
}

void visit_with_parts(Connection& connection, const HistoryDecisionCriteria& criteria, const engine::Page& page,
                      const engine::Visit<HistoryDecisionItem>& visit, const ValueText& text) {
    Transaction snapshot(connection, Transaction::Kind::snapshot);
    const std::vector<DecisionInstanceId> all = ids_of(connection, criteria, page);
    for (std::size_t first = 0; first < all.size(); first += at_a_time) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(first + at_a_time, all.size()));
        const std::vector<DecisionInstanceId> ids(begin, end);
        try {
            Items items = items_of(connection, ids);
            add_parts(connection, criteria, ids, items, text);
            for (const DecisionInstanceId& id : ids) visit(std::move(items.at(id)));
        } catch (const Collision& collision) {
            if (first > 0) throw engine::StoreUnavailable(std::string("The list was interrupted: ") + collision.what());
            throw;
        }
    }
}

}  // namespace

void SociStore::visit(const HistoryDecisionCriteria& criteria, const engine::Page& page,
                      const engine::Visit<HistoryDecisionItem>& visit) {
    reading([&](Connection& connection) {
        if (criteria.with_inputs || criteria.with_outputs)
            visit_with_parts(connection, criteria, page, visit, text_);
        else
            visit_rows(connection, listing, criteria, page, read_item, visit);
    });
}

std::int64_t SociStore::count(const HistoryDecisionCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

std::vector<DecisionInstanceId> SociStore::list_ids(const HistoryDecisionCriteria& criteria) {
    return reading([&](Connection& connection) { return ids_of(connection, criteria, engine::Page{}); });
}

std::vector<engine::DecisionCount> SociStore::count_evaluations(const engine::RequirementsId& requirements,
                                                                const std::optional<DecisionInstanceId>& root) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select x.key, ";
        sql.as_text("", {"count(*)", ColumnType::integer})
            << " from history_decision t join decision_definition x on x.id = t.decision_id where x.requirements_id = "
            << bound(requirements);
        add_root(sql, root);
        sql << " group by x.key order by x.key";
        std::vector<engine::DecisionCount> counts;
        for (const Cells& row : connection.rows(sql, 2)) {
            CellReader cells(row);
            const std::string key = cells.text();
            counts.push_back({key, cells.integer()});
        }
        return counts;
    });
}

}  // namespace pavane::persistence
