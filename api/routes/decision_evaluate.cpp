// Evaluating a decision by its id, by key, by key and tenant.
#include "api/query_parameters.hpp"
#include "api/routes/definition_item.hpp"
#include "api/routes/find_decision.hpp"
#include "api/routes/routes.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

Result<Variables, Error> read_body(const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    auto variables = read_variables(parameters.value("variables"));
    if (!variables)
        parameters.refuse("Cannot put variable " + variables.error().variable + ": " + variables.error().message);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    return std::move(*variables);
}

// A list of what the rules gave: their outputs by name, as typed values.
std::string describe(const std::vector<expression::Context>& results) {
    json::Writer writer;
    writer.begin_array();
    for (const expression::Context& result : results) {
        writer.begin_object();
        for (const auto& [name, value] : result.entries()) {
            writer.key(name);
            write_typed_value(writer, expression::typed(value), Objects::as_json);
        }
        writer.end_object();
    }
    return writer.end_array().take();
}

Error deleted_meanwhile() { return {ErrorKind::not_found, "The decision definition was deleted meanwhile.", {}}; }

Result<http::Response, Error> evaluate(engine::Engine& engine, const Call& call) {
    // The decision comes before the body (REST contract §5).
    const auto stored = find_decision(engine, call);
    if (!stored) return unexpected(stored.error());
    if (const auto wrong = wrong_media_type(Body::json, call.request)) return unexpected(*wrong);
    const auto variables = read_body(call);
    if (!variables) return unexpected(variables.error());
    const engine::DeployedDecisionPtr decision = engine.decisions().load(stored->id);
    if (!decision) return unexpected(deleted_meanwhile());
    const auto outcome = engine.evaluate(*decision, *variables);
    if (outcome) return json_response(describe(outcome->results));
    const auto* error = std::get_if<expression::EvaluationError>(&outcome.error());
    if (error == nullptr) return unexpected(deleted_meanwhile());
    return unexpected(Error{
        ErrorKind::rest_failed, "Cannot evaluate decision " + definition_id_text(*stored) + ": " + error->message, {}});
}

}  // namespace

void add_decision_evaluate_routes(Router& router, engine::Engine& engine) {
    for (const char* pattern : {"/decision-definition/{id}/evaluate", "/decision-definition/key/{key}/evaluate",
                                "/decision-definition/key/{key}/tenant-id/{tenant-id}/evaluate"})
        router.add(
            {"POST", pattern, Body::none, answering([&engine](const Call& call) { return evaluate(engine, call); })});
}

}  // namespace pavane::api
