// Jobs: lists, single ones, their stack trace, retries, running one now.
#include "api/accept.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"
#include "api/routes/submit.hpp"
#include "foundation/ensure.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::JobCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/job";

constexpr SortKey<Field> sort_keys[] = {{"jobId", Field::id},
                                        {"jobDueDate", Field::due_date},
                                        {"executionId", Field::execution_id},
                                        {"processInstanceId", Field::process_instance},
                                        {"processDefinitionId", Field::definition_id},
                                        {"processDefinitionKey", Field::definition_key},
                                        {"jobPriority", Field::priority},
                                        {"jobRetries", Field::retries},
                                        {"tenantId", Field::tenant}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    criteria.id = parameters.id<core::JobId>("jobId");
    criteria.id_in = parameters.ids<core::JobId>("jobIds");
    criteria.place = read_place(parameters, resource);
    criteria.activity = parameters.text("activityId");
    criteria.failed_activity = parameters.text("failedActivityId");
    criteria.with_retries_left = parameters.flag("withRetriesLeft");
    criteria.no_retries_left = parameters.flag("noRetriesLeft");
    criteria.executable = parameters.flag("executable");
    criteria.timers = parameters.flag("timers");
    criteria.messages = parameters.flag("messages");
    criteria.with_exception = parameters.flag("withException");
    criteria.exception_message = parameters.text("exceptionMessage");
    criteria.active = parameters.flag("active");
    criteria.suspended = parameters.flag("suspended");
    const DateSpan due = parameters.dates("dueDates");
    criteria.due_after = due.after;
    criteria.due_before = due.before;
    const DateSpan created = parameters.dates("createTimes");
    criteria.created_after = created.after;
    criteria.created_before = created.before;
    criteria.priority_at_least = parameters.long_integer("priorityHigherThanOrEquals");
    criteria.priority_at_most = parameters.long_integer("priorityLowerThanOrEquals");
    criteria.tenant = read_tenant(parameters, "includeJobsWithoutTenantId");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::JobItem& item) {
    const core::Job& job = item.row.record;
    writer.begin_object().member("id", to_string(item.row.key)).key("jobDefinitionId").null();
    id_member(writer, "processInstanceId", item.row.origin.process);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processDefinitionKey", item.definition.key);
    id_member(writer, "executionId", job.owner);
    text_member(writer, "exceptionMessage", job.error_message);
    text_member(writer, "failedActivityId", job.error_message.empty() ? std::string() : item.row.origin.element);
    writer.member("retries", job.retries);
    date_member(writer, "dueDate", job.due);
    writer.member("suspended", false).member("priority", job.priority);
    text_member(writer, "tenantId", item.row.origin.tenant);
    date_member(writer, "createTime", job.created_at);
    writer.key("batchId").null().end_object();
}

core::JobId job_of(const Call& call) { return {id_of(call.argument("id"))}; }

Result<engine::JobItem, Error> find_job(engine::Engine& engine, const Call& call) {
    Criteria criteria;
    criteria.id = job_of(call);
    auto found = engine.store().list(criteria, {});
    if (!found.empty()) return std::move(found.front());
    return unexpected(Error{ErrorKind::not_found, "Job with id " + call.argument("id") + " does not exist", {}});
}

Result<http::Response, Error> get_stacktrace(engine::Engine& engine, const Call& call) {
    if (!accepts(call.request, "text/plain"))
        return unexpected(Error{ErrorKind::not_acceptable, "This route answers in text/plain only.", {}});
    const auto job = find_job(engine, call);
    if (!job) return unexpected(Error{ErrorKind::not_found, "No job found with id " + call.argument("id"), {}});
    return http::Response{200, "text/plain", job->row.record.error_details, {}};
}

void set_retries(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    const auto body = json_body(call);
    if (!body) return responder.answer(to_response(body.error()));
    Parameters parameters = Parameters::of_body(*body);
    const auto retries = parameters.integer("retries");
    parameters.refuse_given({"dueDate"});
    if (!retries) parameters.refuse("The number of retries cannot be null.");
    if (retries && *retries < 0)
        parameters.refuse("The number of job retries must be a non-negative Integer, but '" + std::to_string(*retries) +
                              "' has been provided.",
                          ErrorKind::request_failed);
    if (const auto finished = parameters.finish(); !finished) return responder.answer(to_response(finished.error()));
    ENSURE(retries.has_value());
    const auto root = engine.find_root(engine::InstanceStore::Kind::job, job_of(call).value);
    if (!root)
        return responder.answer(
            to_response(Error{ErrorKind::request_failed, "No job found with id '" + call.argument("id") + "'.", {}}));
    submit(engine, submission_of(core::SetJobRetries{job_of(call), *retries}, *root), responder,
           {ErrorKind::request_failed, ErrorKind::request_failed, {}, {}},
           [](const engine::Done&) { return no_content(); });
}

void execute(engine::Engine& engine, const Call& call, const http::Responder& responder) {
    if (const auto job = find_job(engine, call); !job)
        return responder.answer(
            to_response(Error{ErrorKind::not_found, "No job found with id '" + call.argument("id") + "'", {}}));
    const Refusals refusals{ErrorKind::not_found, ErrorKind::rest_failed, {}, {}};
    engine.jobs().execute(job_of(call), [responder, refusals](const engine::Answer& answer) {
        note_internal_error(responder, answer);
        answer_with(responder, [&] {
            return std::holds_alternative<engine::Done>(answer) ? no_content()
                                                                : to_response(error_of(answer, refusals));
        });
    });
}

}  // namespace

void add_job_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::JobItem>(router, engine, resource, Post::yes, read_criteria, write_item);
    router.add({"GET", "/job/{id}", Body::none, answering([&engine](const Call& call) {
                    return find_job(engine, call).map([](const engine::JobItem& item) {
                        json::Writer writer;
                        write_item(writer, item);
                        return json_response(writer.take());
                    });
                })});
    router.add({"GET", "/job/{id}/stacktrace", Body::none,
                answering([&engine](const Call& call) { return get_stacktrace(engine, call); })});
    router.add({"PUT", "/job/{id}/retries", Body::json, [&engine](const Call& call, const http::Responder& responder) {
                    set_retries(engine, call, responder);
                }});
    router.add({"POST", "/job/{id}/execute", Body::json,
                [&engine](const Call& call, const http::Responder& responder) { execute(engine, call, responder); }});
}

}  // namespace pavane::api
