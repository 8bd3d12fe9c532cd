// GET and POST /task, and one task.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::TaskCriteria;
using Field = Criteria::Field;
using Where = engine::VariableCondition::Where;

constexpr const char* resource = "/task";

constexpr SortKey<Field> sort_keys[] = {{"instanceId", Field::instance_id},
                                        {"dueDate", Field::due_date},
                                        {"followUpDate", Field::follow_up_date},
                                        {"executionId", Field::execution_id},
                                        {"assignee", Field::assignee},
                                        {"created", Field::created},
                                        {"lastUpdated", Field::last_updated},
                                        {"description", Field::description},
                                        {"id", Field::id},
                                        {"name", Field::name},
                                        {"nameCaseInsensitive", Field::name_case_insensitive},
                                        {"priority", Field::priority},
                                        {"tenantId", Field::tenant}};

void read_process_criteria(Parameters& parameters, Criteria& criteria) {
    criteria.place = read_place(parameters, resource);
    criteria.business_key = parameters.text("processInstanceBusinessKey");
    criteria.business_key_like = parameters.text("processInstanceBusinessKeyLike");
    criteria.activity_instance_in = parameters.texts("activityInstanceIdIn");
    criteria.tenant = read_tenant(parameters);
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
}

void read_people_criteria(Parameters& parameters, Criteria& criteria) {
    criteria.assignee = parameters.text("assignee");
    criteria.assignee_like = parameters.text("assigneeLike");
    criteria.assignee_in = parameters.texts("assigneeIn");
    criteria.owner = parameters.text("owner");
    criteria.candidate_user = parameters.text("candidateUser");
    criteria.candidate_group = parameters.text("candidateGroup");
    criteria.candidate_groups = parameters.texts("candidateGroups");
    criteria.include_assigned = parameters.flag("includeAssignedTasks");
    criteria.involved_user = parameters.text("involvedUser");
    criteria.assigned = parameters.flag("assigned");
    criteria.unassigned = parameters.flag("unassigned");
    criteria.with_candidate_users = parameters.flag("withCandidateUsers");
    criteria.without_candidate_users = parameters.flag("withoutCandidateUsers");
    criteria.with_candidate_groups = parameters.flag("withCandidateGroups");
    criteria.without_candidate_groups = parameters.flag("withoutCandidateGroups");
}

void read_date_criteria(Parameters& parameters, Criteria& criteria) {
    criteria.due = parameters.date("dueDate");
    criteria.due_before = parameters.date("dueBefore");
    criteria.due_after = parameters.date("dueAfter");
    criteria.without_due_date = parameters.flag("withoutDueDate");
    criteria.follow_up = parameters.date("followUpDate");
    criteria.follow_up_before = parameters.date("followUpBefore");
    criteria.follow_up_after = parameters.date("followUpAfter");
    criteria.follow_up_before_or_none = parameters.date("followUpBeforeOrNotExistent");
    criteria.created_on = parameters.date("createdOn");
    criteria.created_before = parameters.date("createdBefore");
    criteria.created_after = parameters.date("createdAfter");
}

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    // Before the rest: expressions in queries are a sort of attack of their own (contract reliability.md §5.1).
    parameters.refuse_expressions();
    criteria.id = parameters.id<core::UserTaskId>("taskId");
    criteria.id_in = parameters.ids<core::UserTaskId>("taskIdIn");
    criteria.name = parameters.text("name");
    criteria.name_like = parameters.text("nameLike");
    criteria.description = parameters.text("description");
    criteria.task_definition_key = parameters.text("taskDefinitionKey");
    criteria.task_definition_key_in = parameters.texts("taskDefinitionKeyIn");
    criteria.task_definition_key_like = parameters.text("taskDefinitionKeyLike");
    criteria.priority = parameters.integer("priority");
    criteria.min_priority = parameters.integer("minPriority");
    criteria.max_priority = parameters.integer("maxPriority");
    read_process_criteria(parameters, criteria);
    read_people_criteria(parameters, criteria);
    read_date_criteria(parameters, criteria);
    criteria.variables = parameters.variables("processVariables", Where::process);
    const auto task_variables = parameters.variables("taskVariables", Where::task);
    criteria.variables.insert(criteria.variables.end(), task_variables.begin(), task_variables.end());
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::TaskItem& item) {
    const core::UserTask& task = item.row.record;
    writer.begin_object().member("id", to_string(item.row.key));
    text_member(writer, "name", task.name);
    text_member(writer, "assignee", task.assignee);
    date_member(writer, "created", task.created_at);
    date_member(writer, "due", task.due);
    date_member(writer, "followUp", task.follow_up);
    date_member(writer, "lastUpdated", task.updated_at);
    writer.key("delegationState").null();
    text_member(writer, "description", task.description);
    writer.member("executionId", to_string(task.owner));
    text_member(writer, "owner", task.owner_user);
    writer.key("parentTaskId").null();
    writer.member("priority", task.priority).member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processInstanceId", to_string(item.row.origin.process)).member("taskDefinitionKey", item.element);
    null_members(writer, {"caseExecutionId", "caseInstanceId", "caseDefinitionId"});
    writer.member("suspended", false);
    text_member(writer, "formKey", task.form_key);
    null_members(writer, {"camundaFormRef", "operatonFormRef"});
    text_member(writer, "tenantId", item.row.origin.tenant);
    writer.member("taskState", task.updated_at ? "Updated" : "Created").end_object();
}

}  // namespace

void add_task_list_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::TaskItem>(router, engine, resource, Post::yes, read_criteria, write_item);
    router.add(
        {"GET", "/task/{id}", Body::none, answering([&engine](const Call& call) -> Result<http::Response, Error> {
             Criteria criteria;
             criteria.id = core::UserTaskId{id_of(call.argument("id"))};
             const auto found = engine.store().list(criteria, {});
             if (found.empty())
                 return unexpected(Error{ErrorKind::not_found, "No matching task with id " + call.argument("id"), {}});
             json::Writer writer;
             write_item(writer, found.front());
             return json_response(writer.take());
         })});
}

}  // namespace pavane::api
