// The shell around the core: it owns threads, clocks, caches and transactions. A command goes to its root's queue, is
// stepped on the cached state, and its net change to the committer; the answer comes back once it is durable.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "runtime/engine/attempt.hpp"
#include "runtime/engine/batch_operations.hpp"
#include "runtime/engine/committer.hpp"
#include "runtime/engine/database_time.hpp"
#include "runtime/engine/definitions.hpp"
#include "runtime/engine/deployments.hpp"
#include "runtime/engine/executor.hpp"
#include "runtime/engine/external_tasks.hpp"
#include "runtime/engine/instance_cache.hpp"
#include "runtime/engine/jobs.hpp"
#include "runtime/engine/pending_keys.hpp"
#include "runtime/engine/script_waits.hpp"
#include "runtime/engine/scripts.hpp"
#include "runtime/engine/submission.hpp"
#include "runtime/engine/told_warnings.hpp"
#include "runtime/engine/uuid_source.hpp"

namespace pavane::engine {

struct EngineSettings {
    std::string node;  // unique among the nodes of one database, with the incarnation behind a '/'
    std::size_t threads = 4;
    std::size_t max_instance_bytes = std::size_t{256} * 1024 * 1024;    // estimated, of process instances in memory
    std::size_t max_definition_bytes = std::size_t{256} * 1024 * 1024;  // estimated, of the compiled ones in memory;
                                                                        // and as much again of decisions
    std::size_t max_queued_commands = 20'000;
    Milliseconds job_lease{60'000};
    std::int32_t max_job_acquisitions = 10;
    std::size_t local_jobs = 256;
    std::size_t max_waiting_scripts = 500;  // of clients' commands; more are told to try again later
    std::size_t script_outcome_bytes_per_step = std::size_t{32} << 20;  // estimated; more, and the step fails
    bool run_jobs = true;  // false: due jobs wait for POST /job/{id}/execute, as scenarios over HTTP want it
    core::Limits limits;
};

// An incident that has opened, once it is committed.
struct OpenedIncident {
    std::string process;  // the definition's key
    std::string element;
    core::ActivityId instance;
    std::string message;
};

// DecisionGone: it was deleted meanwhile.
using NotEvaluated = std::variant<DecisionGone, expression::EvaluationError>;

// Receives what operators should know; the adapter writes it to the log.
class Journal {
  public:
    virtual ~Journal() = default;
    virtual void warn(const std::string& message) = 0;
    virtual void incident_opened(const OpenedIncident&) {}  // metrics and GET /incident tell of it, too
};

struct EngineFigures {
    CommitterFigures committer;
    Tally tally;
    std::uint64_t jobs_succeeded = 0;
    std::uint64_t jobs_failed = 0;
    std::size_t cached_roots = 0;
    std::size_t instance_bytes = 0;    // estimated, of those
    std::size_t definition_bytes = 0;  // estimated
    std::size_t waiting_long_polls = 0;
    std::size_t waiting_scripts = 0;
    ScriptTally scripts;
};

class Engine : private CommitterEvents {
  public:
    Engine(Store& store, const Clock& clock, const Compiler& compiler, const expression::Evaluator& evaluator,
           Journal& journal, EngineSettings settings, Scripts& scripts = no_scripts());
    ~Engine() override;  // stops taking work, lets what runs end, commits what is queued

    // Hands the command in; `done` is called exactly once, from any thread.
    void submit(Submission submission);

    // What was answered under the key before: AnsweredBefore or KeyReused; nothing: it is new. Whoever got no answer
    // and sends the request again may find that its definition or receiver is gone: ask before saying so. Throws
    // StoreUnavailable.
    std::optional<Answer> known_answer(const Idempotency& idempotency);

    // The root of a live record; nothing: there is none. Throws StoreUnavailable.
    std::optional<ActivityId> find_root(InstanceStore::Kind kind, const Uuid& id);

    // Evaluates a decision for a client and writes its history; the decisions in the outcome are empty, for they are
    // written. An EvaluationError, too, where a value of it cannot be stored. Throws StoreUnavailable.
    Result<core::DecisionOutcome, NotEvaluated> evaluate(const DeployedDecision& decision,
                                                         const core::Assignments& variables);

    // For what an operator should know and no client is told. A log that fails ends no work.
    void warn(const std::string& message) noexcept;

