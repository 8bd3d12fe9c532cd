#include "persistence/schema/migrations.hpp"

namespace pavane::persistence {

namespace {

// Version 1. Times are milliseconds since 1970 (UTC). The tenant is in every unique key and the root in every table of
// what runs, so that a sharding PostgreSQL can distribute by either. A key's columns come first: quick_check of SQLite
// 3.40 reports false nulls in a table without rowid where they do not. There are no foreign keys between rows of what
// runs: a commit writes them in one statement whose parts do not see each other, and db_check proves what they would.
const std::vector<std::string_view> first{
    // ---- commits
    "create table operation (id $uuid primary key, node $text not null, made_at $int not null, "
    "tombstone $int not null)$live",
    "create index operation_made_at on operation (made_at)",
    "create table refusal (operation_id $uuid not null, command $int not null, reason $text not null, "
    "answer $text not null, primary key (operation_id, command))$live",
    "create table idempotency_key (tenant $text not null, key $text not null, request $text not null, "
    "answer $text not null, made_at $int not null, primary key (tenant, key))$live",
    "create index idempotency_key_made_at on idempotency_key (made_at)",

    // ---- deployments
    "create table deployment (id $uuid not null, tenant $text not null, name $text, source $text not null, "
    "deployed_at $int not null, primary key (id, tenant))",
    "create index deployment_name on deployment (name, tenant, deployed_at)",
    "create table resource (id $uuid not null, tenant $text not null, deployment_id $uuid not null, "
    "name $text not null, content $bytes not null, primary key (id, tenant), "
    "foreign key (deployment_id, tenant) references deployment (id, tenant))",
    "create unique index resource_name on resource (deployment_id, name, tenant)",
    "create table process_definition (id $uuid not null, tenant $text not null, key $text not null check (key <> ''), "
    "version $int not null check (version > 0), name $text not null, version_tag $text not null, "
    "category $text not null, description $text not null, deployment_id $uuid not null, resource $text not null, "
    "history_time_to_live_days $int, startable_in_tasklist $int not null, suspended $int not null, "
    "deleted $int not null, primary key (id, tenant))",
    "create unique index process_definition_version on process_definition (tenant, key, version)",
    "create index process_definition_key on process_definition (key)",
    "create index process_definition_deployment on process_definition (deployment_id)",
    "create table message_start (message $text not null check (message <> ''), tenant $text not null, "
    "definition_id $uuid not null, element $text not null, primary key (message, tenant))",
    "create index message_start_definition on message_start (definition_id)",

    // ---- what runs
    "create table process_instance (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null, caller_id $uuid, "
    "business_key $text not null, started_at $int not null, revision_counter $int not null, "
    "revision_operation $uuid, primary key (id, tenant), check (process_id = id), "
    "check (root_id <> id or (caller_id is null and revision_operation is not null)))$live",
    "create index process_instance_root on process_instance (root_id)",
    "create index process_instance_definition on process_instance (definition_id)",
    "create index process_instance_business_key on process_instance (business_key)",
    "create index process_instance_caller on process_instance (caller_id) where caller_id is not null",
    "create table activity (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null, element_name $text not null, "
    "activity_type $text not null, parent_id $uuid, started_at $int not null, task_id $uuid, called_id $uuid, "
    "assignee $text not null, phase $text not null, primary key (id, tenant))$live",
    "create index activity_process on activity (process_id)",
    "create index activity_called on activity (called_id) where called_id is not null",
    "create table token (id $uuid not null, tenant $text not null, root_id $uuid not null, process_id $uuid not null, "
    "definition_id $uuid not null, element $text not null check (element <> ''), scope_id $uuid not null, "
    "primary key (id, tenant))$live",
    "create index token_process on token (process_id)",
    "create table subscription (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null check (element <> ''), "
    "owner_id $uuid not null, message $text not null check (message <> ''), created_at $int not null, "
    "primary key (id, tenant))$live",
    "create index subscription_process on subscription (process_id)",
    "create index subscription_message on subscription (message, created_at)",
    // A definition's start timer is a job without root, process and owner.
    "create table job (id $uuid not null, tenant $text not null, root_id $uuid, process_id $uuid, "
    "definition_id $uuid not null, element $text not null check (element <> ''), owner_id $uuid, kind $text not null, "
    "due $int, retries $int not null, priority $int not null, exclusive $int not null, cycle $text not null, "
    "cycle_anchor $int not null, cycle_index $int not null, nodes_since_input $int not null, "
    "error_message $text not null, error_details $text not null, created_at $int not null, "
    "lease_owner $text not null, lease_epoch $int not null, acquisitions $int not null, ready_at $int not null, "
    "primary key (id, tenant), check ((root_id is null) = (owner_id is null)), "
    "check ((root_id is null) = (process_id is null)))$live",
    "create index job_process on job (process_id)",
    "create index job_ready on job (priority, ready_at, id) where retries > 0",
    "create index job_owner on job (lease_owner) where lease_owner <> ''",
    "create index job_definition on job (definition_id) where root_id is null",
    "create table user_task (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null check (element <> ''), "
    "owner_id $uuid not null, name $text not null, description $text not null, assignee $text not null, "
    "owner_user $text not null, form_key $text not null, candidates $text not null, priority $int not null, due $int, "
    "follow_up $int, created_at $int not null, updated_at $int, primary key (id, tenant))$live",
    "create index user_task_process on user_task (process_id)",
    "create index user_task_assignee on user_task (assignee, id)",
    "create index user_task_definition on user_task (definition_id, element)",
    "create table user_task_candidate (task_id $uuid not null, kind $text not null, "
    "name $text not null check (name <> ''), tenant $text not null, root_id $uuid not null, "
    "primary key (task_id, kind, name, tenant))$live",
    "create index user_task_candidate_name on user_task_candidate (kind, name, task_id)",
    "create table external_task (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null check (element <> ''), "
    "owner_id $uuid not null, topic $text not null check (topic <> ''), priority $int not null, retries $int, "
    "error_message $text not null, error_details $text not null, created_at $int not null, "
    "worker $text not null default '', lock_until $int not null default 0, primary key (id, tenant))$live",
    "create index external_task_process on external_task (process_id)",
    "create index external_task_topic on external_task (topic, lock_until, id)",
    "create table incident (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null check (element <> ''), "
    "owner_id $uuid not null, kind $text not null, cause_id $uuid not null, message $text not null, "
    "created_at $int not null, primary key (id, tenant))$live",
    "create index incident_process on incident (process_id)",
    "create table variable (scope_id $uuid not null, name $text not null, tenant $text not null, id $uuid not null, "
    "root_id $uuid not null, process_id $uuid not null, definition_id $uuid not null, element $text not null, "
    "created_at $int not null, type $text not null, kind $text not null, text_value $text, "
    "integer_value $int, real_value $real, bytes_value $bytes, utc_offset_minutes $int, document_format $text, "
    "object_type $text, serialization_format $text, file_name $text, mime_type $text, encoding $text, "
    "primary key (scope_id, name, tenant))$live",
    "create index variable_process on variable (process_id)",

    // ---- what has ended
    "create table history_process (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null, caller_id $uuid, "
    "business_key $text not null, started_at $int not null, ended_at $int not null, ending $text not null, "
    "by_command $int not null, end_element $text not null, reason $text not null, "
    "primary key (id, tenant))$history",
    "create index history_process_definition on history_process (definition_id)",
    "create index history_process_business_key on history_process (business_key)",
    "create index history_process_caller on history_process (caller_id) where caller_id is not null",
    "create table history_activity (process_id $uuid not null, id $uuid not null, tenant $text not null, "
    "root_id $uuid not null, definition_id $uuid not null, element $text not null, element_name $text not null, "
    "activity_type $text not null, parent_id $uuid, started_at $int not null, task_id $uuid, called_id $uuid, "
    "assignee $text not null, phase $text not null, ended_at $int not null, ending $text not null, "
    "primary key (process_id, id, tenant))$history",
    "create index history_activity_called on history_activity (called_id) where called_id is not null",
    "create table history_task (id $uuid not null, tenant $text not null, root_id $uuid not null, "
    "process_id $uuid not null, definition_id $uuid not null, element $text not null, owner_id $uuid not null, "
    "name $text not null, description $text not null, assignee $text not null, owner_user $text not null, "
    "form_key $text not null, candidates $text not null, priority $int not null, due $int, follow_up $int, "
    "created_at $int not null, updated_at $int, ended_at $int not null, reason $text not null, "
    "primary key (id, tenant))$history",
    "create index history_task_process on history_task (process_id)",
    "create table history_variable (process_id $uuid not null, id $uuid not null, tenant $text not null, "
    "root_id $uuid not null, definition_id $uuid not null, element $text not null, scope_id $uuid not null, "
    "name $text not null, created_at $int not null, type $text not null, kind $text not null, text_value $text, "
    "integer_value $int, real_value $real, bytes_value $bytes, utc_offset_minutes $int, document_format $text, "
    "object_type $text, serialization_format $text, file_name $text, mime_type $text, encoding $text, "
    "ended_at $int not null, primary key (process_id, id, tenant))$history",
    "create table history_incident (process_id $uuid not null, id $uuid not null, tenant $text not null, "
    "root_id $uuid not null, definition_id $uuid not null, element $text not null, owner_id $uuid not null, "
    "kind $text not null, cause_id $uuid not null, message $text not null, created_at $int not null, "
    "ended_at $int not null, resolved $int not null, primary key (process_id, id, tenant))$history",
};

// Of a root's jobs only those in turn may be leased; and each root counts its rows of history.
const std::vector<std::string_view> turns_and_history_events{
    "alter table job add column in_turn $int not null default 1",
    "drop index job_ready",
    "create index job_ready on job (priority, ready_at, id) where retries > 0 and in_turn = 1",
    "alter table process_instance add column history_events $int not null default 0",
};

// What is due of each definition of a tenant, one after the other.
const std::vector<std::string_view> job_shares{
    "create index job_share on job (priority, tenant, definition_id, ready_at, id) where retries > 0 and in_turn = 1",
};

const std::vector<std::string_view> decisions{
    "create table decision_requirements_definition (id $uuid not null, tenant $text not null, "
    "key $text not null check (key <> ''), version $int not null check (version > 0), name $text not null, "
    "category $text not null, deployment_id $uuid not null, resource $text not null, deleted $int not null, "
    "primary key (id, tenant))",
    "create unique index decision_requirements_version on decision_requirements_definition (tenant, key, version)",
    "create index decision_requirements_deployment on decision_requirements_definition (deployment_id)",
    "create table decision_definition (id $uuid not null, tenant $text not null, "
    "key $text not null check (key <> ''), version $int not null check (version > 0), name $text not null, "
    "version_tag $text not null, category $text not null, deployment_id $uuid not null, resource $text not null, "
    "history_time_to_live_days $int, requirements_id $uuid, requirements_key $text not null, "
    "requirements_version $int not null, deleted $int not null, primary key (id, tenant))",
    "create unique index decision_definition_version on decision_definition (tenant, key, version)",
    "create index decision_definition_key on decision_definition (key)",
    "create index decision_definition_deployment on decision_definition (deployment_id)",
    "create index decision_definition_requirements on decision_definition (requirements_id) "
    "where requirements_id is not null",
    "create table history_decision (id $uuid not null, tenant $text not null, root_id $uuid, process_id $uuid, "
    "definition_id $uuid, element $text not null, activity_id $uuid, decision_id $uuid not null, "
    "root_decision_id $uuid, evaluated_at $int not null, collected $text, primary key (id, tenant), "
    "check ((process_id is null) = (activity_id is null)))$history",
    "create index history_decision_process on history_decision (process_id) where process_id is not null",
    "create index history_decision_decision on history_decision (decision_id)",
    "create index history_decision_root on history_decision (root_decision_id) where root_decision_id is not null",
    "create index history_decision_evaluated on history_decision (evaluated_at)",
    "create table history_decision_input (decision_instance_id $uuid not null, number $int not null, "
    "tenant $text not null, clause_id $text not null, clause_name $text not null, type $text not null, kind $text not "
    "null, text_value $text, "
    "integer_value $int, real_value $real, bytes_value $bytes, utc_offset_minutes $int, document_format $text, "
    "object_type $text, serialization_format $text, file_name $text, mime_type $text, encoding $text, "
    "primary key (decision_instance_id, number, tenant))$history",
    "create table history_decision_output (decision_instance_id $uuid not null, number $int not null, "
    "tenant $text not null, clause_id $text not null, clause_name $text not null, rule_id $text not null, "
    "rule_order $int not null, variable_name $text not null, type $text not null, kind $text not null, text_value "
    "$text, "
    "integer_value $int, real_value $real, bytes_value $bytes, utc_offset_minutes $int, document_format $text, "
    "object_type $text, serialization_format $text, file_name $text, mime_type $text, encoding $text, "
    "primary key (decision_instance_id, number, tenant))$history",
};

const std::vector<std::string_view> batch_operations{
    "alter table history_decision add column removal_time $int",
    "create table batch_operation (id $uuid not null, tenant $text not null, type $text not null, "
    "reason $text not null, removal_mode $text not null, removal_time $int, hierarchical $int not null, "
    "total $int not null check (total > 0), done $int not null check (done between 0 and total), "
    "suspended $int not null, in_history $int not null, started_at $int not null, first_piece_at $int, ended_at $int, "
    "stage $text not null, ready_at $int not null, attempts $int not null, primary key (id, tenant))$live",
    "create index batch_operation_ready on batch_operation (ready_at, id) where stage <> 'ended'",
    "create table batch_operation_record (batch_operation_id $uuid not null, number $int not null, "
    "tenant $text not null, record_id $uuid not null, primary key (batch_operation_id, number, tenant))$live",
};

}  // namespace

const std::vector<std::vector<std::string_view>>& migrations() {
    static const std::vector<std::vector<std::string_view>> all{first, turns_and_history_events, decisions, job_shares,
                                                                batch_operations};
    return all;
}

}  // namespace pavane::persistence
