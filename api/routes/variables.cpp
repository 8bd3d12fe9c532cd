// The variables of process instances, executions and tasks: one set of routes for all four places they are reached by.
#include "api/multipart.hpp"
#include "api/query_parameters.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

// Where variables are reached by. An execution is an activity instance or a process instance (REST contract §3.10).
struct Place {
    std::string path;   // "/task/{id}/variables"
    std::string label;  // in messages: "task variable"
    bool of_task = false;
    bool local = false;
    ErrorKind unknown = ErrorKind::null_value;  // what an unknown id is (REST contract §5)
};

struct Scope {
    core::ActivityId id;
    core::ActivityId root;
};

Result<Scope, Error> find_scope(engine::Engine& engine, const Place& place, const Call& call) {
    const std::string& id = call.argument("id");
    if (place.of_task) {
        engine::TaskCriteria criteria;
        criteria.id = core::UserTaskId{id_of(id)};
        const auto tasks = engine.store().list(criteria, {});
        if (!tasks.empty()) return Scope{tasks.front().row.record.owner, tasks.front().row.origin.root};
        return unexpected(Error{place.unknown, "task " + id + " doesn't exist: task is null", {}});
    }
    const auto activity = engine.store().find_activity(core::ActivityId{id_of(id)});
    if (activity) return Scope{activity->key, activity->origin.root};
    return unexpected(Error{place.unknown, "execution " + id + " doesn't exist: execution is null", {}});
}

Result<engine::VariableRow, Error> find_variable(engine::Engine& engine, const Place& place, const Call& call) {
    const auto scope = find_scope(engine, place, call);
    if (!scope) return unexpected(scope.error());
    const std::string& name = call.argument("varName");
    auto variables = engine.store().variables_of(scope->id, place.local, std::vector{name});
    if (!variables.empty()) return std::move(variables.front());
    return unexpected(Error{ErrorKind::not_found, place.label + " with name " + name + " does not exist", {}});
}

// deserializeValue(s) is true unless it is said to be false (REST contract §3.4).
Result<Objects, Error> objects_of(const Call& call, const char* parameter) {
    Parameters parameters = Parameters::of_query(call.request);
    const bool is_given = parameters.value(parameter) != nullptr;
    const bool flag = parameters.flag(parameter);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    return is_given && !flag ? Objects::as_text : Objects::as_json;
}

Result<http::Response, Error> get_all(engine::Engine& engine, const Place& place, const Call& call) {
    const auto objects = objects_of(call, "deserializeValues");
    if (!objects) return unexpected(objects.error());
    const auto scope = find_scope(engine, place, call);
    if (!scope) return unexpected(scope.error());
    // GET /task/{id}/form-variables?variableNames=a,b has the same answer.
    const auto names = Parameters::of_query(call.request).texts("variableNames");
    json::Writer writer;
    writer.begin_object();
    for (const engine::VariableRow& row : engine.store().variables_of(scope->id, place.local, names)) {
        writer.key(row.key.name);
        write_typed_value(writer, row.record.value, *objects);
    }
    return json_response(writer.end_object().take());
}

Result<http::Response, Error> get_one(engine::Engine& engine, const Place& place, const Call& call) {
    const auto objects = objects_of(call, "deserializeValue");
    if (!objects) return unexpected(objects.error());
    const auto row = find_variable(engine, place, call);
    if (!row) return unexpected(row.error());
    json::Writer writer;
    write_typed_value(writer, row->record.value, *objects);
    return json_response(writer.take());
}

// Content of what is binary; a file keeps its type but is never rendered (reliability contract §3.2).
Result<http::Response, Error> get_data(engine::Engine& engine, const Place& place, const Call& call) {
    const auto row = find_variable(engine, place, call);
    if (!row) return unexpected(row.error());
    const expression::Value& value = row->record.value.value;
    if (const expression::File* file = value.file()) {
        std::string type = file->mime_type.empty() ? "application/octet-stream" : file->mime_type;
        if (!file->encoding.empty()) type += "; charset=" + file->encoding;
        return http::Response{200, std::move(type), file->content, {attachment(file->name)}};
    }
    if (value.bytes()) return http::Response{200, "application/octet-stream", *value.bytes(), {attachment("data")}};
    return unexpected(
        Error{ErrorKind::bad_request, "Value of variable " + call.argument("varName") + " is not a binary value.", {}});
}

void change(engine::Engine& engine, const Place& place, const Call& call, const http::Responder& responder,
            core::ChangeVariables command, const std::string& prefix) {
    const auto scope = find_scope(engine, place, call);
    if (!scope) {
        Error error = scope.error();
        error.kind = ErrorKind::rest_failed;
        error.message = prefix + error.message;
        return responder.answer(to_response(error));
    }
    command.scope = scope->id;
    command.local = place.local;
    submit(engine, submission_of(std::move(command), scope->root), responder,
           {ErrorKind::rest_failed, ErrorKind::rest_failed, prefix, {}},
           [](const engine::Done&) { return no_content(); });
}

std::string put_prefix(const Place& place, const Call& call) {
    return "Cannot put " + place.label + " " + call.argument("varName") + ": ";
}