    Store& store() { return store_; }
    DefinitionCache& definitions() { return definitions_; }
    DecisionCache& decisions() { return decisions_; }
    Deployments& deployments() { return deployments_; }
    ExternalTasks& external_tasks() { return external_tasks_; }
    Jobs& jobs() { return jobs_; }
    BatchOperations& batch_operations() { return batch_operations_; }
    Executor& executor() { return executor_; }
    core::IdSource& ids() { return ids_; }
    const expression::Evaluator& evaluator() const { return evaluator_; }
    Instant now() override { return time_.now(); }
    EngineFigures figures() const;

    // Stops acquiring jobs and answers long polls; what was taken is finished or released. Then destroy. False: `until`
    // has passed and something was still at work, which the destructor waits for. The front stops accepting before and
    // is drained after, for this ends the long polls that it waits for, and commits what it still has at work.
    bool drain(std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max());

  private:
    // engine.cpp
    JobPlaces job_places() override { return jobs_.places(); }
    void released(Released released) override;
    void settled(const std::shared_ptr<Root>& root) override;
    void store_failed(const std::string& message) override { warn(message); }

    // run_commands.cpp
    void answer(Submission& submission, Answer answer);
    bool enqueue(Submission& submission);
    void work_off(const std::shared_ptr<Root>& root);
    void run_again(const std::shared_ptr<Root>& root, std::vector<Submission> commands) override;
    // On an executor thread; on this one if there is no memory to hand it over.
    template <class Work>
    void run_soon(const Work& work) {
        try {
            executor_.run(work);
        } catch (const std::bad_alloc&) {
            work();
        }
    }
    bool run(const std::shared_ptr<Root>& root, Attempt attempt);
    bool try_to_run(const std::shared_ptr<Root>& root, Attempt& attempt);
    void break_off(Root& root, Submission& submission, const std::exception& error);
    bool run_locked(const std::shared_ptr<Root>& root, Attempt& attempt);
    bool run_queued(const std::shared_ptr<Root>& root, Attempt& attempt);
    bool wait_for_script(const std::shared_ptr<Root>& root, Attempt& attempt, core::ScriptCall script);
    bool enter_script_waits(const Attempt& attempt, AskedBy asked_by);
    void go_on(const std::shared_ptr<Root>& root, Attempt attempt);

    // loading.cpp
    bool load(Root& root, std::uint64_t generation, const core::Command& command);
    bool take(Root& root, std::uint64_t generation, const std::optional<StoredRoot>& stored);
    void begin_root(Root& root, std::uint64_t generation);
    void set_state(Root& root, std::optional<core::InstanceState> state);
    std::string not_loaded(const Root& root, const std::string& why);

    // step_commands.cpp
    Result<PendingChange, core::ScriptCall> change_of(Root& root, Attempt& attempt);
    core::Outcome step(Root& root, Attempt& attempt);
    std::optional<core::Rejection> hold_definitions(const Root& root, DefinitionsOfStep& definitions);
    PendingChange describe_change(Root& root, core::Outcome& outcome, const ActivityId& process,
                                  const std::optional<core::ProcessInstance>& before, const Submission& submission,
                                  const core::Definitions& definitions);
    std::optional<Answer> look_up_again(Submission& submission);

    // root_limits.cpp
    void committed(const RootChange& change) override;
    std::optional<core::Failure> history_limit(const Root& root, const core::Command& command) const;
    static void note_turns_and_history(Root& root, PendingChange& change, const core::Definitions& definitions);

    // evaluate_decision.cpp
    void tell(const std::vector<core::Warning>& warnings);

    Store& store_;
    Journal& journal_;
    const expression::Evaluator& evaluator_;
    Scripts& scripts_;
    const EngineSettings settings_;
    UuidSource ids_;
    DatabaseTime time_;
    DefinitionCache definitions_;
    DecisionCache decisions_;
    ToldWarnings told_warnings_;
    Jobs jobs_;  // outlives whatever may hold a run of a job
    InstanceCache cache_;
    PendingKeys pending_keys_;
    ScriptWaits script_waits_;
    BatchOperations batch_operations_;  // outlives its pieces on the executor
    mutable std::mutex tally_mutex_;
    Tally tally_;
    Executor executor_;
    ExternalTasks external_tasks_;
    Deployments deployments_;
    std::unique_ptr<Committer> committer_;
};

}  // namespace pavane::engine
