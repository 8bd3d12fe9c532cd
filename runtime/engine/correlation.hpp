// Messages from outside: to the instance that waits for one, else to the definition that one starts, or with `all` to
// every one of both (REST contract §3.2, POST /message). Each receiver takes the message in a transaction of its
// own.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/engine/engine.hpp"

namespace pavane::engine {

struct Correlated {
    bool started = false;  // a new process instance, rather than one that waited
    ActivityId activity;   // that waited
    Done done;
};

struct MessageRequest {
    std::string message;
    std::optional<std::string> business_key;
    std::optional<ActivityId> process_instance;
    std::vector<std::pair<std::string, expression::TypedValue>> correlation_keys;
    std::vector<std::pair<std::string, expression::TypedValue>> local_correlation_keys;
    core::Assignments variables;
    core::Assignments local_variables;
    std::optional<std::string> tenant;
    bool without_tenant = false;
    bool all = false;  // every receiver instead of exactly one
    bool want_variables = false;
    // See Submission::render; makes Done::text. Without it the answer tells of one receiver only, however many there
    // are.
    std::function<std::string(const Correlated&)> render;
    std::optional<Idempotency> idempotency;  // not together with `all`
};

struct NoReceiver {};
struct SeveralReceivers {
    std::size_t count = 0;
};
using CorrelationAnswer = std::variant<std::vector<Correlated>, NoReceiver, SeveralReceivers, core::Rejection,
                                       core::Failure, AnsweredBefore, KeyReused, Unavailable, InternalError>;

// `done` is called once, from any thread. A receiver that is gone by the time the message arrives makes the search
// begin again; Unavailable if that goes on. With `all`, a receiver that cannot take the message does not keep the
// others from it: it is journaled, and is the answer only if nobody took the message. Unavailable then means that some
// may not have it.
void correlate(Engine& engine, MessageRequest request, std::function<void(CorrelationAnswer)> done);

}  // namespace pavane::engine
