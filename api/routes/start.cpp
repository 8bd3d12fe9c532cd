// Starting process instances by definition id, by key, by key and tenant.
#include "api/query_parameters.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/find_definition.hpp"
#include "api/routes/instance_item.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"

namespace pavane::api {

namespace {

struct StartBody {
    std::string business_key;
    Variables variables;
    bool wants_variables = false;
};

Result<StartBody, Error> read_body(const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    StartBody start;
    start.business_key = parameters.text("businessKey").value_or("");
    start.wants_variables = parameters.flag("withVariablesInReturn");
    parameters.refuse_given({"caseInstanceId", "startInstructions", "skipCustomListeners", "skipIoMappings"});
    auto variables = read_variables(parameters.value("variables"));
    if (!variables) parameters.refuse("Cannot instantiate process definition: " + with_name(variables.error()));
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    start.variables = std::move(*variables);
    return start;
}

std::string describe(const Call& call, engine::Engine& engine, const engine::Done& done, bool with_variables) {
    json::Writer writer;
    writer.begin_object();
    self_link(writer, call, "/process-instance/" + to_string(done.process));
    write_instance_members(writer, instance_of(engine, done));
    if (with_variables) {
        writer.key("variables");
        write_variables(writer, done.variables, Objects::as_text);
    }
    return writer.end_object().take();
}

std::string tenant_of(const Call& call) {
    return call.arguments.size() > 1 ? call.argument("tenant-id") : std::string();
}

// The definition comes before the body: an unknown key is 404 whatever the body is and says it is (REST contract
// §5). By id, unknown is 500. It comes from the engine's cache; that it is still the newest of its key is compared in
// the commit.
Result<bpmn::DefinitionPtr, Error> definition_to_start(engine::Engine& engine, const Call& call) {
    const auto& [kind, first] = call.arguments.front();
    if (kind == "id") {
        auto definition = engine.definitions().load(core::DefinitionId{definition_id_of(first)});
        if (definition && has_key_and_version(first, definition->key, definition->version)) return definition;
        return unexpected(Error{ErrorKind::rest_failed,
                                "Cannot instantiate process definition " + first +
                                    ": no deployed process definition found with id '" + first + "'",
                                {}});
    }
    const std::string tenant = tenant_of(call);
    if (auto definition = engine.definitions().load(engine::newest_of(first, tenant))) return definition;
    return unexpected(no_definition_of_key(first, tenant));
}

// Who sends a start again may find its definition gone, or changed so that it fails: the first answer stands.
std::optional<http::Response> first_answer(engine::Engine& engine, const engine::Idempotency& idempotency) {
    const std::optional<engine::Answer> known = engine.known_answer(idempotency);
    if (!known) return std::nullopt;
    if (const auto* before = std::get_if<engine::AnsweredBefore>(&*known)) return json_response(before->answer);
    return to_response(error_of(*known, {}));
}

void start(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    const auto key = idempotency_of(call.request, tenant_of(call));
    const auto found = definition_to_start(engine, call);
    if (!found) {
        if (key && *key)
            if (auto answered = first_answer(engine, **key)) return responder.answer(std::move(*answered));
        return responder.answer(to_response(found.error()));
    }
    const bpmn::DefinitionPtr& definition = *found;
    if (const auto wrong = wrong_media_type(Body::json, call.request)) return responder.answer(to_response(*wrong));
    auto body = read_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    if (!key) return responder.answer(to_response(key.error()));

    core::StartProcess command;
    command.id = core::ActivityId{engine.ids().next()};
    command.definition = definition->id;
    command.business_key = std::move(body->business_key);
    command.variables = std::move(body->variables);
    engine::Submission submission = submission_of(command, command.id);
    submission.want_variables = body->wants_variables;
    const bool is_newest = call.arguments.front().first == "key";
    if (is_newest) submission.newest = engine::NewestDefinition{0, definition->key, definition->tenant, definition->id};
    submission.render = [&engine, call, with_variables = body->wants_variables](const engine::Done& done) {
        return describe(call, engine, done, with_variables);
    };
    submission.idempotency = *key;
    const std::string id = definition_id_text(definition->id, definition->key, definition->version);
    Refusals refusals{
        ErrorKind::rest_failed, ErrorKind::rest_failed, "Cannot instantiate process definition " + id + ": ", {}};
    // It may have been deleted since it was looked up.
    if (is_newest)
        refusals.unknown_definition = [key = definition->key, tenant = definition->tenant] {
            return no_definition_of_key(key, tenant);
        };
    submit(engine, std::move(submission), responder, std::move(refusals),
           [](const engine::Done& done) { return json_response(done.text); });
}

}  // namespace

void write_instance_members(json::Writer& writer, const InstanceItem& instance) {
    writer.member("id", to_string(instance.id)).member("definitionId", definition_id_text(instance.definition));
    text_member(writer, "definitionKey", instance.definition.key);
    text_member(writer, "businessKey", instance.business_key);
    writer.key("caseInstanceId").null();
    writer.member("ended", instance.ended).member("suspended", false);
    text_member(writer, "tenantId", instance.tenant);
}

InstanceItem instance_of(engine::Engine& engine, const engine::Done& done) {
    InstanceItem item{done.process, {done.definition, {}, 0, {}, {}}, done.business_key, done.tenant, done.ended};
    if (const bpmn::DefinitionPtr definition = engine.definitions().find(done.definition)) {
        item.definition.key = definition->key;
        item.definition.version = definition->version;
    }
    return item;
}

void add_start_routes(Router& router, engine::Engine& engine) {
    for (const char* pattern : {"/process-definition/{id}/start", "/process-definition/key/{key}/start",
                                "/process-definition/key/{key}/tenant-id/{tenant-id}/start"})
        router.add({"POST", pattern, Body::none,
                    [&engine](const Call& call, const http::Responder& responder) { start(engine, call, responder); }});
}

}  // namespace pavane::api
