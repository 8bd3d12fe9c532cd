// What a worker reports of an external task, and its lock (REST contract §3.8).
#include "api/query_parameters.hpp"
#include "api/routes/durations.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

// A call about one external task: who it is, what the body says.
struct Report {
    core::ExternalTaskId task;
    std::string worker;
    Parameters body;
};

Error unknown_task(const Call& call) {
    return {ErrorKind::rest_not_found, "External task with id " + call.argument("id") + " does not exist", {}};
}

// The worker must name itself where the contract fences by it (a null one is 500).
Result<Report, Error> read_report(const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Report report{core::ExternalTaskId{id_of(call.argument("id"))}, {}, Parameters::of_body(*body)};
    const auto worker = report.body.text("workerId");
    if (const auto finished = report.body.finish(); !finished) return unexpected(finished.error());
    if (!worker) return unexpected(Error{ErrorKind::null_value, "workerId is null", {}});
    report.worker = *worker;
    return report;
}

Variables variables_of(Parameters& body, const char* name) {
    auto variables = read_variables(body.value(name));
    if (variables) return std::move(*variables);
    body.refuse("Cannot set variable " + variables.error().variable + ": " + variables.error().message);
    return {};
}

// Whether `worker` may still say something about the task: the lock is compared again, in the commit.
Result<void, Error> check_worker(engine::Engine& engine, const Call& call, const Report& report, const char* verb) {
    const auto lock = engine.store().worker_lock(report.task);
    if (!lock) return unexpected(unknown_task(call));
    if (lock->worker == report.worker) return {};
    return unexpected(Error{ErrorKind::rest_bad_request,
                            "External Task " + call.argument("id") + " cannot be " + verb + " by worker '" +
                                report.worker + "'. It is locked by worker '" +
                                (lock->worker.empty() ? "null" : lock->worker) + "'.",
                            {}});
}

void send(engine::Engine& engine, const Call& call, const http::Responder& responder, const Report& report,
          const char* verb, core::Command command, std::optional<engine::WorkerLockUntil> lock_until = {}) {
    if (const auto allowed = check_worker(engine, call, report, verb); !allowed)
        return responder.answer(to_response(allowed.error()));
    const auto root = engine.find_root(engine::InstanceStore::Kind::external_task, report.task.value);
    if (!root) return responder.answer(to_response(unknown_task(call)));
    engine::Submission submission = submission_of(std::move(command), *root);
    submission.worker_fence = engine::WorkerFence{report.task, report.worker};
    submission.worker_lock = lock_until;
    const auto lease_lost = [&engine, call, report, verb] {
        const auto refused = check_worker(engine, call, report, verb);
        return refused ? unknown_task(call) : refused.error();
    };
    submit(engine, std::move(submission), responder,
           {ErrorKind::rest_not_found, ErrorKind::process_engine, {}, lease_lost},
           [](const engine::Done&) { return no_content(); });
}

void complete(engine::Engine& engine, const Call& call, Report& report, const http::Responder& responder) {
    core::CompleteExternalTask command{report.task, {}, {}};
    command.variables = variables_of(report.body, "variables");
    command.local_variables = variables_of(report.body, "localVariables");
    if (const auto finished = report.body.finish(); !finished) return responder.answer(to_response(finished.error()));
    send(engine, call, responder, report, "completed", std::move(command));
}

void fail(engine::Engine& engine, const Call& call, Report& report, const http::Responder& responder) {
    core::FailExternalTask command;
    command.task = report.task;
    command.error_message = report.body.text("errorMessage").value_or("");
    command.error_details = report.body.text("errorDetails").value_or("");
    command.retries = report.body.integer("retries").value_or(0);
    const std::int64_t timeout_ms = report.body.long_integer("retryTimeout").value_or(0);
    command.variables = variables_of(report.body, "variables");
    command.local_variables = variables_of(report.body, "localVariables");
    if (command.retries < 0)
        report.body.refuse("The number of retries cannot be negative: retries is less than 0", ErrorKind::not_negative);
    refuse_longer(report.body, "retryTimeout", timeout_ms);
    if (timeout_ms < 0)
        report.body.refuse("Retry duration must be greater than or equal 0: retryTimeout", ErrorKind::not_negative);
    if (const auto finished = report.body.finish(); !finished) return responder.answer(to_response(finished.error()));
    send(engine, call, responder, report, "failed", std::move(command),
         engine::WorkerLockUntil{report.task, Milliseconds(timeout_ms)});
}

