// GET and POST /history/task.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::HistoryTaskCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/history/task";

constexpr SortKey<Field> sort_keys[] = {{"taskId", Field::task_id},
                                        {"activityInstanceId", Field::activity_instance_id},
                                        {"processDefinitionId", Field::definition_id},
                                        {"processInstanceId", Field::instance_id},
                                        {"executionId", Field::execution_id},
                                        {"duration", Field::duration},
                                        {"endTime", Field::end_time},
                                        {"startTime", Field::start_time},
                                        {"taskName", Field::task_name},
                                        {"taskDescription", Field::description},
                                        {"assignee", Field::assignee},
                                        {"owner", Field::owner},
                                        {"dueDate", Field::due_date},
                                        {"followUpDate", Field::follow_up_date},
                                        {"deleteReason", Field::delete_reason},
                                        {"taskDefinitionKey", Field::task_definition_key},
                                        {"priority", Field::priority},
                                        {"tenantId", Field::tenant}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    criteria.id = parameters.id<core::UserTaskId>("taskId");
    criteria.place = read_place(parameters, resource);
    criteria.business_key = parameters.text("processInstanceBusinessKey");
    criteria.activity_instance_in = parameters.texts("activityInstanceIdIn");
    criteria.name = parameters.text("taskName");
    criteria.name_like = parameters.text("taskNameLike");
    criteria.assignee = parameters.text("taskAssignee");
    criteria.assignee_like = parameters.text("taskAssigneeLike");
    criteria.owner = parameters.text("taskOwner");
    criteria.assigned = parameters.flag("assigned");
    criteria.unassigned = parameters.flag("unassigned");
    criteria.task_definition_key = parameters.text("taskDefinitionKey");
    criteria.task_definition_key_in = parameters.texts("taskDefinitionKeyIn");
    criteria.period = read_period(parameters);
    criteria.process_finished = parameters.flag("processFinished");
    criteria.process_unfinished = parameters.flag("processUnfinished");
    criteria.priority = parameters.integer("taskPriority");
    criteria.delete_reason = parameters.text("taskDeleteReason");
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

const char* state_of(const engine::HistoryTaskItem& item) {
    if (!item.ended_at) return item.row.record.updated_at ? "Updated" : "Created";
    return item.reason == "completed" ? "Completed" : "Deleted";
}

void write_item(json::Writer& writer, const engine::HistoryTaskItem& item) {
    const core::UserTask& task = item.row.record;
    const std::string owner = to_string(task.owner);
    writer.begin_object().member("id", to_string(item.row.key)).member("processDefinitionKey", item.definition.key);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processInstanceId", to_string(item.row.origin.process)).member("executionId", owner);
    null_members(writer, {"caseDefinitionKey", "caseDefinitionId", "caseInstanceId", "caseExecutionId"});
    writer.member("activityInstanceId", owner);
    text_member(writer, "name", task.name);
    text_member(writer, "description", task.description);
    text_member(writer, "deleteReason", item.reason);
    text_member(writer, "owner", task.owner_user);
    text_member(writer, "assignee", task.assignee);
    date_member(writer, "startTime", task.created_at);
    date_member(writer, "endTime", item.ended_at);
    duration_member(writer, "duration", task.created_at, item.ended_at);
    writer.member("taskDefinitionKey", item.row.origin.element).member("priority", task.priority);
    date_member(writer, "due", task.due);
    writer.key("parentTaskId").null();
    date_member(writer, "followUp", task.follow_up);
    text_member(writer, "tenantId", item.row.origin.tenant);
    writer.key("removalTime").null();
    id_member(writer, "rootProcessInstanceId", item.row.origin.root);
    writer.member("taskState", state_of(item)).end_object();
}

}  // namespace

void add_history_task_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::HistoryTaskItem>(router, engine, resource, Post::yes, read_criteria, write_item);
}

}  // namespace pavane::api
