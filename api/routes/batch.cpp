// Batches that are under way: lists, statistics, single ones; suspending them, and ending them early.
#include "api/routes/batch_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"
#include "runtime/engine/batch_operations.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::BatchOperationCriteria;
using Field = Criteria::Field;

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"batchId", Field::id}, {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.under_way = true;
    criteria.id = parameters.id<engine::BatchOperationId>("batchId");
    criteria.type = parameters.text("type");
    if (const std::optional<bool> suspended = parameters.choice("suspended"))
        (*suspended ? criteria.suspended : criteria.active) = true;
    criteria.started_before = parameters.date("startedBefore");
    criteria.started_after = parameters.date("startedAfter");
    criteria.with_failures = parameters.flag("withFailures");
    parameters.flag("withoutFailures");  // that is all of them
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_members(json::Writer& writer, const engine::BatchOperation& operation) {
    writer.member("id", to_string(operation.id)).member("type", engine::type_of(operation.work));
    job_members(writer, operation);
    writer.member("jobsCreated", operation.total).member("suspended", operation.suspended);
}

void write_statistics(json::Writer& writer, const engine::BatchOperation& operation) {
    writer.begin_object();
    write_members(writer, operation);
    writer.member("remainingJobs", operation.total - operation.done).member("completedJobs", operation.done);
    writer.member("failedJobs", 0).end_object();
}

engine::BatchOperationId operation_of(const Call& call) { return {id_of(call.argument("id"))}; }

Result<http::Response, Error> get_batch(engine::Engine& engine, const Call& call) {
    Criteria criteria;
    criteria.under_way = true;
    criteria.id = operation_of(call);
    const auto found = engine.store().list(criteria, {});
    if (found.empty())
        return unexpected(
            Error{ErrorKind::not_found, "Batch with id '" + call.argument("id") + "' does not exist", {}});
    json::Writer writer;
    write_batch(writer, found.front());
    return json_response(writer.take());
}

Result<http::Response, Error> put_suspended(engine::Engine& engine, const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    const bool suspended = parameters.flag("suspended");
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    if (!engine.store().suspend_operation(operation_of(call), suspended))
        return unexpected(Error{ErrorKind::request_refused,
                                std::string("Unable to ") + (suspended ? "suspend" : "activate") + " batch with id '" +
                                    call.argument("id") + "'",
                                {}});
    if (!suspended) engine.batch_operations().look();
    return no_content();
}

Result<http::Response, Error> delete_batch(engine::Engine& engine, const Call& call) {
    Parameters parameters = Parameters::of_query(call.request);
    const bool cascade = parameters.flag("cascade");
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    const engine::HistoryOf history = cascade ? engine::HistoryOf::deleted : engine::HistoryOf::kept;
    if (!engine.store().end_operation(operation_of(call), history))
        return unexpected(
            Error{ErrorKind::request_refused, "Unable to delete batch with id '" + call.argument("id") + "'", {}});
    return no_content();
}

}  // namespace

void job_members(json::Writer& writer, const engine::BatchOperation& operation) {
    writer.member("totalJobs", operation.total).member("batchJobsPerSeed", engine::records_of_a_piece);
    writer.member("invocationsPerBatchJob", 1);
    null_members(writer, {"seedJobDefinitionId", "monitorJobDefinitionId", "batchJobDefinitionId"});
    text_member(writer, "tenantId", operation.tenant);
    writer.key("createUserId").null();
    date_member(writer, "startTime", operation.started_at);
    date_member(writer, "executionStartTime", operation.first_piece_at);
}

void write_batch(json::Writer& writer, const engine::BatchOperation& operation) {
    writer.begin_object();
    write_members(writer, operation);
    writer.end_object();
}

void add_batch_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::BatchOperation>(router, engine, "/batch", Post::no, read_criteria, write_batch);
    add_list_routes<Criteria, engine::BatchOperation>(router, engine, "/batch/statistics", Post::no, read_criteria,
                                                      write_statistics);
    const auto add = [&](const char* method, const std::string& pattern, Body body, auto answer) {
        router.add(
            {method, pattern, body, answering([&engine, answer](const Call& call) { return answer(engine, call); })});
    };
    add("GET", "/batch/{id}", Body::none, get_batch);
    add("DELETE", "/batch/{id}", Body::none, delete_batch);
    add("PUT", "/batch/{id}/suspended", Body::json, put_suspended);
}

}  // namespace pavane::api
