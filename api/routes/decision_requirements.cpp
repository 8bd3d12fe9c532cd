// Requirements graphs of decisions: lists, single ones by id or key, their XML, how often they were evaluated.
#include "api/routes/decision_filters.hpp"
#include "api/routes/definition_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/find_decision.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::RequirementsCriteria;
using Field = Criteria::Field;

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {
        {"id", Field::id},           {"key", Field::key},           {"name", Field::name},
        {"version", Field::version}, {"category", Field::category}, {"deploymentId", Field::deployment},
        {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.deployed = read_deployed<engine::RequirementsId>(parameters, "decisionRequirementsDefinitionId",
                                                              "includeDecisionRequirementsDefinitionsWithoutTenantId");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

Result<http::Response, Error> get_requirements(engine::Engine& engine, const Call& call) {
    const auto requirements = find_requirements(engine, call);
    if (!requirements) return unexpected(requirements.error());
    json::Writer writer;
    write_requirements(writer, *requirements);
    return json_response(writer.take());
}

Result<http::Response, Error> get_xml(engine::Engine& engine, const Call& call) {
    const auto requirements = find_requirements(engine, call);
    if (!requirements) return unexpected(requirements.error());
    return dmn_response(engine, definition_id_text(*requirements), requirements->deployment, requirements->resource);
}

// Pictures are not deployed: there is no diagram but the one in the file.
Result<http::Response, Error> get_diagram(engine::Engine& engine, const Call& call) {
    const auto requirements = find_requirements(engine, call);
    if (!requirements) return unexpected(requirements.error());
    return no_content();
}

// An unknown id has no statistics (REST contract §5 "Unknown ids that succeed").
Result<http::Response, Error> get_statistics(engine::Engine& engine, const Call& call) {
    Parameters parameters = Parameters::of_query(call.request);
    const auto root = parameters.id<core::DecisionInstanceId>("decisionInstanceId");
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    json::Writer writer;
    writer.begin_array();
    const engine::RequirementsId id{definition_id_of(call.argument("id"))};
    for (const engine::DecisionCount& count : engine.store().count_evaluations(id, root))
        writer.begin_object()
            .member("decisionDefinitionKey", count.key)
            .member("evaluations", count.evaluations)
            .end_object();
    return json_response(writer.end_array().take());
}

}  // namespace

std::string definition_id_text(const engine::StoredRequirements& requirements) {
    return definition_id_text(requirements.id, requirements.key, requirements.version);
}

void write_requirements(json::Writer& writer, const engine::StoredRequirements& requirements) {
    writer.begin_object().member("id", definition_id_text(requirements)).member("key", requirements.key);
    text_member(writer, "category", requirements.category);
    text_member(writer, "name", requirements.name);
    writer.member("version", requirements.version).member("resource", requirements.resource);
    writer.member("deploymentId", to_string(requirements.deployment));
    text_member(writer, "tenantId", requirements.tenant);
    writer.end_object();
}

void add_decision_requirements_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::StoredRequirements>(router, engine, "/decision-requirements-definition", Post::no,
                                                          read_criteria, write_requirements);
    const auto add = [&](const std::string& pattern, auto answer) {
        router.add({"GET", pattern, Body::none,
                    answering([&engine, answer](const Call& call) { return answer(engine, call); })});
    };
    for (const std::string one :
         {"/decision-requirements-definition/{id}", "/decision-requirements-definition/key/{key}",
          "/decision-requirements-definition/key/{key}/tenant-id/{tenant-id}"}) {
        add(one, get_requirements);
        add(one + "/xml", get_xml);
        add(one + "/diagram", get_diagram);
    }
    add("/history/decision-requirements-definition/{id}/statistics", get_statistics);
}

}  // namespace pavane::api
