// Messages from outside: which instance waits for one, or which definition one starts (contract §3.2, POST /message).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/engine/engine.hpp"

namespace pavane::engine {

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
    std::optional<Idempotency> idempotency;
};

struct Correlated {
    bool started = false;  // a new process instance, rather than one that waited
    ActivityId activity;   // that waited
    Done done;
};
struct NoReceiver {};
struct SeveralReceivers {
    std::size_t count = 0;
};
using CorrelationAnswer = std::variant<std::vector<Correlated>, NoReceiver, SeveralReceivers, core::Rejection,
                                       core::Failure, AnsweredBefore, Unavailable, InternalError>;

// `done` is called once, from any thread. A receiver that is gone by the time the message arrives makes the search
// begin again. Throws StoreUnavailable.
void correlate(Engine& engine, MessageRequest request, std::function<void(CorrelationAnswer)> done);

}  // namespace pavane::engine
