// History of activities, tasks and variables; of process instances and decisions it is in files of their own.
#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::HistoryActivityCriteria;
using engine::HistoryActivityItem;
using engine::HistoryTaskCriteria;
using engine::HistoryTaskItem;
using engine::HistoryVariableCriteria;
using engine::HistoryVariableItem;

bool matches(const HistoryActivityItem& item, const HistoryActivityCriteria& criteria) {
    return fits(criteria.id, item.id) && fits_place(criteria.place, item.definition, item.process, item.id) &&
           fits(criteria.activity, item.element) && fits_any(criteria.activity_in, item.element) &&
           fits(criteria.activity_name, item.name) && fits(criteria.activity_type, item.activity_type) &&
           fits(criteria.assignee, item.assignee) && fits_period(criteria.period, item.started_at, item.ended_at) &&
           (!criteria.canceled || item.canceled) && fits_tenant(criteria.tenant, item.tenant);
}

SortKey key_of(const HistoryActivityItem& item, HistoryActivityCriteria::Field field) {
    using Field = HistoryActivityCriteria::Field;
    switch (field) {
        case Field::activity_instance_id:
        case Field::execution_id:
            return sort_key(item.id);
        case Field::instance_id:
            return sort_key(item.process);
        case Field::activity_id:
            return sort_key(item.element);
        case Field::activity_name:
            return sort_key(item.name);
        case Field::activity_type:
            return sort_key(item.activity_type);
        case Field::start_time:
            return sort_key(item.started_at);
        case Field::end_time:
            return sort_key(item.ended_at);
        case Field::duration:
            return item.ended_at ? sort_key((*item.ended_at - item.started_at).count()) : SortKey();
        case Field::definition_id:
            return sort_key(item.definition.id);
        case Field::tenant:
            return sort_key(item.tenant);
    }
    ENSURE(false);
}

HistoryActivityItem item_of(const MemoryTables& tables, const engine::Origin& origin, const ActivityId& id,
                            const core::ActivityInstance& activity) {
    HistoryActivityItem item;
    item.id = id;
    item.parent = activity.parent;
    item.process = origin.process;
    item.root = origin.root;
    item.definition = definition_ref(tables, origin.definition);
    item.element = origin.element;
    item.name = origin.element_name;
    item.activity_type = origin.activity_type;
    item.assignee = activity.assignee;
    item.task = activity.task;
    item.called = activity.called;
    item.tenant = origin.tenant;
    item.started_at = activity.started_at;
    return item;
}

// A process instance's own activity is the process, which has a history of its own.
std::vector<HistoryActivityItem> find(const MemoryTables& tables, const HistoryActivityCriteria& criteria) {
    std::vector<HistoryActivityItem> items;
    const auto add = [&](HistoryActivityItem item) {
        if (item.id != item.process && matches(item, criteria)) items.push_back(std::move(item));
    };
    // What waits before its start (async before) has not begun.
    for (const auto& [id, row] : tables.activities)
        if (row.record.phase != core::Phase::entering) add(item_of(tables, row.origin, id, row.record));
    for (const auto& [id, row] : tables.ended_activities) {
        HistoryActivityItem item = item_of(tables, row.origin, id, row.ended.activity);
        item.ended_at = row.ended.ended_at;
        item.canceled = row.ended.ending == core::Ending::canceled;
        add(std::move(item));
    }
    return items;
}

std::string business_key_of(const MemoryTables& tables, const ActivityId& process) {
    const auto live = tables.processes.find(process);
    if (live != tables.processes.end()) return live->second.row.record.business_key;
    const auto ended = tables.ended_processes.find(process);
    return ended == tables.ended_processes.end() ? std::string() : ended->second.row.ended.instance.business_key;
}

bool matches(const MemoryTables& tables, const HistoryTaskItem& item, const HistoryTaskCriteria& criteria) {
    const engine::Origin& origin = item.row.origin;
    const core::UserTask& task = item.row.record;
    return fits(criteria.id, item.row.key) && fits_place(criteria.place, item.definition, origin.process, task.owner) &&
           fits(criteria.business_key, business_key_of(tables, origin.process)) &&
           fits_any_id(criteria.activity_instance_in, task.owner) && fits(criteria.name, task.name) &&
           fits_like(criteria.name_like, task.name) && fits(criteria.assignee, task.assignee) &&
           fits_like(criteria.assignee_like, task.assignee) && fits(criteria.owner, task.owner_user) &&
           (!criteria.assigned || !task.assignee.empty()) && (!criteria.unassigned || task.assignee.empty()) &&
           fits(criteria.task_definition_key, origin.element) &&
           fits_any(criteria.task_definition_key_in, origin.element) &&
           fits_period(criteria.period, task.created_at, item.ended_at) &&
           (!criteria.process_finished || tables.ended_processes.contains(origin.process)) &&
           (!criteria.process_unfinished || tables.processes.contains(origin.process)) &&
           fits(criteria.priority, task.priority) && fits(criteria.delete_reason, item.reason) &&
           fits_tenant(criteria.tenant, origin.tenant);
}

