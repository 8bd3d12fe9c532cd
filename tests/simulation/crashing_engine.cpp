#include "tests/simulation/crashing_engine.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "conformance/runner/engine_world.hpp"
#include "runtime/core/invariants.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::tests {

namespace {

// What is heard of the commands handed in, until all are answered or the node has died.
class Hearing {
  public:
    explicit Hearing(std::size_t commands) : answers_(commands), open_(commands) {}

    void answer(std::size_t command, engine::Answer answer) {
        const std::lock_guard lock(mutex_);
        if (died_) return;
        answers_[command] = std::move(answer);
        --open_;
        changed_.notify_all();
    }
    void die() {
        const std::lock_guard lock(mutex_);
        died_ = true;
        changed_.notify_all();
    }
    // Whether the node has died.
    bool wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return open_ == 0 || died_; });
        return died_;
    }
    std::vector<std::optional<engine::Answer>> answers() {
        const std::lock_guard lock(mutex_);
        return answers_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::optional<engine::Answer>> answers_;
    std::size_t open_;
    bool died_ = false;
};

}  // namespace

void CrashingEngine::Journal::warn(const std::string& message) {
    const std::lock_guard lock(mutex_);
    warnings_.push_back(message);
}

std::vector<std::string> CrashingEngine::Journal::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(warnings_, {});
}

CrashingEngine::CrashingEngine(const engine::Compiler& compiler, const expression::Evaluator& evaluator)
    : compiler_(compiler), evaluator_(evaluator) {
    restart();
}

void CrashingEngine::restart() {
    engine_.reset();
    store_.revive();
    engine::EngineSettings settings;
    settings.node = "simulation/" + std::to_string(++incarnation_);
    settings.threads = 2;
    settings.run_jobs = false;
    engine_ = std::make_unique<engine::Engine>(store_, clock_, compiler_, evaluator_, journal_, settings);
}

void CrashingEngine::deploy(const std::string& name, const std::string& bpmn) {
    engine::DeploymentRequest request;
    request.resources = {{name, bpmn}};
    ENSURE(std::holds_alternative<engine::Deployed>(engine_->deployments().deploy(request)));
}

core::StartProcess CrashingEngine::start_command(const std::string& key, const core::Assignments& variables) {
    const bpmn::DefinitionPtr definition = engine_->definitions().load(engine::newest_of(key, ""));
    ENSURE(definition != nullptr);
    return {core::ActivityId{engine_->ids().next()}, definition->id, bpmn::none, "", variables};
}

void CrashingEngine::submit(const core::Command& command, engine::OnDone done) {
    if (const auto* start = std::get_if<core::StartProcess>(&command.variant())) root_ = start->id;
    if (const auto* run = std::get_if<core::RunJob>(&command.variant()))
        return engine_->jobs().execute(run->job, std::move(done));
    engine_->submit({.command = command, .root = root_, .done = std::move(done)});
}

std::vector<std::optional<engine::Answer>> CrashingEngine::perform(const std::vector<core::Command>& commands,
                                                                   Fault fault) {
    const auto hearing = std::make_shared<Hearing>(commands.size());
    store_.on_death([hearing] { hearing->die(); });
    store_.fail_next(fault);
    for (std::size_t at = 0; at < commands.size(); ++at)
        submit(commands[at], [hearing, at](engine::Answer answer) { hearing->answer(at, std::move(answer)); });
    if (hearing->wait()) restart();
    return hearing->answers();
}

conformance::World CrashingEngine::look() { return conformance::look_at(store_); }

std::vector<std::string> CrashingEngine::complaints() {
    std::vector<std::string> found = journal_.take();
    std::erase_if(found, [](const std::string& warning) { return is_injected(warning); });
    const std::optional<engine::StoredRoot> stored = store_.load(root_);
    if (!stored) return found;
    for (const core::DefinitionId& definition : engine::definitions_of(*stored))
        ENSURE(engine_->definitions().load(definition) != nullptr);
    const core::InstanceState state = engine::to_state(*stored, engine_->definitions());
    for (std::string& law : core::broken_laws(state, engine_->definitions())) found.push_back(std::move(law));
    return found;
}

}  // namespace pavane::tests
