// Process definitions: lists, single ones by id or key, their XML.
#include <algorithm>

#include "api/routes/definition_item.hpp"
#include "api/routes/definition_xml.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/find_definition.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::DefinitionCriteria;
using Field = Criteria::Field;

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"category", Field::category},
                                            {"key", Field::key},
                                            {"id", Field::id},
                                            {"name", Field::name},
                                            {"version", Field::version},
                                            {"deploymentId", Field::deployment},
                                            {"deployTime", Field::deploy_time},
                                            {"tenantId", Field::tenant},
                                            {"versionTag", Field::version_tag}};
    Criteria criteria;
    criteria.id_in = parameters.ids<core::DefinitionId>("processDefinitionIdIn");
    if (const auto id = parameters.id<core::DefinitionId>("processDefinitionId")) {
        // Both hold: it must be one of those.
        const bool is_excluded = criteria.id_in && std::ranges::count(*criteria.id_in, *id) == 0;
        criteria.id_in = is_excluded ? std::vector<core::DefinitionId>() : std::vector{*id};
    }
    criteria.key = parameters.text("key");
    criteria.key_in = parameters.texts("keysIn");
    criteria.key_like = parameters.text("keyLike");
    criteria.name = parameters.text("name");
    criteria.name_like = parameters.text("nameLike");
    criteria.category = parameters.text("category");
    criteria.version = parameters.integer("version");
    criteria.version_tag = parameters.text("versionTag");
    criteria.resource_name = parameters.text("resourceName");
    criteria.deployment = parameters.id<engine::DeploymentId>("deploymentId");
    criteria.latest = parameters.flag("latestVersion");
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
    criteria.startable_in_tasklist = parameters.flag("startableInTasklist");
    criteria.tenant = read_tenant(parameters, "includeProcessDefinitionsWithoutTenantId");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

Result<http::Response, Error> get_definition(engine::Engine& engine, const Call& call) {
    const auto definition = find_definition(engine, call);
    if (!definition) return unexpected(definition.error());
    json::Writer writer;
    write_definition(writer, *definition);
    return json_response(writer.take());
}

Result<http::Response, Error> get_xml(engine::Engine& engine, const Call& call) {
    const auto definition = find_definition(engine, call);
    if (!definition) return unexpected(definition.error());
    return xml_response(engine, definition_id_text(*definition), "bpmn20Xml", definition->deployment,
                        definition->resource);
}

}  // namespace

std::string definition_id_text(const engine::StoredDefinition& definition) {
    return definition_id_text(definition.id, definition.key, definition.version);
}

void write_definition(json::Writer& writer, const engine::StoredDefinition& definition) {
    writer.begin_object().member("id", definition_id_text(definition)).member("key", definition.key);
    text_member(writer, "category", definition.category);
    text_member(writer, "description", definition.description);
    text_member(writer, "name", definition.name);
    writer.member("version", definition.version).member("resource", definition.resource);
    writer.member("deploymentId", to_string(definition.deployment)).key("diagram").null();
    writer.member("suspended", definition.suspended);
    text_member(writer, "tenantId", definition.tenant);
    text_member(writer, "versionTag", definition.version_tag);
    writer.member("historyTimeToLive", definition.history_time_to_live_days);
    writer.member("startableInTasklist", definition.startable_in_tasklist).end_object();
}

void add_process_definition_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::StoredDefinition>(router, engine, "/process-definition", Post::no, read_criteria,
                                                        write_definition);
    for (const char* one : {"/process-definition/{id}", "/process-definition/key/{key}",
                            "/process-definition/key/{key}/tenant-id/{tenant-id}"}) {
        router.add(
            {"GET", one, Body::none, answering([&engine](const Call& call) { return get_definition(engine, call); })});
        router.add({"GET", std::string(one) + "/xml", Body::none,
                    answering([&engine](const Call& call) { return get_xml(engine, call); })});
    }
}

}  // namespace pavane::api