SortKey key_of(const HistoryTaskItem& item, HistoryTaskCriteria::Field field) {
    using Field = HistoryTaskCriteria::Field;
    const core::UserTask& task = item.row.record;
    switch (field) {
        case Field::task_id:
            return sort_key(item.row.key);
        case Field::activity_instance_id:
        case Field::execution_id:
            return sort_key(task.owner);
        case Field::definition_id:
            return sort_key(item.row.origin.definition);
        case Field::instance_id:
            return sort_key(item.row.origin.process);
        case Field::duration:
            return item.ended_at ? sort_key((*item.ended_at - task.created_at).count()) : SortKey();
        case Field::end_time:
            return sort_key(item.ended_at);
        case Field::start_time:
            return sort_key(task.created_at);
        case Field::task_name:
            return sort_key(task.name);
        case Field::description:
            return sort_key(task.description);
        case Field::assignee:
            return sort_key(task.assignee);
        case Field::owner:
            return sort_key(task.owner_user);
        case Field::due_date:
            return sort_key(task.due);
        case Field::follow_up_date:
            return sort_key(task.follow_up);
        case Field::delete_reason:
            return sort_key(item.reason);
        case Field::task_definition_key:
            return sort_key(item.row.origin.element);
        case Field::priority:
            return sort_key(task.priority);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

std::vector<HistoryTaskItem> find(const MemoryTables& tables, const HistoryTaskCriteria& criteria) {
    std::vector<HistoryTaskItem> items;
    const auto add = [&](HistoryTaskItem item) {
        if (matches(tables, item, criteria)) items.push_back(std::move(item));
    };
    for (const auto& [id, row] : tables.user_tasks)
        add({row, definition_ref(tables, row.origin.definition), std::nullopt, ""});
    for (const auto& [id, row] : tables.ended_tasks)
        add({{row.origin, id, row.ended.task},
             definition_ref(tables, row.origin.definition),
             row.ended.ended_at,
             row.ended.reason});
    return items;
}

bool matches(const HistoryVariableItem& item, const HistoryVariableCriteria& criteria) {
    const engine::Origin& origin = item.row.origin;
    return fits_place(criteria.place, item.definition, item.row.origin.process, item.row.key.scope) &&
           fits(criteria.name, item.row.key.name) && fits_like(criteria.name_like, item.row.key.name) &&
           (!criteria.value ||
            holds(item.row.record.value.value, engine::VariableCondition::Operator::eq, criteria.value->value)) &&
           fits_any_id(criteria.activity_instance_in, item.row.key.scope) &&
           fits_any_id(criteria.execution_in, item.row.key.scope) && fits_tenant(criteria.tenant, origin.tenant);
}

SortKey key_of(const HistoryVariableItem& item, HistoryVariableCriteria::Field field) {
    using Field = HistoryVariableCriteria::Field;
    switch (field) {
        case Field::instance_id:
            return sort_key(item.row.origin.process);
        case Field::name:
            return sort_key(item.row.key.name);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

core::UserTaskId task_of(const MemoryTables& tables, const ActivityId& activity) {
    const auto live = tables.activities.find(activity);
    if (live != tables.activities.end()) return live->second.record.task;
    const auto ended = tables.ended_activities.find(activity);
    return ended == tables.ended_activities.end() ? core::UserTaskId() : ended->second.ended.activity.task;
}

std::vector<HistoryVariableItem> find(const MemoryTables& tables, const HistoryVariableCriteria& criteria) {
    std::vector<HistoryVariableItem> items;
    const auto add = [&](const engine::VariableRow& row, const std::optional<Instant>& ended_at) {
        HistoryVariableItem item{
            row, {}, definition_ref(tables, row.origin.definition), ended_at, task_of(tables, row.key.scope)};
        if (matches(item, criteria)) items.push_back(std::move(item));
    };
    for (const auto& [key, row] : tables.variables) add(row, std::nullopt);
    for (const auto& row : tables.ended_variables)
        add({row.origin, row.ended.key, row.ended.variable}, row.ended.ended_at);
    return items;
}

}  // namespace

void MemoryStore::visit(const HistoryActivityCriteria& criteria, const engine::Page& page,
                        const engine::Visit<HistoryActivityItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const HistoryActivityCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const HistoryTaskCriteria& criteria, const engine::Page& page,
                        const engine::Visit<HistoryTaskItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const HistoryTaskCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const HistoryVariableCriteria& criteria, const engine::Page& page,
                        const engine::Visit<HistoryVariableItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const HistoryVariableCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

}  // namespace pavane::persistence
