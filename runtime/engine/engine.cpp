#include "runtime/engine/engine.hpp"

namespace pavane::engine {

Engine::Engine(Store& store, const Clock& clock, const Compiler& compiler, const expression::Evaluator& evaluator,
               Journal& journal, EngineSettings settings, Scripts& scripts)
    : store_(store),
      journal_(journal),
      evaluator_(evaluator),
      scripts_(scripts),
      settings_(std::move(settings)),
      time_(store, clock),
      definitions_(store, compiler, settings_.max_definition_bytes),
      decisions_(store, compiler, settings_.max_definition_bytes),
      jobs_(*this, clock, journal,
            JobSettings{settings_.node, settings_.job_lease, settings_.max_job_acquisitions, settings_.local_jobs}),
      cache_(settings_.max_instance_bytes),
      script_waits_(settings_.max_waiting_scripts),
      batch_operations_(*this),
      executor_(settings_.threads, [this](const std::string& message) { journal_.warn(message); }),
      external_tasks_(*this, clock),
      deployments_(*this, compiler) {
    committer_ = std::make_unique<Committer>(
        store_, ids_, static_cast<CommitterEvents&>(*this),
        CommitterSettings{settings_.node, settings_.job_lease, settings_.max_queued_commands, Milliseconds(200)});
    jobs_.start(time_, settings_.run_jobs);
}

Engine::~Engine() {
    drain();
    committer_.reset();
}

bool Engine::drain(std::chrono::steady_clock::time_point until) {
    jobs_.stop();
    batch_operations_.stop();
    external_tasks_.stop();
    scripts_.stop();
    // A commit can make commands run again, what runs can queue a change or wait for a script that runs: until nothing
    // of it is left.
    committer_->stop_asking();
    for (bool is_still = false; !is_still;) {
        if (!script_waits_.wait_until_none(until)) return false;
        const std::optional<std::uint64_t> before = executor_.drain(until);
        if (!before || !committer_->wait_until_idle(until)) return false;
        const bool no_script_waits = script_waits_.count() == 0;
        const std::optional<std::uint64_t> after = executor_.drain(until);
        if (!after) return false;
        is_still = no_script_waits && before == after;
    }
    jobs_.hand_back();
    return true;
}

void Engine::released(Released released) {
    external_tasks_.wake(released.topics);
    jobs_.take(std::move(released.leased_jobs), released.due);
    const std::lock_guard lock(tally_mutex_);
    tally_ += released.tally;
}

void Engine::settled(const std::shared_ptr<Root>& root) {
    bool goes_on = false;
    {
        // A command that was to be alone may have waited for what was on its way.
        const std::lock_guard busy(root->mutex);
        goes_on = !root->running && !root->queue.empty();
        if (goes_on) root->running = true;
    }
    if (goes_on)
        run_soon([this, root] { work_off(root); });
    else
        cache_.rest(root);
}

void Engine::warn(const std::string& message) noexcept {
    try {
        journal_.warn(message);
    } catch (const std::exception&) {
        return;  // the log is where it would be told
    }
}

std::optional<ActivityId> Engine::find_root(InstanceStore::Kind kind, const Uuid& id) {
    if (const std::optional<ActivityId> cached = cache_.root_of(id)) return cached;
    return store_.find_root(kind, id);
}

std::optional<Answer> Engine::known_answer(const Idempotency& idempotency) {
    std::optional<KeptAnswer> kept = store_.known_answer(idempotency.tenant, idempotency.key);
    if (!kept) return std::nullopt;
    if (kept->request != idempotency.request) return KeyReused{};
    return AnsweredBefore{std::move(kept->text)};
}

EngineFigures Engine::figures() const {
    EngineFigures figures;
    figures.committer = committer_->figures();
    figures.jobs_succeeded = jobs_.succeeded();
    figures.jobs_failed = jobs_.failed();
    figures.cached_roots = cache_.size();
    figures.instance_bytes = cache_.bytes();
    figures.definition_bytes = definitions_.bytes();
    figures.waiting_long_polls = external_tasks_.waiting();
    figures.waiting_scripts = script_waits_.count();
    figures.scripts = script_waits_.tally();
    const std::lock_guard lock(tally_mutex_);
    figures.tally = tally_;
    return figures;
}

}  // namespace pavane::engine
