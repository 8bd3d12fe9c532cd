#include "api/errors.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "foundation/ensure.hpp"
#include "json/writer.hpp"

namespace pavane::api {

namespace {

struct Row {
    ErrorKind kind;
    int status;
    std::string_view type;
    std::optional<int> code;
};

// In the order of ErrorKind. The types are names of Java classes because that is what clients compare; the code is 0
// where the cause is an exception of the engine, a number of its own where it has one, and null where the request never
// reached the engine.
constexpr std::array<Row, 30> table = {{
    {ErrorKind::bad_request, 400, "InvalidRequestException", {}},
    {ErrorKind::bad_page, 404, "QueryParamException", {}},
    {ErrorKind::not_found, 404, "InvalidRequestException", {}},
    {ErrorKind::unauthorized, 401, "", {}},
    {ErrorKind::unknown_path, 404, "NotFoundException", {}},
    {ErrorKind::wrong_method, 405, "NotAllowedException", {}},
    {ErrorKind::not_acceptable, 406, "NotAcceptableException", {}},
    {ErrorKind::wrong_media_type, 415, "NotSupportedException", {}},
    {ErrorKind::key_reused, 422, "ClientErrorException", {}},
    {ErrorKind::refused, 400, "ClientErrorException", {}},
    {ErrorKind::not_built, 501, "ServerErrorException", {}},
    {ErrorKind::bad_user_request, 400, "BadUserRequestException", 0},
    {ErrorKind::not_valid, 400, "NotValidException", 0},
    {ErrorKind::engine_not_found, 400, "NotFoundException", 0},
    {ErrorKind::parse_failed, 400, "ParseException", 0},
    {ErrorKind::null_value, 500, "NullValueException", 0},
    {ErrorKind::not_negative, 500, "ProcessEngineException", 0},
    {ErrorKind::fetch_ended, 500, "RestException", {}},
    {ErrorKind::request_refused, 400, "InvalidRequestException", 0},
    {ErrorKind::request_failed, 500, "InvalidRequestException", 0},
    {ErrorKind::process_engine, 500, "ProcessEngineException", 0},
    {ErrorKind::task_already_claimed, 500, "TaskAlreadyClaimedException", 0},
    {ErrorKind::optimistic_locking, 500, "OptimisticLockingException", 1},
    {ErrorKind::script_failed, 500, "ScriptEvaluationException", 0},
    {ErrorKind::rest_bad_request, 400, "RestException", 0},
    {ErrorKind::rest_not_found, 404, "RestException", 0},
    {ErrorKind::rest_failed, 500, "RestException", 0},
    {ErrorKind::unavailable, 503, "ServiceUnavailableException", {}},
    {ErrorKind::storage_full, 507, "ServerErrorException", {}},
    {ErrorKind::internal, 500, "InternalServerErrorException", {}},
}};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].kind) != i) return false;
    return static_cast<std::size_t>(ErrorKind::internal) + 1 == table.size();
}
static_assert(is_in_order());

http::Response response_of(int status, std::string_view type, const std::optional<int>& code, const Error& error) {
    json::Writer writer;
    writer.begin_object().member("type", type).member("message", error.message).member("code", code);
    std::string body = writer.end_object().take();
    if (!error.details.empty()) body.insert(body.size() - 1, "," + error.details);
    http::Response response{status, "application/json", std::move(body), {}};
    if (status == 503) response.headers.push_back({"Retry-After", "1"});
    return response;
}

}  // namespace

http::Response to_response(const Error& error) {
    const Row& row = table[static_cast<std::size_t>(error.kind)];
    if (row.status == 401) return {401, "", "", {{"WWW-Authenticate", "Basic realm=\"default\""}}};
    return response_of(row.status, row.type, row.code, error);
}

http::Response to_response(const http::Refusal& refusal) {
    const auto row = std::find_if(table.begin(), table.end(), [&](const Row& candidate) {
        return candidate.status == refusal.status && !candidate.code && candidate.kind != ErrorKind::refused;
    });
    const std::string_view type = row != table.end()     ? row->type
                                  : refusal.status < 500 ? std::string_view("ClientErrorException")
                                                         : std::string_view("ServerErrorException");
    return response_of(refusal.status, type, {}, {ErrorKind::refused, refusal.message, {}});
}

}  // namespace pavane::api
