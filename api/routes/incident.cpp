// GET /incident.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::IncidentCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/incident";

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"incidentId", Field::id},
                                            {"incidentMessage", Field::message},
                                            {"incidentTimestamp", Field::timestamp},
                                            {"incidentType", Field::type},
                                            {"executionId", Field::execution},
                                            {"activityId", Field::activity},
                                            {"processInstanceId", Field::process_instance},
                                            {"processDefinitionId", Field::definition},
                                            {"causeIncidentId", Field::cause},
                                            {"rootCauseIncidentId", Field::root_cause},
                                            {"configuration", Field::configuration},
                                            {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.id = parameters.id<core::IncidentId>("incidentId");
    criteria.type = parameters.text("incidentType");
    criteria.message = parameters.text("incidentMessage");
    criteria.message_like = parameters.text("incidentMessageLike");
    criteria.place = read_place(parameters, resource);
    criteria.activity = parameters.text("activityId");
    criteria.failed_activity = parameters.text("failedActivityId");
    criteria.configuration = parameters.text("configuration");
    criteria.before = parameters.date("incidentTimestampBefore");
    criteria.after = parameters.date("incidentTimestampAfter");
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::IncidentItem& item) {
    const core::Incident& incident = item.row.record;
    const std::string id = to_string(item.row.key);
    writer.begin_object().member("id", id).member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processInstanceId", to_string(item.row.origin.process))
        .member("executionId", to_string(incident.owner));
    date_member(writer, "incidentTimestamp", incident.created_at);
    writer.member("incidentType", engine::incident_type(incident.kind));
    writer.member("activityId", item.row.origin.element).member("failedActivityId", item.row.origin.element);
    writer.member("causeIncidentId", id).member("rootCauseIncidentId", id);
    writer.member("configuration", to_string(incident.cause));
    text_member(writer, "tenantId", item.row.origin.tenant);
    text_member(writer, "incidentMessage", incident.message);
    null_members(writer, {"jobDefinitionId", "annotation"});
    writer.end_object();
}

}  // namespace

void add_incident_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::IncidentItem>(router, engine, resource, Post::no, read_criteria, write_item);
    router.add(
        {"GET", "/incident/{id}", Body::none, answering([&engine](const Call& call) -> Result<http::Response, Error> {
             Criteria criteria;
             criteria.id = core::IncidentId{id_of(call.argument("id"))};
             const auto found = engine.store().list(criteria, {});
             if (found.empty())
                 return unexpected(
                     Error{ErrorKind::not_found, "No matching incident with id " + call.argument("id"), {}});
             json::Writer writer;
             write_item(writer, found.front());
             return json_response(writer.take());
         })});
}

}  // namespace pavane::api
