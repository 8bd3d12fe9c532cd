// GET and POST /task.
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct TaskCriteria {
    enum class Field : std::uint8_t {
        instance_id,
        due_date,
        follow_up_date,
        execution_id,
        assignee,
        created,
        last_updated,
        description,
        id,
        name,
        name_case_insensitive,
        priority,
        tenant
    };
    std::optional<core::UserTaskId> id;
    std::optional<std::vector<core::UserTaskId>> id_in;
    PlaceFilter place;
    std::optional<std::string> business_key;
    std::optional<std::string> business_key_like;
    std::optional<Names> activity_instance_in;  // activity instance ids as text
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<std::string> description;
    std::optional<std::string> assignee;
    std::optional<std::string> assignee_like;
    std::optional<Names> assignee_in;
    std::optional<std::string> owner;
    std::optional<std::string> candidate_user;  // tasks without an assignee unless include_assigned
    std::optional<std::string> candidate_group;
    std::optional<Names> candidate_groups;
    bool include_assigned = false;
    std::optional<std::string> involved_user;
    bool assigned = false;
    bool unassigned = false;
    bool with_candidate_users = false;
    bool without_candidate_users = false;
    bool with_candidate_groups = false;
    bool without_candidate_groups = false;
    std::optional<std::string> task_definition_key;
    std::optional<Names> task_definition_key_in;
    std::optional<std::string> task_definition_key_like;
    std::optional<std::int32_t> priority;
    std::optional<std::int32_t> min_priority;
    std::optional<std::int32_t> max_priority;
    std::optional<Instant> due;
    std::optional<Instant> due_before;
    std::optional<Instant> due_after;
    bool without_due_date = false;
    std::optional<Instant> follow_up;
    std::optional<Instant> follow_up_before;
    std::optional<Instant> follow_up_after;
    std::optional<Instant> follow_up_before_or_none;
    std::optional<Instant> created_on;
    std::optional<Instant> created_before;
    std::optional<Instant> created_after;
    bool active = false;
    bool suspended = false;
    TenantFilter tenant;
    std::vector<VariableCondition> variables;
    std::vector<Order<Field>> order;
};

struct TaskItem {
    UserTaskRow row;
    std::string element;
    DefinitionRef definition;
};

}  // namespace pavane::engine
