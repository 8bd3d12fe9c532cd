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

// Parameters and the members that they fill.
template <class T>
using Fills = std::pair<std::string_view, T Criteria::*>;

constexpr Fills<std::optional<std::string>> texts[] = {{"processInstanceBusinessKey", &Criteria::business_key},
                                                       {"processInstanceBusinessKeyLike", &Criteria::business_key_like},
                                                       {"assignee", &Criteria::assignee},
                                                       {"assigneeLike", &Criteria::assignee_like},
                                                       {"owner", &Criteria::owner},
                                                       {"candidateUser", &Criteria::candidate_user},
                                                       {"candidateGroup", &Criteria::candidate_group},
                                                       {"involvedUser", &Criteria::involved_user},
                                                       {"name", &Criteria::name},
                                                       {"nameLike", &Criteria::name_like},
                                                       {"description", &Criteria::description},
                                                       {"taskDefinitionKey", &Criteria::task_definition_key},
                                                       {"taskDefinitionKeyLike", &Criteria::task_definition_key_like}};
constexpr Fills<std::optional<engine::Names>> lists[] = {{"activityInstanceIdIn", &Criteria::activity_instance_in},
                                                         {"assigneeIn", &Criteria::assignee_in},
                                                         {"candidateGroups", &Criteria::candidate_groups},
                                                         {"taskDefinitionKeyIn", &Criteria::task_definition_key_in}};
constexpr Fills<bool> flags[] = {{"active", &Criteria::active},
                                 {"suspended", &Criteria::suspended},
                                 {"includeAssignedTasks", &Criteria::include_assigned},
                                 {"assigned", &Criteria::assigned},
                                 {"unassigned", &Criteria::unassigned},
                                 {"withCandidateUsers", &Criteria::with_candidate_users},
                                 {"withoutCandidateUsers", &Criteria::without_candidate_users},
                                 {"withCandidateGroups", &Criteria::with_candidate_groups},
                                 {"withoutCandidateGroups", &Criteria::without_candidate_groups},
                                 {"withoutDueDate", &Criteria::without_due_date}};
constexpr Fills<std::optional<std::int32_t>> numbers[] = {{"priority", &Criteria::priority},
                                                          {"minPriority", &Criteria::min_priority},
                                                          {"maxPriority", &Criteria::max_priority}};
constexpr Fills<std::optional<Instant>> dates[] = {{"dueDate", &Criteria::due},
                                                   {"dueBefore", &Criteria::due_before},
                                                   {"dueAfter", &Criteria::due_after},
                                                   {"followUpDate", &Criteria::follow_up},
                                                   {"followUpBefore", &Criteria::follow_up_before},
                                                   {"followUpAfter", &Criteria::follow_up_after},
                                                   {"followUpBeforeOrNotExistent", &Criteria::follow_up_before_or_none},
                                                   {"createdOn", &Criteria::created_on},
                                                   {"createdBefore", &Criteria::created_before},
                                                   {"createdAfter", &Criteria::created_after}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    // Before the rest: expressions in queries are a sort of attack of their own (reliability contract §5.1).
    parameters.refuse_expressions();
    criteria.id = parameters.id<core::UserTaskId>("taskId");
    criteria.id_in = parameters.ids<core::UserTaskId>("taskIdIn");
    criteria.place = read_place(parameters, resource);
    criteria.tenant = read_tenant(parameters);
    for (const auto& [name, member] : texts) criteria.*member = parameters.text(name);
    for (const auto& [name, member] : lists) criteria.*member = parameters.texts(name);
    for (const auto& [name, member] : flags) criteria.*member = parameters.flag(name);
    for (const auto& [name, member] : numbers) criteria.*member = parameters.integer(name);
    for (const auto& [name, member] : dates) criteria.*member = parameters.date(name);
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
