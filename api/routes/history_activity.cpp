// GET and POST /history/activity-instance.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::HistoryActivityCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/history/activity-instance";

constexpr SortKey<Field> sort_keys[] = {{"activityInstanceId", Field::activity_instance_id},
                                        {"instanceId", Field::instance_id},
                                        {"executionId", Field::execution_id},
                                        {"activityId", Field::activity_id},
                                        {"activityName", Field::activity_name},
                                        {"activityType", Field::activity_type},
                                        {"startTime", Field::start_time},
                                        {"endTime", Field::end_time},
                                        {"duration", Field::duration},
                                        {"definitionId", Field::definition_id},
                                        {"tenantId", Field::tenant}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    criteria.id = parameters.id<core::ActivityId>("activityInstanceId");
    criteria.place = read_place(parameters, resource);
    criteria.activity = parameters.text("activityId");
    criteria.activity_in = parameters.texts("activityIdIn");
    criteria.activity_name = parameters.text("activityName");
    criteria.activity_type = parameters.text("activityType");
    criteria.assignee = parameters.text("taskAssignee");
    criteria.period = read_period(parameters);
    criteria.canceled = parameters.flag("canceled");
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::HistoryActivityItem& item) {
    writer.begin_object().member("id", to_string(item.id));
    id_member(writer, "parentActivityInstanceId", item.parent);
    writer.member("processDefinitionKey", item.definition.key);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processInstanceId", to_string(item.process)).member("executionId", to_string(item.id));
    writer.member("activityId", item.element);
    text_member(writer, "activityName", item.name);
    writer.member("activityType", item.activity_type);
    text_member(writer, "assignee", item.assignee);
    id_member(writer, "taskId", item.task);
    id_member(writer, "calledProcessInstanceId", item.called);
    writer.key("calledCaseInstanceId").null();
    date_member(writer, "startTime", item.started_at);
    date_member(writer, "endTime", item.ended_at);
    duration_member(writer, "durationInMillis", item.started_at, item.ended_at);
    writer.member("canceled", item.canceled).member("completeScope", false);
    text_member(writer, "tenantId", item.tenant);
    writer.key("removalTime").null();
    id_member(writer, "rootProcessInstanceId", item.root);
    writer.end_object();
}

}  // namespace

void add_history_activity_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::HistoryActivityItem>(router, engine, resource, Post::yes, read_criteria,
                                                           write_item);
}

}  // namespace pavane::api