void raise_error(engine::Engine& engine, const Call& call, Report& report, const http::Responder& responder) {
    core::RaiseExternalTaskError command;
    command.task = report.task;
    command.code = report.body.text("errorCode").value_or("");
    command.message = report.body.text("errorMessage").value_or("");
    command.variables = variables_of(report.body, "variables");
    if (command.code.empty()) report.body.refuse("errorCode is null", ErrorKind::null_value);
    if (const auto finished = report.body.finish(); !finished) return responder.answer(to_response(finished.error()));
    send(engine, call, responder, report, "used to raise a BPMN error", std::move(command));
}

Milliseconds duration_of(Parameters& body, const char* name) {
    const std::int64_t duration_ms = body.long_integer(name).value_or(0);
    refuse_longer(body, name, duration_ms);
    if (duration_ms <= 0)
        body.refuse("Cannot lock an external task: " + std::string(name) + " is not greater than 0",
                    ErrorKind::not_negative);
    return Milliseconds(duration_ms);
}

void lock(engine::Engine& engine, const Call& call, Report& report, const http::Responder& responder) {
    const Milliseconds duration = duration_of(report.body, "lockDuration");
    if (const auto finished = report.body.finish(); !finished) return responder.answer(to_response(finished.error()));
    if (!engine.store().worker_lock(report.task)) return responder.answer(to_response(unknown_task(call)));
    if (engine.store().lock(report.task, report.worker, duration)) return responder.answer(no_content());
    responder.answer(to_response(
        Error{ErrorKind::bad_user_request,
              "Cannot lock external task " + call.argument("id") + ": another worker's lock on it is still valid.",
              {}}));
}

void extend_lock(engine::Engine& engine, const Call& call, Report& report, const http::Responder& responder) {
    const Milliseconds duration = duration_of(report.body, "newDuration");
    if (const auto finished = report.body.finish(); !finished) return responder.answer(to_response(finished.error()));
    if (const auto allowed = check_worker(engine, call, report, "extended"); !allowed)
        return responder.answer(to_response(allowed.error()));
    if (engine.store().extend_lock(report.task, report.worker, duration)) return responder.answer(no_content());
    responder.answer(to_response(Error{ErrorKind::bad_user_request, "Cannot extend a lock that expired", {}}));
}

// Checks no worker (REST contract §3.8); the polls that wait for its topic may have it at once.
Result<http::Response, Error> unlock(engine::Engine& engine, const Call& call) {
    engine::ExternalTaskCriteria criteria;
    criteria.id = core::ExternalTaskId{id_of(call.argument("id"))};
    const auto found = engine.store().list(criteria, {});
    if (found.empty()) return unexpected(unknown_task(call));
    engine.store().unlock(*criteria.id);
    engine.external_tasks().wake({found.front().row.record.topic});
    return no_content();
}

void set_retries(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    const auto body = json_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    Parameters parameters = Parameters::of_body(*body);
    const auto retries = parameters.integer("retries");
    if (const auto finished = parameters.finish(); !finished) return responder.answer(to_response(finished.error()));
    if (!retries)
        return responder.answer(
            to_response(Error{ErrorKind::bad_request, "The number of retries cannot be null.", {}}));
    if (*retries < 0)
        return responder.answer(
            to_response(Error{ErrorKind::not_negative, "The number of retries cannot be negative", {}}));
    const core::ExternalTaskId task{id_of(call.argument("id"))};
    const auto root = engine.find_root(engine::InstanceStore::Kind::external_task, task.value);
    if (!root) return responder.answer(to_response(unknown_task(call)));
    submit(engine, submission_of(core::SetExternalTaskRetries{task, *retries}, *root), responder,
           {ErrorKind::rest_not_found, ErrorKind::process_engine, {}, {}},
           [](const engine::Done&) { return no_content(); });
}

}  // namespace

void add_external_task_routes(Router& router, engine::Engine& engine) {
    const auto add = [&](const char* pattern, auto act) {
        router.add({"POST", pattern, Body::json, [&engine, act](const Call& call, const http::Responder& responder) {
                        auto report = read_report(call);
                        if (!report) return responder.answer(to_response(report.error()));
                        act(engine, call, *report, responder);
                    }});
    };
    add("/external-task/{id}/complete", complete);
    add("/external-task/{id}/failure", fail);
    add("/external-task/{id}/bpmnError", raise_error);
    add("/external-task/{id}/lock", lock);
    add("/external-task/{id}/extendLock", extend_lock);
    router.add({"POST", "/external-task/{id}/unlock", Body::json,
                answering([&engine](const Call& call) { return unlock(engine, call); })});
    router.add(
        {"PUT", "/external-task/{id}/retries", Body::json,
         [&engine](const Call& call, const http::Responder& responder) { set_retries(engine, call, responder); }});
}

}  // namespace pavane::api
