#include "api/routes/find_decision.hpp"

#include "api/query_parameters.hpp"
#include "api/routes/definition_xml.hpp"

namespace pavane::api {

namespace {

// Nothing: the path names no id.
std::optional<std::string> id_in(const Call& call) {
    const auto& [name, value] = call.arguments.front();
    return name == "id" ? std::optional(value) : std::nullopt;
}

std::string tenant_in(const Call& call) {
    return call.arguments.size() > 1 ? call.argument("tenant-id") : std::string();
}

Error none_of_key(const std::string& what, const Call& call) {
    const std::string tenant = tenant_in(call);
    return {ErrorKind::rest_not_found,
            "No matching " + what + " with key: " + call.argument("key") +
                (tenant.empty() ? " and no tenant-id" : " and tenant-id: " + tenant),
            {}};
}

}  // namespace

Result<engine::StoredDecision, Error> find_decision(engine::Engine& engine, const Call& call, ErrorKind unknown_id) {
    if (const auto id = id_in(call)) {
        auto decision = engine.store().find_decision(core::DecisionId{definition_id_of(*id)});
        if (decision && has_key_and_version(*id, decision->key, decision->version)) return std::move(*decision);
        return unexpected(Error{unknown_id, "No matching decision definition with id " + *id, {}});
    }
    auto decision = engine.store().find_decision(engine::newest_decision(call.argument("key"), tenant_in(call)));
    if (decision) return std::move(*decision);
    return unexpected(none_of_key("decision definition", call));
}

Result<engine::StoredRequirements, Error> find_requirements(engine::Engine& engine, const Call& call) {
    if (const auto id = id_in(call)) {
        auto requirements = engine.store().find_requirements(engine::RequirementsId{definition_id_of(*id)});
        if (requirements && has_key_and_version(*id, requirements->key, requirements->version))
            return std::move(*requirements);
        return unexpected(Error{ErrorKind::engine_not_found,
                                "no deployed decision requirements definition found with id '" + *id + "'",
                                {}});
    }
    auto requirements = engine.store().newest_requirements(call.argument("key"), tenant_in(call));
    if (requirements) return std::move(*requirements);
    return unexpected(none_of_key("decision requirements definition", call));
}

Result<http::Response, Error> dmn_response(engine::Engine& engine, const std::string& id,
                                           const engine::DeploymentId& deployment, const std::string& resource) {
    return xml_response(engine, id, "dmnXml", deployment, resource);
}

}  // namespace pavane::api
