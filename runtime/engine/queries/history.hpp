// GET and POST /history/...: the union of what runs and what has ended (docs/architecture.md).
#pragma once

#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct HistoryProcessCriteria {
    enum class Field : std::uint8_t {
        instance_id,
        definition_id,
        definition_key,
        definition_name,
        definition_version,
        business_key,
        start_time,
        end_time,
        duration,
        tenant
    };
    PlaceFilter place;
    std::optional<std::string> business_key;
    std::optional<std::string> business_key_like;
    bool root_only = false;
    std::optional<ActivityId> super_process;
    std::optional<ActivityId> sub_process;
    PeriodFilter period;
    bool with_incidents = false;
    bool completed = false;
    bool active = false;
    bool suspended = false;
    bool externally_terminated = false;
    bool internally_terminated = false;
    std::optional<Names> executed_activity_in;
    std::optional<Names> active_activity_in;
    TenantFilter tenant;
    std::vector<VariableCondition> variables;
    std::vector<Order<Field>> order;
};
struct HistoryProcessItem {
    ActivityId id;
    ActivityId root;
    ActivityId super_process;  // null: none
    DefinitionRef definition;
    std::string business_key;
    std::string tenant;
    std::string start_element;
    std::string end_element;
    Instant started_at;
    std::optional<Instant> ended_at;
    core::Ending ending = core::Ending::completed;
    bool by_command = false;
    std::string reason;
};

struct HistoryActivityCriteria {
    enum class Field : std::uint8_t {
        activity_instance_id,
        instance_id,
        execution_id,
        activity_id,
        activity_name,
        activity_type,
        start_time,
        end_time,
        duration,
        definition_id,
        tenant
    };
    std::optional<ActivityId> id;
    PlaceFilter place;
    std::optional<std::string> activity;
    std::optional<Names> activity_in;
    std::optional<std::string> activity_name;
    std::optional<std::string> activity_type;
    std::optional<std::string> assignee;
    PeriodFilter period;
    bool canceled = false;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};
struct HistoryActivityItem {
    ActivityId id;
    ActivityId parent;
    ActivityId process;
    ActivityId root;
    DefinitionRef definition;
    std::string element;
    std::string name;
    std::string activity_type;
    std::string assignee;
    core::UserTaskId task;
    ActivityId called;
    std::string tenant;
    Instant started_at;
    std::optional<Instant> ended_at;
    bool canceled = false;
};

struct HistoryTaskCriteria {
    enum class Field : std::uint8_t {
        task_id,
        activity_instance_id,
        definition_id,
        instance_id,
        execution_id,
        duration,
        end_time,
        start_time,
        task_name,
        description,
        assignee,
        owner,
        due_date,
        follow_up_date,
        delete_reason,
        task_definition_key,
        priority,
        tenant
    };
    std::optional<core::UserTaskId> id;
    PlaceFilter place;
    std::optional<std::string> business_key;
    std::optional<Names> activity_instance_in;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<std::string> assignee;
    std::optional<std::string> assignee_like;
    std::optional<std::string> owner;
    bool assigned = false;
    bool unassigned = false;
    std::optional<std::string> task_definition_key;
    std::optional<Names> task_definition_key_in;
    PeriodFilter period;
    bool process_finished = false;
    bool process_unfinished = false;
    std::optional<std::int32_t> priority;
    std::optional<std::string> delete_reason;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};
struct HistoryTaskItem {
    UserTaskRow row;
    DefinitionRef definition;
    std::optional<Instant> ended_at;
    std::string reason;
};

struct HistoryVariableCriteria {
    enum class Field : std::uint8_t { instance_id, name, tenant };
    PlaceFilter place;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<expression::TypedValue> value;
    std::optional<Names> activity_instance_in;
    std::optional<Names> execution_in;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};
struct HistoryVariableItem {
    VariableRow row;
    std::string unreadable;  // why the value is null although it is not: a sentence
    DefinitionRef definition;
    std::optional<Instant> ended_at;
    core::UserTaskId task;  // whose activity's it is; null: none
};

}  // namespace pavane::engine
