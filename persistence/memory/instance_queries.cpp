#include <map>

#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::ProcessInstanceCriteria;
using engine::ProcessInstanceItem;
using engine::SubscriptionCriteria;
using engine::SubscriptionItem;
using Operator = engine::VariableCondition::Operator;

bool calls(const MemoryTables& tables, const ActivityId& super, const ActivityId& sub) {
    return std::any_of(tables.activities.begin(), tables.activities.end(), [&](const auto& entry) {
        return entry.second.origin.process == super && entry.second.record.called == sub;
    });
}

bool has_activity(const MemoryTables& tables, const ActivityId& process, const engine::Names& elements) {
    return std::any_of(tables.activities.begin(), tables.activities.end(), [&](const auto& entry) {
        return entry.second.origin.process == process &&
               std::find(elements.begin(), elements.end(), entry.second.origin.element) != elements.end();
    });
}

bool has_incident(const MemoryTables& tables, const ActivityId& process) {
    return std::any_of(tables.incidents.begin(), tables.incidents.end(),
                       [&](const auto& entry) { return entry.second.origin.process == process; });
}

bool is_of_deployment(const MemoryTables& tables, const DefinitionId& definition, const Uuid& deployment) {
    const auto found = tables.definitions.find(definition);
    return found != tables.definitions.end() && found->second.definition.deployment.value == deployment;
}

bool matches(const MemoryTables& tables, const ProcessInstanceItem& item, bool is_root,
             const ProcessInstanceCriteria& criteria) {
    return fits(criteria.business_key, item.business_key) && fits_like(criteria.business_key_like, item.business_key) &&
           fits_place(criteria.place, item.definition, item.id, item.id) &&
           (!criteria.deployment || is_of_deployment(tables, item.definition.id, *criteria.deployment)) &&
           (!criteria.super_process || calls(tables, *criteria.super_process, item.id)) &&
           (!criteria.sub_process || calls(tables, item.id, *criteria.sub_process)) &&
           (!criteria.root_only || is_root) && !criteria.suspended &&
           (!criteria.with_incident || has_incident(tables, item.id)) &&
           (!criteria.activity_in || has_activity(tables, item.id, *criteria.activity_in)) &&
           fits_tenant(criteria.tenant, item.tenant) &&
           std::all_of(criteria.variables.begin(), criteria.variables.end(), [&](const auto& condition) {
               return has_variable(tables, item.id, condition.name, condition.op, condition.value.value);
           });
}

SortKey key_of(const ProcessInstanceItem& item, ProcessInstanceCriteria::Field field) {
    using Field = ProcessInstanceCriteria::Field;
    switch (field) {
        case Field::instance_id:
            return sort_key(item.id);
        case Field::definition_id:
            return sort_key(item.definition.id);
        case Field::definition_key:
            return sort_key(item.definition.key);
        case Field::tenant:
            return sort_key(item.tenant);
        case Field::business_key:
            return sort_key(item.business_key);
    }
    ENSURE(false);
}

std::vector<ProcessInstanceItem> find(const MemoryTables& tables, const ProcessInstanceCriteria& criteria) {
    std::vector<ProcessInstanceItem> items;
    for (const auto& [id, process] : tables.processes) {
        const engine::Origin& origin = process.row.origin;
        ProcessInstanceItem item{id, definition_ref(tables, origin.definition), process.row.record.business_key,
                                 origin.tenant};
        if (matches(tables, item, origin.root == id, criteria)) items.push_back(std::move(item));
    }
    return items;
}

// The owner's own variable, or its parent scope's where the owner has none of that name.
bool has_local(const MemoryTables& tables, const ActivityId& owner, const std::string& name,
               const expression::Value& value) {
    if (tables.variables.contains({owner, name})) return has_variable(tables, owner, name, Operator::eq, value);
    const auto activity = tables.activities.find(owner);
    return activity != tables.activities.end() &&
           has_variable(tables, activity->second.record.parent, name, Operator::eq, value);
}

bool matches(const MemoryTables& tables, const engine::SubscriptionRow& row, const SubscriptionCriteria& criteria) {
    const engine::Origin& origin = row.origin;
    if (row.record.message != criteria.message || !fits(criteria.process_instance, origin.process)) return false;
    if (!fits(criteria.tenant, origin.tenant) || (criteria.without_tenant && !origin.tenant.empty())) return false;
    if (criteria.business_key) {
        const auto process = tables.processes.find(origin.process);
        if (process == tables.processes.end() || !fits(criteria.business_key, process->second.row.record.business_key))
            return false;
    }
    for (const auto& [name, value] : criteria.process_variables)
        if (!has_variable(tables, origin.process, name, Operator::eq, value.value)) return false;
    for (const auto& [name, value] : criteria.local_variables)
        if (!has_local(tables, row.record.owner, name, value.value)) return false;
    const engine::SubscriptionCriteria::Position position = position_of(row);
    return (!criteria.after || position > *criteria.after) && (!criteria.up_to || position <= *criteria.up_to);
}

}  // namespace

void MemoryStore::visit(const ProcessInstanceCriteria& criteria, const engine::Page& page,
                        const engine::Visit<ProcessInstanceItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const ProcessInstanceCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

std::vector<SubscriptionItem> MemoryStore::list(const SubscriptionCriteria& criteria, std::int64_t max) {
    const std::lock_guard lock(mutex_);
    std::vector<SubscriptionItem> items;
    for (const auto& [id, row] : tables_.subscriptions)
        if (matches(tables_, row, criteria)) items.push_back({row, definition_ref(tables_, row.origin.definition)});
    std::sort(items.begin(), items.end(), [](const SubscriptionItem& a, const SubscriptionItem& b) {
        return position_of(a.row) < position_of(b.row);
    });
    if (criteria.backwards) std::reverse(items.begin(), items.end());
    if (items.size() > static_cast<std::size_t>(max)) items.resize(static_cast<std::size_t>(max));
    return items;
}

std::vector<engine::ActivityRow> MemoryStore::activities_of(const ActivityId& process) {
    const std::lock_guard lock(mutex_);
    std::vector<engine::ActivityRow> rows;
    for (const auto& [id, row] : tables_.activities)
        if (row.origin.process == process) rows.push_back(row);
    return rows;
}

std::optional<engine::ActivityRow> MemoryStore::find_activity(const ActivityId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.activities.find(id);
    if (found == tables_.activities.end()) return std::nullopt;
    return found->second;
}

std::vector<engine::VariableRow> MemoryStore::variables_of(const ActivityId& scope, bool local,
                                                           const std::optional<engine::Names>& names) {
    const std::lock_guard lock(mutex_);
    std::map<std::string, engine::VariableRow> nearest;
    for (ActivityId at = scope; at;) {
        for (const auto& [key, row] : tables_.variables)
            if (key.scope == at && fits_any(names, key.name)) nearest.try_emplace(key.name, row);
        const auto activity = tables_.activities.find(at);
        if (local || activity == tables_.activities.end() || activity->second.origin.process == at) break;
        at = activity->second.record.parent;
    }
    std::vector<engine::VariableRow> rows;
    for (auto& [name, row] : nearest) rows.push_back(std::move(row));
    return rows;
}

MemoryStore::VariablesByScope MemoryStore::variables_of_each(const std::vector<ActivityId>& scopes, bool local,
                                                             const std::optional<engine::Names>& names) {
    VariablesByScope all;
    for (const ActivityId& scope : scopes) {
        std::vector<engine::VariableRow> variables = variables_of(scope, local, names);
        if (!variables.empty()) all[scope].rows = std::move(variables);
    }
    return all;
}

}  // namespace pavane::persistence
