#include "api/routes/submit.hpp"

#include <Poco/SHA2Engine.h>

#include <algorithm>

#include "api/router.hpp"
#include "foundation/ensure.hpp"
#include "runtime/core/failure_text.hpp"

namespace pavane::api {

Error error_of(const engine::Answer& answer, const Refusals& refusals) {
    if (const auto* rejection = std::get_if<core::Rejection>(&answer)) {
        if (rejection->reason == core::Rejection::Reason::unknown_definition && refusals.unknown_definition)
            return refusals.unknown_definition();
        // What was sent, or a step has made of it, cannot be stored: sending it again is of no use.
        if (rejection->reason == core::Rejection::Reason::invalid_value)
            return {ErrorKind::rest_bad_request, refusals.prefix + rejection->message, {}};
        return {refusals.rejection, refusals.prefix + rejection->message, {}};
    }
    if (const auto* failure = std::get_if<core::Failure>(&answer))
        return {refusals.failure, refusals.prefix + core::text_of(*failure), {}};
    if (std::holds_alternative<engine::KeyReused>(answer))
        return {ErrorKind::key_reused,
                "This Idempotency-Key was used for another request. Send each request with a key of its own, and the "
                "same key only with the same request.",
                {}};
    if (std::holds_alternative<engine::LeaseLost>(answer))
        return refusals.lease_lost ? refusals.lease_lost()
                                   : Error{ErrorKind::optimistic_locking,
                                           refusals.prefix + "Somebody else has changed it in between.",
                                           {}};
    if (const auto* unavailable = std::get_if<engine::Unavailable>(&answer))
        return {unavailable->no_space ? ErrorKind::storage_full : ErrorKind::unavailable, unavailable->message, {}};
    if (const auto* internal = std::get_if<engine::InternalError>(&answer))
        return {ErrorKind::internal, internal->message, {}};
    ENSURE(!"an answer that is no error");
    return {};
}

void note_internal_error(const http::Responder& responder, const engine::Answer& answer) {
    if (const auto* internal = std::get_if<engine::InternalError>(&answer)) responder.note_failure(internal->message);
}

engine::Submission submission_of(core::Command command, const core::ActivityId& root) {
    return {std::move(command), root};
}

void answer_with(const http::Responder& responder, const std::function<http::Response()>& make,
                 http::Undeliverable undeliverable) {
    http::Response response;
    try {
        response = make();
    } catch (const std::exception& error) {
        responder.note_failure(error.what());
        responder.answer_if_none(failure_response(error));
        if (undeliverable) undeliverable();
        return;
    }
    responder.answer(std::move(response), std::move(undeliverable));
}

void submit(engine::Engine& engine, engine::Submission submission, const http::Responder& responder, Refusals refusals,
            Describe describe) {
    submission.done = [responder, refusals = std::move(refusals),
                       describe = std::move(describe)](const engine::Answer& answer) {
        note_internal_error(responder, answer);
        answer_with(responder, [&]() -> http::Response {
            if (const auto* done = std::get_if<engine::Done>(&answer)) return describe(*done);
            if (const auto* before = std::get_if<engine::AnsweredBefore>(&answer)) return json_response(before->answer);
            return to_response(error_of(answer, refusals));
        });
    };
    engine.submit(std::move(submission));
}

namespace {

// The same for the same method, path, query and body. Each part is written so that it cannot run into the next.
std::string digest(const http::Request& request) {
    std::string whole = request.method;
    for (const std::string& segment : request.path) whole += '/' + percent_encode(segment);
    whole += '?';
    for (const http::Parameter& parameter : request.query)
        whole += percent_encode(parameter.name) + '=' + percent_encode(parameter.value) + '&';
    whole += '\n';
    Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
    engine.update(whole);
    engine.update(request.body);
    return Poco::DigestEngine::digestToHex(engine.digest());
}

}  // namespace

Result<std::optional<engine::Idempotency>, Error> idempotency_of(const http::Request& request,
                                                                 const std::string& tenant) {
    const std::string* key = request.header("idempotency-key");
    if (!key) return std::optional<engine::Idempotency>();
    const bool is_good = !key->empty() && key->size() <= 255 &&
                         std::all_of(key->begin(), key->end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!is_good)
        return unexpected(Error{ErrorKind::bad_request,
                                "The Idempotency-Key must be 1 to 255 visible ASCII characters without spaces.",
                                {}});
    return std::optional(engine::Idempotency{tenant, *key, digest(request)});
}

}  // namespace pavane::api
