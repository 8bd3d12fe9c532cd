// Decision definitions: lists, single ones by id or key, their XML, how long their history is kept.
#include "api/routes/decision_filters.hpp"
#include "api/routes/definition_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/find_decision.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::DecisionCriteria;
using Field = Criteria::Field;

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"category", Field::category},
                                            {"decisionRequirementsDefinitionKey", Field::requirements_key},
                                            {"key", Field::key},
                                            {"id", Field::id},
                                            {"name", Field::name},
                                            {"version", Field::version},
                                            {"deploymentId", Field::deployment},
                                            {"deployTime", Field::deploy_time},
                                            {"versionTag", Field::version_tag},
                                            {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.deployed = read_deployed<core::DecisionId>(parameters, "decisionDefinitionId",
                                                        "includeDecisionDefinitionsWithoutTenantId");
    criteria.deployed_after = parameters.date("deployedAfter");
    criteria.deployed_at = parameters.date("deployedAt");
    criteria.version_tag = parameters.text("versionTag");
    criteria.version_tag_like = parameters.text("versionTagLike");
    criteria.requirements = parameters.id<engine::RequirementsId>("decisionRequirementsDefinitionId");
    criteria.requirements_key = parameters.text("decisionRequirementsDefinitionKey");
    criteria.without_requirements = parameters.flag("withoutDecisionRequirementsDefinition");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

Result<http::Response, Error> get_decision(engine::Engine& engine, const Call& call) {
    const auto decision = find_decision(engine, call);
    if (!decision) return unexpected(decision.error());
    json::Writer writer;
    write_decision(writer, *decision);
    return json_response(writer.take());
}

Result<http::Response, Error> get_xml(engine::Engine& engine, const Call& call) {
    const auto decision = find_decision(engine, call);
    if (!decision) return unexpected(decision.error());
    return dmn_response(engine, definition_id_text(*decision), decision->deployment, decision->resource);
}

// Pictures are not deployed: there is no diagram but the one in the file.
Result<http::Response, Error> get_diagram(engine::Engine& engine, const Call& call) {
    const auto decision = find_decision(engine, call);
    if (!decision) return unexpected(decision.error());
    return no_content();
}

Result<http::Response, Error> put_time_to_live(engine::Engine& engine, const Call& call) {
    const auto decision = find_decision(engine, call, ErrorKind::process_engine);
    if (!decision) return unexpected(decision.error());
    if (const auto wrong = wrong_media_type(Body::json, call.request)) return unexpected(*wrong);
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    const std::optional<std::int32_t> days = parameters.integer("historyTimeToLive");
    if (days && *days < 0)
        parameters.refuse("historyTimeToLive is " + std::to_string(*days) + "; it must be 0 or more days, or null.",
                          ErrorKind::bad_user_request);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    if (!engine.store().set_history_time_to_live(decision->id, days))
        return unexpected(Error{ErrorKind::not_found, "The decision definition was deleted meanwhile.", {}});
    return no_content();
}

}  // namespace

std::string definition_id_text(const engine::StoredDecision& decision) {
    return definition_id_text(decision.id, decision.key, decision.version);
}

void requirements_members(json::Writer& writer, const engine::RequirementsRef& requirements) {
    if (!requirements.id)
        return null_members(writer, {"decisionRequirementsDefinitionId", "decisionRequirementsDefinitionKey"});
    writer.member("decisionRequirementsDefinitionId",
                  definition_id_text(requirements.id, requirements.key, requirements.version));
    writer.member("decisionRequirementsDefinitionKey", requirements.key);
}

void write_decision(json::Writer& writer, const engine::StoredDecision& decision) {
    writer.begin_object().member("id", definition_id_text(decision)).member("key", decision.key);
    text_member(writer, "category", decision.category);
    text_member(writer, "name", decision.name);
    writer.member("version", decision.version).member("resource", decision.resource);
    writer.member("deploymentId", to_string(decision.deployment));
    text_member(writer, "tenantId", decision.tenant);
    requirements_members(writer, decision.requirements);
    writer.member("historyTimeToLive", decision.history_time_to_live_days);
    text_member(writer, "versionTag", decision.version_tag);
    writer.end_object();
}

void add_decision_definition_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::StoredDecision>(router, engine, "/decision-definition", Post::no, read_criteria,
                                                      write_decision);
    const auto add = [&](const char* method, const std::string& pattern, auto answer) {
        router.add({method, pattern, Body::none,
                    answering([&engine, answer](const Call& call) { return answer(engine, call); })});
    };
    for (const std::string one : {"/decision-definition/{id}", "/decision-definition/key/{key}",
                                  "/decision-definition/key/{key}/tenant-id/{tenant-id}"}) {
        add("GET", one, get_decision);
        add("GET", one + "/xml", get_xml);
        add("GET", one + "/diagram", get_diagram);
        // The decision comes before the body, and so its media type (REST contract §5).
        add("PUT", one + "/history-time-to-live", put_time_to_live);
    }
}

}  // namespace pavane::api
