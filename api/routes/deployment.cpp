// Deployments and their files, but for creating them.
#include "api/routes/definition_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::DeploymentCriteria;
using Field = Criteria::Field;

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"id", Field::id},
                                            {"name", Field::name},
                                            {"deploymentTime", Field::deployment_time},
                                            {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.id = parameters.id<engine::DeploymentId>("id");
    criteria.name = parameters.text("name");
    criteria.name_like = parameters.text("nameLike");
    criteria.source = parameters.text("source");
    criteria.without_source = parameters.flag("withoutSource");
    criteria.before = parameters.date("before");
    criteria.after = parameters.date("after");
    criteria.tenant = read_tenant(parameters, "includeDeploymentsWithoutTenantId");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::Deployment& deployment) {
    writer.begin_object();
    no_links(writer);
    write_deployment_members(writer, deployment);
    writer.end_object();
}

void write_resource(json::Writer& writer, const engine::Resource& resource, const engine::DeploymentId& deployment) {
    writer.begin_object();
    writer.member("id", to_string(resource.id))
        .member("name", resource.name)
        .member("deploymentId", to_string(deployment));
    writer.end_object();
}

engine::DeploymentId deployment_of(const Call& call) { return {id_of(call.argument("id"))}; }

Error no_deployment(const Call& call) {
    return {ErrorKind::not_found, "Deployment with id '" + call.argument("id") + "' does not exist", {}};
}

Result<engine::Resource, Error> find_resource(engine::Engine& engine, const Call& call) {
    auto resource =
        engine.store().find_resource(deployment_of(call), engine::ResourceId{id_of(call.argument("resourceId"))});
    if (resource) return std::move(*resource);
    return unexpected(Error{ErrorKind::not_found,
                            "Deployment resource with resource id '" + call.argument("resourceId") +
                                "' for deployment id '" + call.argument("id") + "' does not exist.",
                            {}});
}

std::string media_type_of(const std::string& name) {
    for (const std::string_view ending : {".bpmn", ".xml", ".dmn", ".cmmn"})
        if (name.ends_with(ending)) return "application/xml";
    return "application/octet-stream";
}

Result<http::Response, Error> get_deployment(engine::Engine& engine, const Call& call) {
    const auto deployment = engine.store().find_deployment(deployment_of(call));
    if (!deployment) return unexpected(no_deployment(call));
    json::Writer writer;
    write_item(writer, *deployment);
    return json_response(writer.take());
}

Result<http::Response, Error> list_resources(engine::Engine& engine, const Call& call) {
    const auto resources = engine.store().resources(deployment_of(call), false);
    if (resources.empty()) {
        Error error = no_deployment(call);
        error.message = "Deployment resources for deployment id '" + call.argument("id") + "' do not exist.";
        return unexpected(std::move(error));
    }
    json::Writer writer;
    writer.begin_array();
    for (const engine::Resource& resource : resources) write_resource(writer, resource, deployment_of(call));
    return json_response(writer.end_array().take());
}

Result<http::Response, Error> get_resource(engine::Engine& engine, const Call& call) {
    const auto resource = find_resource(engine, call);
    if (!resource) return unexpected(resource.error());
    json::Writer writer;
    write_resource(writer, *resource, deployment_of(call));
    return json_response(writer.take());
}

Result<http::Response, Error> get_resource_data(engine::Engine& engine, const Call& call) {
    auto resource = find_resource(engine, call);
    if (!resource) {
        Error error = resource.error();
        error.kind = ErrorKind::process_engine;  // REST contract §5: unknown ids with 500
        return unexpected(std::move(error));
    }
    const std::string file = resource->name.substr(resource->name.rfind('/') + 1);
    return http::Response{200, media_type_of(resource->name), std::move(resource->content), {attachment(file)}};
}

Result<http::Response, Error> delete_deployment(engine::Engine& engine, const Call& call) {
    Parameters parameters = Parameters::of_query(call.request);
    const bool cascade = parameters.flag("cascade");
    // Deleting is not running: there are no listeners or mappings of a deployment that is deleted as a whole.
    parameters.flag("skipCustomListeners");
    parameters.flag("skipIoMappings");
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    const auto removed = engine.deployments().remove(deployment_of(call), cascade);
    if (const auto* used = std::get_if<engine::DeploymentInUse>(&removed))
        return unexpected(Error{ErrorKind::process_engine,
                                "The deployment '" + call.argument("id") + "' has " +
                                    std::to_string(used->running_instances) +
                                    " running process instances. End them, or delete it with cascade=true.",
                                {}});
    if (!std::get<bool>(removed)) return unexpected(no_deployment(call));
    return no_content();
}

}  // namespace

void write_deployment_members(json::Writer& writer, const engine::Deployment& deployment) {
    writer.member("id", to_string(deployment.id));
    deployment.named ? writer.member("name", deployment.name) : writer.key("name").null();
    text_member(writer, "source", deployment.source);
    date_member(writer, "deploymentTime", deployment.deployed_at);
    text_member(writer, "tenantId", deployment.tenant);
}

void add_deployment_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::Deployment>(router, engine, "/deployment", Post::no, read_criteria, write_item);
    const auto add = [&](const char* method, const char* pattern, auto answer) {
        router.add({method, pattern, Body::none,
                    answering([&engine, answer](const Call& call) { return answer(engine, call); })});
    };
    add("GET", "/deployment/{id}", get_deployment);
    add("DELETE", "/deployment/{id}", delete_deployment);
    add("GET", "/deployment/{id}/resources", list_resources);
    add("GET", "/deployment/{id}/resources/{resourceId}", get_resource);
    add("GET", "/deployment/{id}/resources/{resourceId}/data", get_resource_data);
}

}  // namespace pavane::api
