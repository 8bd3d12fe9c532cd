// POST /message: to an instance that waits for it, or to the definition that it starts (REST contract §3.2, §4).
#include "api/query_parameters.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/instance_item.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"
#include "runtime/engine/correlation.hpp"

namespace pavane::api {

namespace {

// Clients recognise the failure by the exception's whole name (REST contract §3.2).
constexpr const char* mismatch =
    "org.camunda.bpm.engine.MismatchingMessageCorrelationException: Cannot correlate message ";

struct MessageCall {
    engine::MessageRequest request;
    bool wants_result = false;
};

Variables variables_of(Parameters& body, const char* name) {
    auto variables = read_variables(body.value(name));
    if (variables) return std::move(*variables);
    body.refuse("Cannot set variable " + variables.error().variable + ": " + variables.error().message);
    return {};
}

Result<MessageCall, Error> read_message(const Call& call) {
    const auto json = json_body(call);
    if (!json) return unexpected(json.error());
    Parameters body = Parameters::of_body(*json);
    MessageCall message;
    engine::MessageRequest& request = message.request;
    request.message = body.text("messageName").value_or("");
    if (request.message.empty()) body.refuse("No message name supplied");
    request.business_key = body.text("businessKey");
    request.process_instance = body.id<core::ActivityId>("processInstanceId");
    request.correlation_keys = variables_of(body, "correlationKeys");
    request.local_correlation_keys = variables_of(body, "localCorrelationKeys");
    request.variables = variables_of(body, "processVariables");
    request.local_variables = variables_of(body, "processVariablesLocal");
    request.tenant = body.text("tenantId");
    request.without_tenant = body.flag("withoutTenantId");
    request.all = body.flag("all");
    message.wants_result = body.flag("resultEnabled");
    request.want_variables = body.flag("variablesInResultEnabled");
    body.refuse_given({"processVariablesToTriggeredScope"});
    if (request.tenant && request.without_tenant)
        body.refuse("Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'.");
    if (request.want_variables && !message.wants_result)
        body.refuse("Parameter 'variablesInResultEnabled' cannot be used without 'resultEnabled' set to 'true'.");
    if (const auto finished = body.finish(); !finished) return unexpected(finished.error());
    return message;
}

void write_execution(json::Writer& writer, const engine::Correlated& correlated) {
    writer.key("execution").begin_object().member("id", to_string(correlated.activity));
    writer.member("processInstanceId", to_string(correlated.done.process)).member("ended", false);
    text_member(writer, "tenantId", correlated.done.tenant);
    writer.end_object();
}

void write_result(json::Writer& writer, engine::Engine& engine, const engine::Correlated& correlated,
                  bool with_variables) {
    writer.begin_object().member("resultType", correlated.started ? "ProcessDefinition" : "Execution");
    if (correlated.started)
        writer.key("execution").null();
    else
        write_execution(writer, correlated);
    writer.key("processInstance");
    if (correlated.started) {
        writer.begin_object();
        no_links(writer);
        write_instance_members(writer, instance_of(engine, correlated.done));
        writer.end_object();
    } else {
        writer.null();
    }
    if (with_variables) {
        writer.key("variables");
        write_variables(writer, correlated.done.variables, Objects::as_text);
    }
    writer.end_object();
}

// The results of all receivers, each written before.
std::string result_list(const std::vector<engine::Correlated>& all) {
    std::string list = "[";
    for (const engine::Correlated& correlated : all) list += (list.size() > 1 ? "," : "") + correlated.done.text;
    return list + "]";
}

http::Response response_of(const MessageCall& message, const engine::CorrelationAnswer& answer) {
    const std::string name = "'" + message.request.message + "'";
    if (const auto* correlated = std::get_if<std::vector<engine::Correlated>>(&answer))
        return message.wants_result ? json_response(result_list(*correlated)) : no_content();
    if (std::holds_alternative<engine::NoReceiver>(answer))
        return to_response(Error{ErrorKind::rest_bad_request,
                                 mismatch + name + ": No process definition or execution matches the parameters",
                                 {}});
    if (const auto* several = std::get_if<engine::SeveralReceivers>(&answer))
        return to_response(Error{ErrorKind::rest_bad_request,
                                 mismatch + name + ": " + std::to_string(several->count) +
                                     " or more executions match the correlation keys. Should be one or zero.",
                                 {}});
    if (const auto* before = std::get_if<engine::AnsweredBefore>(&answer))
        return message.wants_result ? json_response("[" + before->answer + "]") : no_content();
    if (std::holds_alternative<engine::KeyReused>(answer)) return to_response(error_of(engine::KeyReused{}, {}));
    const Refusals refusals{ErrorKind::rest_bad_request, ErrorKind::process_engine, {}, {}};
    if (const auto* rejection = std::get_if<core::Rejection>(&answer))
        return to_response(error_of(*rejection, refusals));
    if (const auto* failure = std::get_if<core::Failure>(&answer)) return to_response(error_of(*failure, refusals));
    if (const auto* unavailable = std::get_if<engine::Unavailable>(&answer))
        return to_response(error_of(*unavailable, refusals));
    return to_response(error_of(std::get<engine::InternalError>(answer), refusals));
}

void correlate(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    auto message = read_message(call);
    if (!message) return responder.answer(to_response(message.error()));
    engine::MessageRequest& request = message->request;
    auto key = idempotency_of(call.request, request.tenant.value_or(""));
    if (!key) return responder.answer(to_response(key.error()));
    if (*key && request.all)
        return responder.answer(
            to_response(Error{ErrorKind::bad_request,
                              "An Idempotency-Key cannot be used together with 'all': it stands for one receiver.",
                              {}}));
    request.idempotency = std::move(*key);
    if (message->wants_result)
        request.render = [&engine, with_variables = request.want_variables](const engine::Correlated& correlated) {
            json::Writer writer;
            write_result(writer, engine, correlated, with_variables);
            return writer.take();
        };
    engine::correlate(engine, request, [responder, message = *message](const engine::CorrelationAnswer& answer) {
        if (const auto* internal = std::get_if<engine::InternalError>(&answer))
            responder.note_failure(internal->message);
        answer_with(responder, [&] { return response_of(message, answer); });
    });
}

}  // namespace

void add_message_route(Router& router, engine::Engine& engine) {
    router.add({"POST", "/message", Body::json,
                [&engine](const Call& call, const http::Responder& responder) { correlate(engine, call, responder); }});
}

}  // namespace pavane::api