void put_one(engine::Engine& engine, const Place& place, const Call& call, const http::Responder& responder) {
    const auto body = json_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    auto value = read_typed_value(expression::Value(*body));
    if (!value)
        return responder.answer(
            to_response(Error{ErrorKind::bad_request, put_prefix(place, call) + value.error(), {}}));
    core::ChangeVariables command;
    command.modifications.emplace_back(call.argument("varName"), std::move(*value));
    change(engine, place, call, responder, std::move(command), put_prefix(place, call));
}

// The multipart form: `data`, and `valueType` Bytes or File.
Result<expression::TypedValue, std::string> read_data(const Call& call) {
    using expression::ValueType;
    const std::string* type = call.request.header("content-type");
    const auto parts = parse_multipart(type ? *type : "", call.request.body);
    if (!parts) return unexpected(parts.error());
    const Part* data = nullptr;
    std::string value_type = "Bytes";
    for (const Part& part : *parts) {
        if (part.name == "data") data = &part;
        if (part.name == "valueType") value_type = part.content;
        if (part.name == "type")
            return unexpected(std::string("The form field 'type' needs Java classes; send 'valueType'."));
    }
    if (!data) return unexpected(std::string("The form has no part 'data'."));
    const auto known = expression::parse_value_type(value_type);
    if (known == ValueType::bytes)
        return expression::TypedValue{ValueType::bytes, expression::Value::bytes(std::string(data->content)), false};
    if (known != ValueType::file) return unexpected(std::string("The 'valueType' of a form must be Bytes or File."));
    if (!data->file_name || data->file_name->empty())
        return unexpected(std::string("The part 'data' needs a file name."));
    const std::size_t slash = data->content_type.find('/');
    if (!data->content_type.empty() && (slash == 0 || slash == std::string::npos))
        return unexpected("The part 'data' has the Content-Type '" + data->content_type +
                          "', which is none: it must be like text/plain.");
    return expression::TypedValue{ValueType::file,
                                  expression::Value(expression::File{*data->file_name, data->content_type,
                                                                     data->charset, std::string(data->content)}),
                                  false};
}

void post_data(engine::Engine& engine, const Place& place, const Call& call, const http::Responder& responder) {
    auto value = read_data(call);
    if (!value) return responder.answer(to_response(Error{ErrorKind::bad_request, value.error(), {}}));
    core::ChangeVariables command;
    command.modifications.emplace_back(call.argument("varName"), std::move(*value));
    change(engine, place, call, responder, std::move(command), put_prefix(place, call));
}

void delete_one(engine::Engine& engine, const Place& place, const Call& call, const http::Responder& responder) {
    core::ChangeVariables command;
    command.deletions.push_back(call.argument("varName"));
    change(engine, place, call, responder, std::move(command),
           "Cannot delete " + place.label + " " + call.argument("varName") + ": ");
}

void post_changes(engine::Engine& engine, const Place& place, const Call& call, const http::Responder& responder) {
    const std::string prefix = "Cannot modify variables for " + place.label.substr(0, place.label.rfind(' ')) + " " +
                               call.argument("id") + ": ";
    const auto body = json_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    Parameters parameters = Parameters::of_body(*body);
    core::ChangeVariables command;
    auto modifications = read_variables(parameters.value("modifications"));
    if (!modifications) parameters.refuse(prefix + with_name(modifications.error()));
    command.deletions = parameters.texts("deletions").value_or(std::vector<std::string>());
    if (const auto finished = parameters.finish(); !finished) return responder.answer(to_response(finished.error()));
    command.modifications = std::move(*modifications);
    change(engine, place, call, responder, std::move(command), prefix);
}

}  // namespace

void add_variable_routes(Router& router, engine::Engine& engine) {
    const Place places[] = {{"/process-instance/{id}/variables", "process instance variable", false, false},
                            {"/execution/{id}/localVariables", "execution variable", false, true},
                            {"/task/{id}/variables", "task variable", true, false},
                            {"/task/{id}/localVariables", "task variable", true, true}};
    for (const Place& place : places) {
        const auto now = [&engine, place](auto answer) {
            return answering([&engine, place, answer](const Call& call) { return answer(engine, place, call); });
        };
        const auto later = [&engine, place](auto answer) {
            return [&engine, place, answer](const Call& call, const http::Responder& responder) {
                answer(engine, place, call, responder);
            };
        };
        const std::string one = place.path + "/{varName}";
        router.add({"GET", place.path, Body::none, now(get_all)});
        router.add({"POST", place.path, Body::json, later(post_changes)});
        router.add({"GET", one, Body::none, now(get_one)});
        router.add({"PUT", one, Body::json, later(put_one), variable_data_limit});
        router.add({"DELETE", one, Body::none, later(delete_one)});
        router.add({"GET", one + "/data", Body::none, now(get_data)});
        router.add({"POST", one + "/data", Body::multipart, later(post_data), variable_data_limit});
    }
    const Place form = {"/task/{id}/form-variables", "task variable", true, false, ErrorKind::bad_user_request};
    router.add({"GET", form.path, Body::none,
                answering([&engine, form](const Call& call) { return get_all(engine, form, call); })});
}

}  // namespace pavane::api
