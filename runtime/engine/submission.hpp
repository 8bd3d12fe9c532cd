// A command on its way through the engine, and what becomes of it. The answer is given once, when it is durable, by a
// call of `done` from any thread, which holds a lock of nobody's. Most often it is the committer's thread, for which
// all clients wait: `done` passes the answer on and does nothing that takes long.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "runtime/core/step.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::engine {

// It is committed. What the command's client may want to know of the state it left.
struct Done {
    ActivityId root;
    ActivityId process;  // the process instance the command was about
    DefinitionId definition;
    std::string business_key;
    std::string tenant;
    bool ended = false;           // that process instance has ended
    core::Assignments variables;  // of the process instance, if Submission::want_variables
    std::string text;             // what Submission::render has made of this
};
// The Idempotency-Key was answered before; this is Done::text of that time.
struct AnsweredBefore {
    std::string answer;
};
// The Idempotency-Key was answered before, but to another request: nothing was written.
struct KeyReused {};
// The work was done, but somebody else had taken the lease or lock in between: nothing was written.
struct LeaseLost {};
// Too much waits, or the database is away: nothing was written; try again later.
struct Unavailable {
    std::string message;
    bool no_space = false;
};
// Our bug: nothing was written, and the root takes no more commands until the engine starts again. Or the root cannot
// be loaded, which is tried again with the next command.
struct InternalError {
    std::string message;
};

using Answer = std::variant<Done, core::Rejection, core::Failure, AnsweredBefore, KeyReused, LeaseLost, Unavailable,
                            InternalError>;
using OnDone = std::function<void(Answer)>;

struct Idempotency {
    std::string tenant;
    std::string key;
    std::string request;  // stands for the whole request: the key is good for this one only
};

struct Submission {
    core::Command command;
    ActivityId root;  // of the command's record; for StartProcess the new id
    std::optional<JobFence> job_fence = {};
    std::optional<WorkerFence> worker_fence = {};
    std::optional<WorkerLockUntil> worker_lock = {};
    std::optional<Idempotency> idempotency = {};
    std::optional<NewestDefinition> newest = {};
    bool want_variables = false;
    // Writes the answer for the client, on the thread of the step and once for each: kept with the Idempotency-Key.
    std::function<std::string(const Done&)> render = {};
    OnDone done = {};
    std::uint32_t attempts = 0;
    bool outdated = false;           // it was refused because a newer version of a definition is there: looked up again
    bool met_script = false;         // it is not run with its root locked, which would wait for the script
    bool waits_for_scripts = false;  // where too many wait for scripts, it comes later and is not turned away
    bool alone = false;  // its root's next commit holds nothing else: one of several may be the one to refuse
};

}  // namespace pavane::engine
