// Running process instances: lists, single ones, deletion.
#include "api/routes/fields.hpp"
#include "api/routes/instance_item.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"
#include "api/routes/submit.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::ProcessInstanceCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/process-instance";

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"instanceId", Field::instance_id},
                                            {"definitionId", Field::definition_id},
                                            {"definitionKey", Field::definition_key},
                                            {"tenantId", Field::tenant},
                                            {"businessKey", Field::business_key}};
    Criteria criteria;
    criteria.business_key = parameters.text("businessKey");
    criteria.business_key_like = parameters.text("businessKeyLike");
    criteria.place = read_place(parameters, resource);
    if (const auto deployment = parameters.text("deploymentId")) criteria.deployment = id_of(*deployment);
    criteria.super_process = parameters.id<core::ActivityId>("superProcessInstance");
    criteria.sub_process = parameters.id<core::ActivityId>("subProcessInstance");
    criteria.root_only = parameters.flag("rootProcessInstances");
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
    criteria.with_incident = parameters.flag("withIncident");
    criteria.activity_in = parameters.texts("activityIdIn");
    criteria.tenant = read_tenant(parameters);
    criteria.variables = parameters.variables("variables", engine::VariableCondition::Where::process);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::ProcessInstanceItem& item) {
    writer.begin_object();
    no_links(writer);
    write_instance_members(writer, {item.id, item.definition, item.business_key, item.tenant, false});
    writer.end_object();
}

Error no_instance(const std::string& id) {
    return {ErrorKind::not_found, "Process instance with id " + id + " does not exist", {}};
}

Result<http::Response, Error> get_instance(engine::Engine& engine, const Call& call) {
    Criteria criteria;
    criteria.place.process_in = std::vector{core::ActivityId{id_of(call.argument("id"))}};
    const auto found = engine.store().list(criteria, {});
    if (found.empty()) return unexpected(no_instance(call.argument("id")));
    json::Writer writer;
    write_item(writer, found.front());
    return json_response(writer.take());
}

void delete_instance(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    Parameters parameters = Parameters::of_query(call.request);
    core::DeleteProcessInstance command;
    command.skip_listeners = parameters.flag("skipCustomListeners");
    command.skip_mappings = parameters.flag("skipIoMappings");
    const bool is_told = parameters.value("failIfNotExists") != nullptr;
    const bool may_be_unknown = !parameters.flag("failIfNotExists") && is_told;
    const auto skips_called = parameters.flag("skipSubprocesses");
    if (skips_called)
        parameters.refuse("The parameter 'skipSubprocesses' is not built into this version of Pavane yet.");
    if (const auto finished = parameters.finish(); !finished) return responder.answer(to_response(finished.error()));
    const std::string& id = call.argument("id");
    command.process = core::ActivityId{id_of(id)};
    const auto root = engine.find_root(engine::InstanceStore::Kind::process, command.process.value);
    if (!root) return responder.answer(may_be_unknown ? no_content() : to_response(no_instance(id)));
    submit(engine, submission_of(command, *root), responder, {ErrorKind::not_found, ErrorKind::process_engine, {}, {}},
           [](const engine::Done&) { return no_content(); });
}

}  // namespace

void add_process_instance_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::ProcessInstanceItem>(router, engine, resource, Post::yes, read_criteria,
                                                           write_item);
    router.add({"GET", "/process-instance/{id}", Body::none,
                answering([&engine](const Call& call) { return get_instance(engine, call); })});
    router.add(
        {"DELETE", "/process-instance/{id}", Body::none,
         [&engine](const Call& call, const http::Responder& responder) { delete_instance(engine, call, responder); }});
}

}  // namespace pavane::api
