// GET and POST /history/process-instance.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::HistoryProcessCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/history/process-instance";

constexpr SortKey<Field> sort_keys[] = {{"instanceId", Field::instance_id},
                                        {"definitionId", Field::definition_id},
                                        {"definitionKey", Field::definition_key},
                                        {"definitionName", Field::definition_name},
                                        {"definitionVersion", Field::definition_version},
                                        {"businessKey", Field::business_key},
                                        {"startTime", Field::start_time},
                                        {"endTime", Field::end_time},
                                        {"duration", Field::duration},
                                        {"tenantId", Field::tenant}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    criteria.business_key = parameters.text("processInstanceBusinessKey");
    criteria.business_key_like = parameters.text("processInstanceBusinessKeyLike");
    criteria.place = read_place(parameters, resource);
    criteria.root_only = parameters.flag("rootProcessInstances");
    criteria.super_process = parameters.id<core::ActivityId>("superProcessInstanceId");
    criteria.sub_process = parameters.id<core::ActivityId>("subProcessInstanceId");
    criteria.period = read_period(parameters);
    criteria.with_incidents = parameters.flag("withIncidents");
    criteria.completed = parameters.flag("completed");
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
    criteria.externally_terminated = parameters.flag("externallyTerminated");
    criteria.internally_terminated = parameters.flag("internallyTerminated");
    criteria.executed_activity_in = parameters.texts("executedActivityIdIn");
    criteria.active_activity_in = parameters.texts("activeActivityIdIn");
    criteria.tenant = read_tenant(parameters);
    criteria.variables = parameters.variables("variables", engine::VariableCondition::Where::process);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

const char* state_of(const engine::HistoryProcessItem& item) {
    if (!item.ended_at) return "ACTIVE";
    if (item.ending == core::Ending::completed) return "COMPLETED";
    return item.by_command ? "EXTERNALLY_TERMINATED" : "INTERNALLY_TERMINATED";
}

void write_item(json::Writer& writer, const engine::HistoryProcessItem& item) {
    writer.begin_object().member("id", to_string(item.id));
    text_member(writer, "businessKey", item.business_key);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processDefinitionKey", item.definition.key);
    text_member(writer, "processDefinitionName", item.definition.name);
    writer.member("processDefinitionVersion", item.definition.version);
    date_member(writer, "startTime", item.started_at);
    date_member(writer, "endTime", item.ended_at);
    duration_member(writer, "durationInMillis", item.started_at, item.ended_at);
    null_members(writer, {"removalTime", "startUserId"});
    text_member(writer, "startActivityId", item.start_element);
    text_member(writer, "deleteReason", item.reason);
    id_member(writer, "rootProcessInstanceId", item.root);
    id_member(writer, "superProcessInstanceId", item.super_process);
    null_members(writer, {"superCaseInstanceId", "caseInstanceId", "restartedProcessInstanceId"});
    text_member(writer, "tenantId", item.tenant);
    writer.member("state", state_of(item)).end_object();
}

}  // namespace

void add_history_process_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::HistoryProcessItem>(router, engine, resource, Post::yes, read_criteria,
                                                          write_item);
    router.add({"GET", "/history/process-instance/{id}", Body::none,
                answering([&engine](const Call& call) -> Result<http::Response, Error> {
                    Criteria criteria;
                    criteria.place.process = core::ActivityId{id_of(call.argument("id"))};
                    const auto found = engine.store().list(criteria, {});
                    if (found.empty())
                        return unexpected(
                            Error{ErrorKind::not_found,
                                  "Historic process instance with id " + call.argument("id") + " does not exist",
                                  {}});
                    json::Writer writer;
                    write_item(writer, found.front());
                    return json_response(writer.take());
                })});
}

}  // namespace pavane::api
