// The port through which process instances are loaded and committed. Its rules are those of docs/architecture.md; what
// breaks without each of them is shown by the model of the commit protocol and by tests/contract.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "foundation/instant.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

// The database cannot be reached, is shutting down, or refused for a reason that passes: nothing was written.
class StoreUnavailable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};
// No space is left: nothing was written.
class StoreFull : public StoreUnavailable {
  public:
    using StoreUnavailable::StoreUnavailable;
};
// The connection broke while COMMIT was under way: ask resolve() (docs/architecture.md, "The committer's
// rules").
class CommitUnknown : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// A row that somebody else has changed, or a disk has lost: a sentence says which it is and why it cannot be read.
class UnreadableRow : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// A job's outcome counts only while its lease is held.
struct JobFence {
    core::JobId job;
    std::string owner;
    std::int64_t epoch = 0;
};
// An external task's outcome counts only from the worker that locked it last, expired or not (contract §3.8).
struct WorkerFence {
    core::ExternalTaskId task;
    std::string worker;
};
// A failed external task stays locked until its retry timeout is over.
struct WorkerLockUntil {
    core::ExternalTaskId task;
    Milliseconds from_now{0};
};
// The answer to a client's Idempotency-Key and the request it was for, inserted with the work it answers and kept 24 h.
struct KeptAnswer {
    std::string request;  // a digest
    std::string text;
};
struct IdempotencyKey {
    std::string tenant;
    std::string key;
    KeptAnswer answer;
};

// One command's part of a batch: what may refuse it alone.
struct BatchedCommand {
    std::uint64_t number = 0;  // unique within the batch
    std::vector<JobFence> job_fences;
    std::vector<WorkerFence> worker_fences;
    std::optional<IdempotencyKey> idempotency;
};

struct RootChange {
    ActivityId root;
    bool born = false;  // a new root: nothing to compare, its row is inserted
    bool gone = false;  // its last instance ended: its row is deleted
    Revision base;      // the guard: compared with the root's row in both parts
    Revision next;      // written, unless rows are empty: a rejection compares and writes nothing
    bool writes = true;
    std::int64_t history_events = 0;  // written by this root since it was started, or since somebody looked at it
    RootRows rows;
    std::vector<BatchedCommand> commands;
    std::vector<WorkerLockUntil> worker_locks;
    std::set<DefinitionId> runs_of;            // what process instances begin or end of: must be there and stay
    std::vector<core::JobId> leased_at_birth;  // of the inserted jobs: born with a lease of the batch's node, epoch 1
};

// Start of a definition by key, and a call of the latest version, compare inside the commit that it is still the newest
// of its key (another node may have deployed).
template <class DeployedId>
struct Newest {
    std::uint64_t command = 0;
    std::string key;
    std::string tenant;
    DeployedId definition;
};
using NewestDefinition = Newest<DefinitionId>;
using NewestDecision = Newest<core::DecisionId>;

struct Batch {
    Uuid operation;
    std::string node;  // owner of the leases of jobs born leased
    Milliseconds lease{60'000};
    std::vector<RootChange> roots;
    std::vector<NewestDefinition> newest;
    std::vector<NewestDecision> newest_decisions;
};

// Why a command was refused. A root with a refused command is refused whole: its other commands run again.
struct Refusal {
    enum class Reason : std::uint8_t {
        stale,        // the guard did not match, or the root is gone: run again on the reloaded root
        lease_lost,   // a fence did not match: this command is answered as rejected, not run again
        key_known,    // the idempotency key exists: answered with `answer`
        key_reused,   // the idempotency key exists, for another request: not run again
        not_newest,   // a newer version was deployed, or a decision deleted: run again
        not_storable  // the database cannot hold a value of the root's change, `answer` says why: not run again
    };
    std::uint64_t command = 0;  // BatchedCommand::number; for `stale` every command of the root is listed
    Reason reason = Reason::stale;
    std::string answer;
};
struct CommitResult {
    std::vector<Refusal> refusals;
};

class InstanceStore {
  public:
    virtual ~InstanceStore() = default;

    // Throws UnreadableRow.
    virtual std::optional<StoredRoot> load(const ActivityId& root) = 0;
    // The same for who deletes the root whatever its variables hold: of one that cannot be read the value is null, and
    // StoredRoot::unreadable tells of it.
    virtual std::optional<StoredRoot> load_to_delete(const ActivityId& root) { return load(root); }

    // The root of a live record: a process instance, activity, user task, external task, job, subscription or incident.
    enum class Kind : std::uint8_t { process, activity, user_task, external_task, job, subscription, incident };
    virtual std::optional<ActivityId> find_root(Kind kind, const Uuid& id) = 0;

    // Writes the batch in one transaction. Refused roots write nothing, the others everything.
    // Throws StoreUnavailable, StoreFull (nothing written) or CommitUnknown.
    virtual CommitResult commit(const Batch& batch) = 0;

    // Commits what `write` makes of the root as it is now, while its row is locked and no other node can come between:
    // for a root that others keep changing. `write` gets nothing if there is no such root, and may be called again; it
    // reads definitions, and nothing else of this store. Its batch has no idempotency keys, which are locked before
    // roots. A store for one node only need not lock. Throws as commit() does, and what `write` throws.
    using WriteLocked = std::function<Batch(const std::optional<StoredRoot>&)>;
    virtual CommitResult commit_locked(const ActivityId& root, const WriteLocked& write) = 0;

    // What became of the batch with this operation id, by inserting the same id and committing that insert: its result
    // if it had committed; nothing if it had not, and then it never will (the id is taken). Throws StoreUnavailable.
    virtual std::optional<CommitResult> resolve(const Uuid& operation) = 0;

    // The answer that was committed with an Idempotency-Key, while it is remembered. Throws StoreUnavailable.
    virtual std::optional<KeptAnswer> known_answer(const std::string& tenant, const std::string& key) = 0;

    // Forgets operation ids and idempotency keys that are older than `age`, at most `max` of each, and returns how many
    // it forgot. Keys are promised for 24 h; an operation is asked for within minutes.
    virtual std::int64_t forget_commits(Milliseconds age, std::int32_t max) = 0;

    // The database's clock.
    virtual Instant now() = 0;
};

}  // namespace pavane::engine
