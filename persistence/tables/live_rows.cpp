#include "persistence/tables/candidates.hpp"
#include "persistence/tables/enum_text.hpp"
#include "persistence/tables/live.hpp"
#include "persistence/tables/value_columns.hpp"

namespace pavane::persistence {

namespace {

using core::ActivityId;
using engine::Origin;

constexpr auto phases = enum_words(word(core::Phase::entering, "entering"), word(core::Phase::active, "active"),
                                   word(core::Phase::leaving, "leaving"));
constexpr auto job_kinds =
    enum_words(word(core::Job::Kind::async_before, "async_before"), word(core::Job::Kind::async_after, "async_after"),
               word(core::Job::Kind::timer, "timer"));
constexpr auto incident_kinds = enum_words(word(core::Incident::Kind::failed_job, "failed_job"),
                                           word(core::Incident::Kind::failed_external_task, "failed_external_task"),
                                           word(core::Incident::Kind::instance_limit, "instance_limit"));

template <class Key, class... More>
Cells with_origin(const Key& id, const Origin& origin, const More&... more) {
    return {cell(id),
            cell(origin.tenant),
            cell(origin.root),
            cell(origin.process),
            cell(origin.definition),
            cell(origin.element),
            cell(more)...};
}

template <class Id>
Id read_origin(CellReader& cells, Origin& origin) {
    const Id id = cells.id<Id>();
    origin.tenant = cells.text();
    origin.root = cells.id<ActivityId>();
    origin.process = cells.id<ActivityId>();
    origin.definition = cells.id<core::DefinitionId>();
    origin.element = cells.text();
    return id;
}

}  // namespace

Cells cells_of(const engine::ProcessRow& row) {
    return with_origin(row.key, row.origin, row.record.caller, row.record.business_key, row.record.started_at);
}
engine::ProcessRow read_process(CellReader& cells) {
    engine::ProcessRow row;
    row.key = read_origin<ActivityId>(cells, row.origin);
    row.record.definition = row.origin.definition;
    row.record.tenant = row.origin.tenant;
    row.record.caller = cells.id<ActivityId>();
    row.record.business_key = cells.text();
    row.record.started_at = cells.instant();
    return row;
}

Cells cells_of(const engine::ActivityRow& row) {
    const core::ActivityInstance& activity = row.record;
    return with_origin(row.key, row.origin, row.origin.element_name, row.origin.activity_type, activity.parent,
                       activity.started_at, activity.task, activity.called, activity.assignee, phases(activity.phase));
}
engine::ActivityRow read_activity(CellReader& cells) {
    engine::ActivityRow row;
    row.key = read_origin<ActivityId>(cells, row.origin);
    row.record.process = row.origin.process;
    row.origin.element_name = cells.text();
    row.origin.activity_type = cells.text();
    row.record.parent = cells.id<ActivityId>();
    row.record.started_at = cells.instant();
    row.record.task = cells.id<core::UserTaskId>();
    row.record.called = cells.id<ActivityId>();
    row.record.assignee = cells.text();
    row.record.phase = phases.read(cells.text());
    return row;
}

Cells cells_of(const engine::TokenRow& row) { return with_origin(row.key, row.origin, row.record.scope); }
engine::TokenRow read_token(CellReader& cells) {
    engine::TokenRow row;
    row.key = read_origin<core::TokenId>(cells, row.origin);
    row.record.scope = cells.id<ActivityId>();
    return row;
}

Cells cells_of(const engine::SubscriptionRow& row) {
    return with_origin(row.key, row.origin, row.record.owner, row.record.message, row.record.created_at);
}
engine::SubscriptionRow read_subscription(CellReader& cells) {
    engine::SubscriptionRow row;
    row.key = read_origin<core::SubscriptionId>(cells, row.origin);
    row.record.owner = cells.id<ActivityId>();
    row.record.message = cells.text();
    row.record.created_at = cells.instant();
    return row;
}

Cells cells_of(const engine::JobRow& row) {
    const core::Job& job = row.record;
    return with_origin(row.key, row.origin, job.owner, job_kinds(job.kind), job.due, job.retries, job.priority,
                       job.exclusive, job.cycle, job.cycle_anchor, job.cycle_index, job.nodes_since_input,
                       job.error_message, job.error_details, job.created_at, row.in_turn);
}
engine::JobRow read_job(CellReader& cells) {
    engine::JobRow row;
    row.key = read_origin<core::JobId>(cells, row.origin);
    core::Job& job = row.record;
    job.owner = cells.id<ActivityId>();
    job.kind = job_kinds.read(cells.text());
    job.due = cells.optional_instant();
    job.retries = cells.integer32();
    job.priority = cells.integer();
    job.exclusive = cells.boolean();
    job.cycle = cells.text();
    job.cycle_anchor = cells.instant();
    job.cycle_index = cells.integer();
    job.nodes_since_input = cells.integer();
    job.error_message = cells.text();
    job.error_details = cells.text();
    job.created_at = cells.instant();
    row.in_turn = cells.boolean();
    return row;
}

Cells cells_of(const engine::UserTaskRow& row) {
    const core::UserTask& task = row.record;
    return with_origin(row.key, row.origin, task.owner, task.name, task.description, task.assignee, task.owner_user,
                       task.form_key, text_of(task.candidates), task.priority, task.due, task.follow_up,
                       task.created_at, task.updated_at);
}
engine::UserTaskRow read_user_task(CellReader& cells) {
    engine::UserTaskRow row;
    row.key = read_origin<core::UserTaskId>(cells, row.origin);
    core::UserTask& task = row.record;
    task.owner = cells.id<ActivityId>();
    task.name = cells.text();
    task.description = cells.text();
    task.assignee = cells.text();
    task.owner_user = cells.text();
    task.form_key = cells.text();
    task.candidates = read_candidates(cells.text());
    task.priority = cells.integer32();
    task.due = cells.optional_instant();
    task.follow_up = cells.optional_instant();
    task.created_at = cells.instant();
    task.updated_at = cells.optional_instant();
    return row;
}

Cells cells_of(const engine::ExternalTaskRow& row) {
    const core::ExternalTask& task = row.record;
    return with_origin(row.key, row.origin, task.owner, task.topic, task.priority, task.retries, task.error_message,
                       task.error_details, task.created_at);
}
engine::ExternalTaskRow read_external_task(CellReader& cells) {
    engine::ExternalTaskRow row;
    row.key = read_origin<core::ExternalTaskId>(cells, row.origin);
    core::ExternalTask& task = row.record;
    task.owner = cells.id<ActivityId>();
    task.topic = cells.text();
    task.priority = cells.integer();
    task.retries = cells.optional_integer32();
    task.error_message = cells.text();
    task.error_details = cells.text();
    task.created_at = cells.instant();
    return row;
}

Cells cells_of(const engine::IncidentRow& row) {
    const core::Incident& incident = row.record;
    return with_origin(row.key, row.origin, incident.owner, incident_kinds(incident.kind), incident.cause,
                       incident.message, incident.created_at);
}
engine::IncidentRow read_incident(CellReader& cells) {
    engine::IncidentRow row;
    row.key = read_origin<core::IncidentId>(cells, row.origin);
    core::Incident& incident = row.record;
    incident.owner = cells.id<ActivityId>();
    incident.kind = incident_kinds.read(cells.text());
    incident.cause = cells.uuid();
    incident.message = cells.text();
    incident.created_at = cells.instant();
    return row;
}

Cells cells_of(const engine::VariableRow& row, const ValueText& text) {
    Cells cells = with_origin(row.record.id, row.origin, row.key.scope, row.key.name, row.record.created_at);
    append_value(cells, row.record.value, text);
    return cells;
}
StoredVariable read_stored_variable(CellReader& cells, const ValueText& text) {
    StoredVariable variable;
    engine::VariableRow& row = variable.row;
    row.record.id = read_origin<core::VariableId>(cells, row.origin);
    row.key.scope = cells.id<ActivityId>();
    row.key.name = cells.text();
    row.record.created_at = cells.instant();
    CellReader value(cells.cells(), cells.at());
    cells.skip(value_columns().size());
    try {
        row.record.value = read_value(value, text);
    } catch (const Unreadable& problem) {
        variable.unreadable = "The value of the variable '" + row.key.name + "' (" + to_string(row.record.id) +
                              ") of the process instance " + to_string(row.origin.process) +
                              " cannot be read: " + problem.what() + ".";
    }
    return variable;
}

engine::VariableRow read_variable(CellReader& cells, const ValueText& text) {
    StoredVariable variable = read_stored_variable(cells, text);
    if (!variable.unreadable.empty()) throw engine::UnreadableRow(variable.unreadable);
    return std::move(variable.row);
}

}  // namespace pavane::persistence
