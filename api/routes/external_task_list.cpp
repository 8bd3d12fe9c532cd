// GET and POST /external-task, one external task, its error details.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::ExternalTaskCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/external-task";

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"id", Field::id},
                                            {"lockExpirationTime", Field::lock_expiration},
                                            {"processInstanceId", Field::process_instance},
                                            {"processDefinitionId", Field::definition_id},
                                            {"processDefinitionKey", Field::definition_key},
                                            {"tenantId", Field::tenant},
                                            {"taskPriority", Field::priority},
                                            {"createTime", Field::created}};
    Criteria criteria;
    criteria.id = parameters.id<core::ExternalTaskId>("externalTaskId");
    criteria.id_in = parameters.ids<core::ExternalTaskId>("externalTaskIdIn");
    criteria.topic = parameters.text("topicName");
    criteria.worker = parameters.text("workerId");
    criteria.locked = parameters.flag("locked");
    criteria.not_locked = parameters.flag("notLocked");
    criteria.lock_expires_before = parameters.date("lockExpirationBefore");
    criteria.lock_expires_after = parameters.date("lockExpirationAfter");
    criteria.activity = parameters.text("activityId");
    criteria.activity_in = parameters.texts("activityIdIn");
    criteria.place = read_place(parameters, resource);
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
    criteria.with_retries_left = parameters.flag("withRetriesLeft");
    criteria.no_retries_left = parameters.flag("noRetriesLeft");
    criteria.priority_at_least = parameters.long_integer("priorityHigherThanOrEquals");
    criteria.priority_at_most = parameters.long_integer("priorityLowerThanOrEquals");
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::ExternalTaskItem& item) {
    const core::ExternalTask& task = item.row.record;
    writer.begin_object().member("activityId", item.row.origin.element);
    writer.member("activityInstanceId", to_string(task.owner));
    text_member(writer, "errorMessage", task.error_message);
    writer.member("executionId", to_string(task.owner)).member("id", to_string(item.row.key));
    date_member(writer, "lockExpirationTime", item.lock_until);
    date_member(writer, "createTime", task.created_at);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processDefinitionKey", item.definition.key);
    text_member(writer, "processDefinitionVersionTag", item.definition.version_tag);
    writer.member("processInstanceId", to_string(item.row.origin.process)).member("retries", task.retries);
    writer.member("suspended", false);
    text_member(writer, "workerId", item.worker);
    writer.member("topicName", task.topic);
    text_member(writer, "tenantId", item.row.origin.tenant);
    writer.member("priority", task.priority);
    text_member(writer, "businessKey", item.business_key);
    writer.end_object();
}

Result<engine::ExternalTaskItem, Error> find_task(engine::Engine& engine, const Call& call) {
    Criteria criteria;
    criteria.id = core::ExternalTaskId{id_of(call.argument("id"))};
    auto found = engine.store().list(criteria, {});
    if (!found.empty()) return std::move(found.front());
    return unexpected(
        Error{ErrorKind::rest_not_found, "External task with id " + call.argument("id") + " does not exist", {}});
}

}  // namespace

void add_external_task_list_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::ExternalTaskItem>(router, engine, resource, Post::yes, read_criteria, write_item);
    router.add({"GET", "/external-task/{id}", Body::none, answering([&engine](const Call& call) {
                    return find_task(engine, call).map([](const engine::ExternalTaskItem& item) {
                        json::Writer writer;
                        write_item(writer, item);
                        return json_response(writer.take());
                    });
                })});
    router.add({"GET", "/external-task/{id}/errorDetails", Body::none,
                answering([&engine](const Call& call) -> Result<http::Response, Error> {
                    const auto item = find_task(engine, call);
                    if (!item) return unexpected(item.error());
                    if (item->row.record.error_details.empty()) return no_content();
                    return http::Response{200, "text/plain", item->row.record.error_details, {}};
                })});
}

}  // namespace pavane::api
