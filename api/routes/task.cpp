// What a person does with a task: claim, unclaim, assign, complete.
#include "api/query_parameters.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

std::optional<core::ActivityId> root_of(engine::Engine& engine, const core::UserTaskId& task) {
    return engine.find_root(engine::InstanceStore::Kind::user_task, task.value);
}

std::string unknown_task(const Call& call) {
    return "Cannot find task with id " + call.argument("id") + ": task is null";
}

// `userId` of a body; nothing where it is null.
Result<std::optional<std::string>, Error> user_of(const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    auto user = parameters.text("userId");
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    return user;
}

// An unknown task is 500 for a claim and 400 for the other two (REST contract §3.2, §5).
void change_task(engine::Engine& engine, const Call& call, const http::Responder& responder,
                 core::ChangeUserTask command, ErrorKind unknown) {
    command.task = core::UserTaskId{id_of(call.argument("id"))};
    const auto root = root_of(engine, command.task);
    if (!root) return responder.answer(to_response(Error{unknown, unknown_task(call), {}}));
    const ErrorKind rejection = command.claimed_by ? ErrorKind::task_already_claimed : unknown;
    submit(engine, submission_of(std::move(command), *root), responder, {rejection, ErrorKind::process_engine, {}, {}},
           [](const engine::Done&) { return no_content(); });
}

void claim(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    auto user = user_of(call);
    if (!user) return responder.answer(to_response(user.error()));
    core::ChangeUserTask command;
    // Claiming for nobody gives the task back.
    if (auto& claimant = *user)
        command.claimed_by = std::move(*claimant);
    else
        command.assignee = "";
    change_task(engine, call, responder, std::move(command), ErrorKind::null_value);
}

void unclaim(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    core::ChangeUserTask command;
    command.assignee = "";
    change_task(engine, call, responder, std::move(command), ErrorKind::engine_not_found);
}

void assign(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    auto user = user_of(call);
    if (!user) return responder.answer(to_response(user.error()));
    core::ChangeUserTask command;
    command.assignee = user->value_or("");
    change_task(engine, call, responder, std::move(command), ErrorKind::engine_not_found);
}

void complete(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    const std::string prefix = "Cannot complete task " + call.argument("id") + ": ";
    const auto body = json_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    Parameters parameters = Parameters::of_body(*body);
    core::CompleteUserTask command;
    auto variables = read_variables(parameters.value("variables"));
    if (!variables) parameters.refuse(prefix + with_name(variables.error()));
    const bool wants_variables = parameters.flag("withVariablesInReturn");
    if (const auto finished = parameters.finish(); !finished) return responder.answer(to_response(finished.error()));
    command.variables = std::move(*variables);
    command.task = core::UserTaskId{id_of(call.argument("id"))};
    const auto root = root_of(engine, command.task);
    if (!root) return responder.answer(to_response(Error{ErrorKind::rest_failed, prefix + unknown_task(call), {}}));
    engine::Submission submission = submission_of(std::move(command), *root);
    submission.want_variables = wants_variables;
    if (wants_variables)
        submission.render = [](const engine::Done& done) {
            json::Writer writer;
            write_variables(writer, done.variables, Objects::as_text);
            return writer.take();
        };
    submit(engine, std::move(submission), responder, {ErrorKind::rest_failed, ErrorKind::rest_failed, prefix, {}},
           [wants_variables](const engine::Done& done) {
               return wants_variables ? json_response(done.text) : no_content();
           });
}

}  // namespace

void add_task_routes(Router& router, engine::Engine& engine) {
    const auto add = [&](const char* pattern, auto act) {
        router.add({"POST", pattern, Body::json, [&engine, act](const Call& call, const http::Responder& responder) {
                        act(engine, call, responder);
                    }});
    };
    add("/task/{id}/claim", claim);
    add("/task/{id}/unclaim", unclaim);
    add("/task/{id}/assignee", assign);
    add("/task/{id}/complete", complete);
}

}  // namespace pavane::api
