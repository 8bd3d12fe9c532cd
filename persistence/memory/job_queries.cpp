#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::IncidentCriteria;
using engine::IncidentItem;
using engine::JobCriteria;
using engine::JobItem;

bool fits_fate(const core::Job& job, const JobCriteria& criteria, Instant now) {
    const bool is_timer = job.kind == core::Job::Kind::timer;
    return (!criteria.with_retries_left || job.retries > 0) && (!criteria.no_retries_left || job.retries == 0) &&
           (!criteria.executable || (job.retries > 0 && job.due.value_or(Instant{}) <= now)) &&
           (!criteria.timers || is_timer) && (!criteria.messages || !is_timer) &&
           (!criteria.with_exception || !job.error_message.empty()) &&
           fits(criteria.exception_message, job.error_message) && !criteria.suspended;
}

bool matches(const JobItem& item, const JobCriteria& criteria, Instant now) {
    const engine::Origin& origin = item.row.origin;
    const core::Job& job = item.row.record;
    const std::optional<Instant> created = job.created_at;
    const std::optional<std::int64_t> priority = job.priority;
    return fits(criteria.id, item.row.key) && fits_any(criteria.id_in, item.row.key) &&
           fits_place(criteria.place, item.definition, origin.process, job.owner) &&
           fits(criteria.activity, origin.element) &&
           (!criteria.failed_activity || (!job.error_message.empty() && origin.element == *criteria.failed_activity)) &&
           fits_fate(job, criteria, now) && is_below(job.due, criteria.due_before) &&
           is_above(job.due, criteria.due_after) && is_below(created, criteria.created_before) &&
           is_above(created, criteria.created_after) && is_at_least(priority, criteria.priority_at_least) &&
           is_at_most(priority, criteria.priority_at_most) && fits_tenant(criteria.tenant, origin.tenant);
}

SortKey key_of(const JobItem& item, JobCriteria::Field field) {
    using Field = JobCriteria::Field;
    switch (field) {
        case Field::id:
            return sort_key(item.row.key);
        case Field::due_date:
            return sort_key(item.row.record.due);
        case Field::execution_id:
            return sort_key(item.row.record.owner);
        case Field::process_instance:
            return sort_key(item.row.origin.process);
        case Field::definition_id:
            return sort_key(item.row.origin.definition);
        case Field::definition_key:
            return sort_key(item.definition.key);
        case Field::priority:
            return sort_key(item.row.record.priority);
        case Field::retries:
            return sort_key(item.row.record.retries);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

std::vector<JobItem> find(const MemoryTables& tables, const JobCriteria& criteria, Instant now) {
    std::vector<JobItem> items;
    for (const auto& [id, job] : tables.jobs) {
        JobItem item{job.row, definition_ref(tables, job.row.origin.definition)};
        if (matches(item, criteria, now)) items.push_back(std::move(item));
    }
    return items;
}

std::string type_of(const core::Incident& incident) { return std::string(engine::incident_type(incident.kind)); }

// As the databases sort it: by the word in its column.
std::string kind_of(const core::Incident& incident) {
    if (incident.kind == core::Incident::Kind::failed_job) return "failed_job";
    return incident.kind == core::Incident::Kind::failed_external_task ? "failed_external_task" : "instance_limit";
}

bool matches(const IncidentItem& item, const IncidentCriteria& criteria) {
    const engine::Origin& origin = item.row.origin;
    const core::Incident& incident = item.row.record;
    const std::optional<Instant> created = incident.created_at;
    return fits(criteria.id, item.row.key) && fits(criteria.type, type_of(incident)) &&
           fits(criteria.message, incident.message) && fits_like(criteria.message_like, incident.message) &&
           fits_place(criteria.place, item.definition, origin.process, incident.owner) &&
           fits(criteria.activity, origin.element) && fits(criteria.failed_activity, origin.element) &&
           (!criteria.configuration || parse_uuid(*criteria.configuration) == incident.cause) &&
           is_below(created, criteria.before) && is_above(created, criteria.after) &&
           fits_tenant(criteria.tenant, origin.tenant);
}

SortKey key_of(const IncidentItem& item, IncidentCriteria::Field field) {
    using Field = IncidentCriteria::Field;
    const core::Incident& incident = item.row.record;
    switch (field) {
        case Field::id:
        case Field::cause:
        case Field::root_cause:
            return sort_key(item.row.key);
        case Field::message:
            return sort_key(incident.message);
        case Field::timestamp:
            return sort_key(incident.created_at);
        case Field::type:
            return kind_of(incident);
        case Field::execution:
            return sort_key(incident.owner);
        case Field::activity:
            return sort_key(item.row.origin.element);
        case Field::process_instance:
            return sort_key(item.row.origin.process);
        case Field::definition:
            return sort_key(item.row.origin.definition);
        case Field::configuration:
            return sort_key(incident.cause);
        case Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

std::vector<IncidentItem> find(const MemoryTables& tables, const IncidentCriteria& criteria) {
    std::vector<IncidentItem> items;
    for (const auto& [id, row] : tables.incidents) {
        IncidentItem item{row, definition_ref(tables, row.origin.definition)};
        if (matches(item, criteria)) items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

void MemoryStore::visit(const JobCriteria& criteria, const engine::Page& page, const engine::Visit<JobItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria, clock_()); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const JobCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria, clock_()).size());
}

void MemoryStore::visit(const IncidentCriteria& criteria, const engine::Page& page,
                        const engine::Visit<IncidentItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const IncidentCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

std::vector<IncidentItem> MemoryStore::incidents_of(const ActivityId& process) {
    IncidentCriteria criteria;
    criteria.place.process = process;
    return list(criteria, {});
}

}  // namespace pavane::persistence
