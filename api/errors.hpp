// The one table of errors: what a client is told for each kind of failure (REST contract §3.2). Every answer that is
// not a success is made here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/http/message.hpp"

namespace pavane::api {

enum class ErrorKind : std::uint8_t {
    // what the request says
    bad_request,   // malformed JSON, a value of the wrong shape, an unknown sorting ...
    bad_page,      // firstResult or maxResults that is no number
    not_found,     // the entity asked for by its id
    unauthorized,  // no or bad credentials
    // what the path, method and headers say
    unknown_path,
    wrong_method,
    not_acceptable,
    wrong_media_type,
    key_reused,  // an Idempotency-Key that was another request's
    refused,     // any other status of the HTTP layer, which comes with it
    not_built,   // a route of the contract that this version does not have
    // what the engine says, when the route passes it on as it is
    bad_user_request,
    not_valid,
    engine_not_found,  // an id that the engine does not know where the contract answers 400
    parse_failed,      // a deployment with errors
    null_value,
    not_negative,  // a number below what it may be: the engine's own exception, and 500
    fetch_ended,   // a long poll, by the server's stop
    request_refused,
    request_failed,
    process_engine,
    task_already_claimed,
    optimistic_locking,
    script_failed,
    // what the engine says, when the route wraps it ("Cannot complete task T: ...")
    rest_bad_request,
    rest_not_found,
    rest_failed,
    // what the world says
    unavailable,  // the database is away or everything is busy: try again
    storage_full,
    internal  // our bug
};

struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;
    std::string details;  // further members of the body as JSON text ("\"details\":{...}"), or empty
};

// The body is {"type","message","code"} and the details; a 401 has none (contract §3.2).
http::Response to_response(const Error& error);

// What the HTTP layer refused, in the contract's shape.
http::Response to_response(const http::Refusal& refusal);

}  // namespace pavane::api
