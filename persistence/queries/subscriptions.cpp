#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

std::vector<engine::SubscriptionItem> SociStore::list(const engine::SubscriptionCriteria& criteria, std::int64_t max) {
    return reading([&](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        const std::size_t width = add_columns_and_definition(sql, subscription_table().columns);
        sql << " from subscription t";
        if (criteria.business_key) sql << " join process_instance p on p.id = t.process_id";
        if (!criteria.local_variables.empty()) sql << " join activity a on a.id = t.owner_id";
        sql << join_definition << " where t.message = " << bound(criteria.message);
        add_equals(sql, "p.business_key", criteria.business_key);
        add_equals(sql, "t.process_id", criteria.process_instance);
        add_equals(sql, "t.tenant", criteria.tenant);
        add_if(sql, criteria.without_tenant, "t.tenant = ''");
        for (const auto& [name, value] : criteria.process_variables)
            add_variable_equals(sql, "t.process_id", name, value.value);
        // The owner's own variable, or its parent scope's where the owner has none of that name.
        for (const auto& [name, value] : criteria.local_variables)
            add_variable_equals(sql,
                                "case when exists (select 1 from variable o where o.scope_id = a.id and o.name = "
                                "v.name) then a.id else a.parent_id end",
                                name, value.value);
        if (criteria.after)
            sql << " and (t.created_at > " << bound(criteria.after->created_at)
                << " or t.created_at = " << bound(criteria.after->created_at) << " and t.id > "
                << bound(criteria.after->id) << ")";
        if (criteria.up_to)
            sql << " and (t.created_at < " << bound(criteria.up_to->created_at)
                << " or t.created_at = " << bound(criteria.up_to->created_at)
                << " and t.id <= " << bound(criteria.up_to->id) << ")";
        sql << (criteria.backwards ? Literal(" order by t.created_at desc, t.id desc limit ")
                                   : Literal(" order by t.created_at, t.id limit "))
            << bound(max);
        std::vector<engine::SubscriptionItem> items;
        for (const Cells& row : connection.rows(sql, width)) {
            CellReader cells(row);
            engine::SubscriptionItem item;
            item.row = read_subscription(cells);
            item.definition = read_definition_ref(cells, item.row.origin.definition);
            items.push_back(std::move(item));
        }
        return items;
    });
}

}  // namespace pavane::persistence
