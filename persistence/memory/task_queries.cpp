#include <cctype>

#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::ExternalTaskCriteria;
using engine::ExternalTaskItem;
using engine::TaskCriteria;
using engine::TaskItem;

bool has_candidate(const core::UserTask& task, core::Candidate::Kind kind, const engine::Names* names) {
    return std::any_of(task.candidates.begin(), task.candidates.end(), [&](const core::Candidate& candidate) {
        return candidate.kind == kind &&
               (names == nullptr || std::find(names->begin(), names->end(), candidate.name) != names->end());
    });
}

bool fits_people(const core::UserTask& task, const TaskCriteria& criteria) {
    using Kind = core::Candidate::Kind;
    const auto names = [](const std::string& name) { return engine::Names{name}; };
    const auto has = [&](Kind kind, const engine::Names& wanted) { return has_candidate(task, kind, &wanted); };
    if (criteria.candidate_user && !has(Kind::user, names(*criteria.candidate_user))) return false;
    if (criteria.candidate_group && !has(Kind::group, names(*criteria.candidate_group))) return false;
    if (criteria.candidate_groups && !has(Kind::group, *criteria.candidate_groups)) return false;
    const bool by_candidate = criteria.candidate_user || criteria.candidate_group || criteria.candidate_groups;
    if (by_candidate && !criteria.include_assigned && !task.assignee.empty()) return false;
    if (criteria.involved_user && !fits(criteria.involved_user, task.assignee) &&
        !fits(criteria.involved_user, task.owner_user) && !has(Kind::user, names(*criteria.involved_user)))
        return false;
    const bool users = has_candidate(task, Kind::user, nullptr);
    const bool groups = has_candidate(task, Kind::group, nullptr);
    return fits(criteria.assignee, task.assignee) && fits_like(criteria.assignee_like, task.assignee) &&
           fits_any(criteria.assignee_in, task.assignee) && fits(criteria.owner, task.owner_user) &&
           (!criteria.assigned || !task.assignee.empty()) && (!criteria.unassigned || task.assignee.empty()) &&
           (!criteria.with_candidate_users || users) && (!criteria.without_candidate_users || !users) &&
           (!criteria.with_candidate_groups || groups) && (!criteria.without_candidate_groups || !groups);
}

bool fits_content(const core::UserTask& task, const TaskCriteria& criteria) {
    const std::optional<std::int32_t> priority = task.priority;
    const std::optional<Instant> created = task.created_at;
    return fits(criteria.name, task.name) && fits_like(criteria.name_like, task.name) &&
           fits(criteria.description, task.description) && fits(criteria.priority, task.priority) &&
           is_at_least(priority, criteria.min_priority) && is_at_most(priority, criteria.max_priority) &&
           (!criteria.due || criteria.due == task.due) && is_below(task.due, criteria.due_before) &&
           is_above(task.due, criteria.due_after) && (!criteria.without_due_date || !task.due) &&
           (!criteria.follow_up || criteria.follow_up == task.follow_up) &&
           is_below(task.follow_up, criteria.follow_up_before) && is_above(task.follow_up, criteria.follow_up_after) &&
           (!task.follow_up || is_below(task.follow_up, criteria.follow_up_before_or_none)) &&
           fits(criteria.created_on, task.created_at) && is_below(created, criteria.created_before) &&
           is_above(created, criteria.created_after) && !criteria.suspended;
}

bool matches(const MemoryTables& tables, const TaskItem& item, const TaskCriteria& criteria) {
    const engine::Origin& origin = item.row.origin;
    const auto process = tables.processes.find(origin.process);
    const std::string business_key =
        process == tables.processes.end() ? std::string() : process->second.row.record.business_key;
    return fits(criteria.id, item.row.key) && fits_any(criteria.id_in, item.row.key) &&
           fits_place(criteria.place, item.definition, origin.process, item.row.record.owner) &&
           fits(criteria.business_key, business_key) && fits_like(criteria.business_key_like, business_key) &&
           fits_any_id(criteria.activity_instance_in, item.row.record.owner) &&
           fits(criteria.task_definition_key, origin.element) &&
           fits_any(criteria.task_definition_key_in, origin.element) &&
           fits_like(criteria.task_definition_key_like, origin.element) &&
           fits_tenant(criteria.tenant, origin.tenant) && fits_people(item.row.record, criteria) &&
           fits_content(item.row.record, criteria) &&
           std::all_of(criteria.variables.begin(), criteria.variables.end(), [&](const auto& condition) {
               const bool own = condition.where == engine::VariableCondition::Where::task;
               return has_variable(tables, own ? item.row.record.owner : origin.process, condition.name, condition.op,
                                   condition.value.value);
           });
}

