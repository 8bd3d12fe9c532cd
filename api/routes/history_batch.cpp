// Batches in the history: those that are under way, and those that have ended.
#include "api/routes/batch_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::BatchOperationCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/history/batch";

Criteria read_criteria(Parameters& parameters) {
    constexpr SortKey<Field> sort_keys[] = {{"batchId", Field::id},
                                            {"startTime", Field::start_time},
                                            {"endTime", Field::end_time},
                                            {"tenantId", Field::tenant}};
    Criteria criteria;
    criteria.in_history = true;
    criteria.id = parameters.id<engine::BatchOperationId>("batchId");
    criteria.type = parameters.text("type");
    if (const std::optional<bool> completed = parameters.choice("completed"))
        (*completed ? criteria.ended : criteria.under_way) = true;
    criteria.tenant = read_tenant(parameters);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

void write_item(json::Writer& writer, const engine::BatchOperation& operation) {
    writer.begin_object().member("id", to_string(operation.id)).member("type", engine::type_of(operation.work));
    job_members(writer, operation);
    date_member(writer, "endTime", operation.ended_at);
    writer.key("removalTime").null().end_object();
}

engine::BatchOperationId operation_of(const Call& call) { return {id_of(call.argument("id"))}; }

Result<http::Response, Error> get_batch(engine::Engine& engine, const Call& call) {
    Criteria criteria;
    criteria.in_history = true;
    criteria.id = operation_of(call);
    const auto found = engine.store().list(criteria, {});
    if (found.empty())
        return unexpected(
            Error{ErrorKind::not_found, "Historic batch with id '" + call.argument("id") + "' does not exist", {}});
    json::Writer writer;
    write_item(writer, found.front());
    return json_response(writer.take());
}

Result<http::Response, Error> delete_batch(engine::Engine& engine, const Call& call) {
    if (!engine.store().forget_operation(operation_of(call)))
        return unexpected(Error{
            ErrorKind::request_refused, "Unable to delete historic batch with id '" + call.argument("id") + "'", {}});
    return no_content();
}

}  // namespace

void add_history_batch_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::BatchOperation>(router, engine, resource, Post::no, read_criteria, write_item);
    router.add({"GET", std::string(resource) + "/{id}", Body::none,
                answering([&engine](const Call& call) { return get_batch(engine, call); })});
    router.add({"DELETE", std::string(resource) + "/{id}", Body::none,
                answering([&engine](const Call& call) { return delete_batch(engine, call); })});
}

}  // namespace pavane::api
