#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryProcessCriteria;
using engine::HistoryProcessItem;

// The process instance whose call activity started `process`; null: none.
ActivityId super_process(const MemoryTables& tables, const ActivityId& process) {
    for (const auto& [id, activity] : tables.activities)
        if (activity.record.called == process) return activity.origin.process;
    for (const auto& [id, ended] : tables.ended_activities)
        if (ended.ended.activity.called == process) return ended.origin.process;
    return {};
}

template <class Map>
bool any_activity(const Map& activities, const ActivityId& process, const engine::Names& elements) {
    return std::any_of(activities.begin(), activities.end(), [&](const auto& entry) {
        return entry.second.origin.process == process &&
               std::find(elements.begin(), elements.end(), entry.second.origin.element) != elements.end();
    });
}

bool had_incident(const MemoryTables& tables, const ActivityId& process) {
    return std::any_of(tables.incidents.begin(), tables.incidents.end(),
                       [&](const auto& entry) { return entry.second.origin.process == process; }) ||
           std::any_of(tables.ended_incidents.begin(), tables.ended_incidents.end(),
                       [&](const auto& row) { return row.origin.process == process; });
}

bool ever_had_variable(const MemoryTables& tables, const ActivityId& process,
                       const engine::VariableCondition& condition) {
    if (has_variable(tables, process, condition.name, condition.op, condition.value.value)) return true;
    return std::any_of(tables.ended_variables.begin(), tables.ended_variables.end(), [&](const auto& row) {
        return row.ended.key == core::VariableKey{process, condition.name} &&
               holds(row.ended.variable.value.value, condition.op, condition.value.value);
    });
}

bool fits_fate(const MemoryTables& tables, const HistoryProcessItem& item, const HistoryProcessCriteria& criteria) {
    const bool canceled = item.ended_at && item.ending == core::Ending::canceled;
    return fits_period(criteria.period, item.started_at, item.ended_at) && (!criteria.active || !item.ended_at) &&
           !criteria.suspended && (!criteria.completed || (item.ended_at && item.ending == core::Ending::completed)) &&
           (!criteria.externally_terminated || (canceled && item.by_command)) &&
           (!criteria.internally_terminated || (canceled && !item.by_command)) &&
           (!criteria.with_incidents || had_incident(tables, item.id)) &&
           (!criteria.executed_activity_in ||
            any_activity(tables.ended_activities, item.id, *criteria.executed_activity_in)) &&
           (!criteria.active_activity_in || any_activity(tables.activities, item.id, *criteria.active_activity_in));
}

bool matches(const MemoryTables& tables, const HistoryProcessItem& item, const HistoryProcessCriteria& criteria) {
    return fits(criteria.business_key, item.business_key) && fits_like(criteria.business_key_like, item.business_key) &&
           fits_place(criteria.place, item.definition, item.id, item.id) &&
           (!criteria.root_only || item.root == item.id) &&
           (!criteria.super_process || super_process(tables, item.id) == *criteria.super_process) &&
           (!criteria.sub_process || super_process(tables, *criteria.sub_process) == item.id) &&
           fits_fate(tables, item, criteria) && fits_tenant(criteria.tenant, item.tenant) &&
           std::all_of(criteria.variables.begin(), criteria.variables.end(),
                       [&](const auto& condition) { return ever_had_variable(tables, item.id, condition); });
}

SortKey key_of(const HistoryProcessItem& item, HistoryProcessCriteria::Field field) {
    using Field = HistoryProcessCriteria::Field;
    switch (field) {
        case Field::instance_id:
            return sort_key(item.id);
        case Field::definition_id:
            return sort_key(item.definition.id);
        case Field::definition_key:
            return sort_key(item.definition.key);
        case Field::definition_name:
            return sort_key(item.definition.name);
        case Field::definition_version:
            return sort_key(item.definition.version);
        case Field::business_key:
            return sort_key(item.business_key);
        case Field::start_time:
            return sort_key(item.started_at);
        case Field::end_time:
            return sort_key(item.ended_at);
        case Field::duration:
            return item.ended_at ? sort_key((*item.ended_at - item.started_at).count()) : SortKey();
        case Field::tenant:
            return sort_key(item.tenant);
    }
    ENSURE(false);
}

HistoryProcessItem item_of(const MemoryTables& tables, const engine::Origin& origin, const ActivityId& id,
                           const core::ProcessInstance& instance) {
    HistoryProcessItem item;
    item.id = id;
    item.root = origin.root;
    if (instance.caller) item.super_process = super_process(tables, id);
    item.definition = definition_ref(tables, origin.definition);
    item.business_key = instance.business_key;
    item.tenant = origin.tenant;
    item.start_element = origin.element;
    item.started_at = instance.started_at;
    return item;
}

std::vector<HistoryProcessItem> find(const MemoryTables& tables, const HistoryProcessCriteria& criteria) {
    std::vector<HistoryProcessItem> items;
    const auto add = [&](HistoryProcessItem item) {
        if (matches(tables, item, criteria)) items.push_back(std::move(item));
    };
    for (const auto& [id, process] : tables.processes) add(item_of(tables, process.row.origin, id, process.row.record));
    for (const auto& [id, process] : tables.ended_processes) {
        const core::EndedProcess& ended = process.row.ended;
        HistoryProcessItem item = item_of(tables, process.row.origin, id, ended.instance);
        item.ended_at = ended.ended_at;
        item.ending = ended.ending;
        item.by_command = ended.by_command;
        item.reason = ended.reason;
        item.end_element = process.end_element;
        add(std::move(item));
    }
    return items;
}

}  // namespace

void MemoryStore::visit(const HistoryProcessCriteria& criteria, const engine::Page& page,
                        const engine::Visit<HistoryProcessItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const HistoryProcessCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

}  // namespace pavane::persistence