SortKey key_of(const TaskItem& item, TaskCriteria::Field field) {
    using Field = TaskCriteria::Field;
    const core::UserTask& task = item.row.record;
    switch (field) {
        case Field::instance_id:
            return sort_key(item.row.origin.process);
        case Field::due_date:
            return sort_key(task.due);
        case Field::follow_up_date:
            return sort_key(task.follow_up);
        case Field::execution_id:
            return sort_key(task.owner);
        case Field::assignee:
            return sort_key(task.assignee);
        case Field::created:
            return sort_key(task.created_at);
        case Field::last_updated:
            return sort_key(task.updated_at);
        case Field::description:
            return sort_key(task.description);
        case Field::id:
            return sort_key(item.row.key);
        case Field::name:
            return sort_key(task.name);
        case Field::name_case_insensitive: {
            std::string lower = task.name;
            for (char& c : lower)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            return sort_key(lower);
        }
        case Field::priority:
            return sort_key(task.priority);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

std::vector<TaskItem> find(const MemoryTables& tables, const TaskCriteria& criteria) {
    std::vector<TaskItem> items;
    for (const auto& [id, row] : tables.user_tasks) {
        TaskItem item{row, row.origin.element, definition_ref(tables, row.origin.definition)};
        if (matches(tables, item, criteria)) items.push_back(std::move(item));
    }
    return items;
}

bool matches(const ExternalTaskItem& item, Instant lock_until, const ExternalTaskCriteria& criteria, Instant now) {
    const engine::Origin& origin = item.row.origin;
    const core::ExternalTask& task = item.row.record;
    const std::optional<std::int64_t> priority = task.priority;
    return fits(criteria.id, item.row.key) && fits_any(criteria.id_in, item.row.key) &&
           fits(criteria.topic, task.topic) && fits(criteria.worker, item.worker) &&
           (!criteria.locked || lock_until > now) && (!criteria.not_locked || lock_until <= now) &&
           is_below(item.lock_until, criteria.lock_expires_before) &&
           is_above(std::optional(lock_until), criteria.lock_expires_after) &&
           fits(criteria.activity, origin.element) && fits_any(criteria.activity_in, origin.element) &&
           fits_place(criteria.place, item.definition, origin.process, task.owner) && !criteria.suspended &&
           (!criteria.with_retries_left || !task.retries || *task.retries > 0) &&
           (!criteria.no_retries_left || task.retries == 0) && is_at_least(priority, criteria.priority_at_least) &&
           is_at_most(priority, criteria.priority_at_most) && fits_tenant(criteria.tenant, origin.tenant);
}

SortKey key_of(const ExternalTaskItem& item, ExternalTaskCriteria::Field field) {
    using Field = ExternalTaskCriteria::Field;
    switch (field) {
        case Field::id:
            return sort_key(item.row.key);
        case Field::lock_expiration:
            return sort_key(item.lock_until);
        case Field::process_instance:
            return sort_key(item.row.origin.process);
        case Field::definition_id:
            return sort_key(item.row.origin.definition);
        case Field::definition_key:
            return sort_key(item.definition.key);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
        case Field::priority:
            return sort_key(item.row.record.priority);
        case Field::created:
            return sort_key(item.row.record.created_at);
    }
    ENSURE(false);
}

std::vector<ExternalTaskItem> find(const MemoryTables& tables, const ExternalTaskCriteria& criteria, Instant now) {
    std::vector<ExternalTaskItem> items;
    for (const auto& [id, task] : tables.external_tasks) {
        ExternalTaskItem item;
        item.row = task.row;
        item.definition = definition_ref(tables, task.row.origin.definition);
        item.worker = task.worker;
        if (!task.worker.empty()) item.lock_until = task.lock_until;
        const auto process = tables.processes.find(task.row.origin.process);
        if (process != tables.processes.end()) item.business_key = process->second.row.record.business_key;
        if (matches(item, task.lock_until, criteria, now)) items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

void MemoryStore::visit(const TaskCriteria& criteria, const engine::Page& page, const engine::Visit<TaskItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const TaskCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const ExternalTaskCriteria& criteria, const engine::Page& page,
                        const engine::Visit<ExternalTaskItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria, clock_()); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const ExternalTaskCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria, clock_()).size());
}

}  // namespace pavane::persistence
