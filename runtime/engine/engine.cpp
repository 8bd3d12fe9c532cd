#include "runtime/engine/engine.hpp"

namespace pavane::engine {

Engine::Engine(Store& store, const Clock& clock, const Compiler& compiler, const expression::Evaluator& evaluator,
               Journal& journal, EngineSettings settings)
    : store_(store),
      journal_(journal),
      evaluator_(evaluator),
      settings_(std::move(settings)),
      time_(store, clock),
      definitions_(store, compiler),
      cache_(settings_.max_cached_roots),
      executor_(settings_.threads,
                [this](const std::string& message) { journal_.warn("work of the engine has failed: " + message); }),
      external_tasks_(*this, clock),
      deployments_(*this, compiler),
      jobs_(*this, clock, journal,
            JobSettings{settings_.node, settings_.job_lease, settings_.max_job_acquisitions, settings_.local_jobs}) {
    committer_ = std::make_unique<Committer>(
        store_, ids_, static_cast<CommitterEvents&>(*this),
        CommitterSettings{settings_.node, settings_.job_lease, settings_.max_queued_commands, Milliseconds(200)});
    jobs_.start(time_, settings_.run_jobs);
}

Engine::~Engine() {
    drain();
    committer_.reset();
}

void Engine::drain() {
    jobs_.stop();
    external_tasks_.stop();
    // A commit can make commands run again, and what runs can queue a change: until neither has anything left.
    committer_->stop_asking();
    for (std::uint64_t done = 0, before = 1; done != before;) {
        before = executor_.drain();
        committer_->wait_until_idle();
        done = executor_.drain();
    }
}

void Engine::released(Released released) {
    external_tasks_.wake(released.topics);
    jobs_.take(std::move(released.leased_jobs), released.due);
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
    figures.process_instances_started = counters_.process_instances_started;
    figures.process_instances_ended = counters_.process_instances_ended;
    figures.activities_started = counters_.activities_started;
    figures.user_tasks_completed = counters_.user_tasks_completed;
    figures.external_tasks_completed = counters_.external_tasks_completed;
    figures.incidents_created = counters_.incidents_created;
    figures.jobs_succeeded = jobs_.succeeded();
    figures.jobs_failed = jobs_.failed();
    figures.cached_roots = cache_.size();
    figures.waiting_long_polls = external_tasks_.waiting();
    return figures;
}

void Engine::count(const std::vector<core::Event>& events) {
    for (const core::Event& event : events) {
        const auto& happened = event.variant();
        if (std::holds_alternative<core::ProcessInstanceStarted>(happened)) ++counters_.process_instances_started;
        if (std::holds_alternative<core::ProcessInstanceEnded>(happened)) ++counters_.process_instances_ended;
        if (std::holds_alternative<core::ActivityStarted>(happened)) ++counters_.activities_started;
        if (std::holds_alternative<core::IncidentOpened>(happened)) ++counters_.incidents_created;
        if (std::holds_alternative<core::ExternalTaskEnded>(happened)) ++counters_.external_tasks_completed;
        if (const auto* ended = std::get_if<core::UserTaskEnded>(&happened); ended && ended->reason == "completed")
            ++counters_.user_tasks_completed;
    }
}

}  // namespace pavane::engine
