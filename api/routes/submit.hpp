// Hands a command to the engine and turns what becomes of it into the contract's answer.
#pragma once

#include <functional>
#include <string>

#include "api/errors.hpp"
#include "api/http/responder.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

// How a route tells what the engine refuses (REST contract §3.2): each has its own status for it, and most wrap the
// engine's words.
struct Refusals {
    ErrorKind rejection = ErrorKind::process_engine;  // the command does not fit: unknown id, wrong state
    ErrorKind failure = ErrorKind::process_engine;    // an expression failed, no flow matched ...
    std::string prefix;                               // "Cannot complete task T: "
    std::function<Error()> lease_lost;                // nothing: the contract's optimistic locking
    std::function<Error()> unknown_definition = {};   // nothing: as any other rejection
};

// `answer` is anything but Done and AnsweredBefore.
Error error_of(const engine::Answer& answer, const Refusals& refusals);

// A command of the record that `root` was found by.
engine::Submission submission_of(core::Command command, const core::ActivityId& root);

// Logs an error of the engine's own under the request's id: the client is not told its cause.
void note_internal_error(const http::Responder& responder, const engine::Answer& answer);

using Describe = std::function<http::Response(const engine::Done&)>;

// Answers when the command is durable or refused. `describe` runs on the committer's thread: what takes long to write
// is written by Submission::render. An idempotent command answered before is answered with the same JSON again.
void submit(engine::Engine& engine, engine::Submission submission, const http::Responder& responder, Refusals refusals,
            Describe describe);

// The Idempotency-Key of a request, if it has one: 1 to 255 visible characters, good for one request of this method,
// path and body. `tenant` is the one that the request names.
Result<std::optional<engine::Idempotency>, Error> idempotency_of(const http::Request& request,
                                                                 const std::string& tenant);

// Answers with what `make` returns; an error of the database or of ours is logged under the request's id and becomes
// its answer (engine threads have no other place for it).
void answer_with(const http::Responder& responder, const std::function<http::Response()>& make,
                 http::Undeliverable undeliverable = {});

}  // namespace pavane::api
