#include "conformance/runner/engine_driver.hpp"

#include <algorithm>
#include <future>
#include <limits>

#include "conformance/runner/engine_world.hpp"
#include "conformance/runner/verbs.hpp"
#include "runtime/engine/correlation.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::conformance {

namespace {

using engine::InstanceStore;

// Whatever the engine warns of in a scenario is a bug: an instance in quarantine, a store that refuses.
class StrictJournal : public engine::Journal {
  public:
    void warn(const std::string& message) override {
        const std::lock_guard lock(mutex_);
        warnings_ += "\n  " + message;
    }
    std::string take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(warnings_, {});
    }

  private:
    std::mutex mutex_;
    std::string warnings_;
};

class StandingClock : public engine::Clock {
  public:
    explicit StandingClock(const Instant* at) : at_(at) {}
    Milliseconds monotonic() const override {
        if (at_) return at_->time_since_epoch();
        return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    }

  private:
    const Instant* at_;
};

Answer to_answer(const engine::Answer& answer) {
    if (std::holds_alternative<engine::Done>(answer)) return {};
    if (const auto* rejection = std::get_if<core::Rejection>(&answer)) return unexpected(rejection->message);
    if (const auto* failure = std::get_if<core::Failure>(&answer)) return unexpected(failure->message);
    if (const auto* away = std::get_if<engine::Unavailable>(&answer)) throw Mismatch("unavailable: " + away->message);
    if (const auto* bug = std::get_if<engine::InternalError>(&answer)) throw Mismatch("our bug: " + bug->message);
    throw Mismatch("The engine answered that a lease was lost or that the command was known; neither can be here.");
}

// Which record a command is about, to find its root by.
struct Subject {
    InstanceStore::Kind kind;
    Uuid id;
};
struct SubjectOf {
    using Kind = InstanceStore::Kind;
    Subject operator()(const core::CompleteUserTask& command) const { return {Kind::user_task, command.task.value}; }
    Subject operator()(const core::ChangeUserTask& command) const { return {Kind::user_task, command.task.value}; }
    Subject operator()(const core::CompleteExternalTask& command) const { return external(command.task); }
    Subject operator()(const core::FailExternalTask& command) const { return external(command.task); }
    Subject operator()(const core::RaiseExternalTaskError& command) const { return external(command.task); }
    Subject operator()(const core::SetExternalTaskRetries& command) const { return external(command.task); }
    Subject operator()(const core::SetJobRetries& command) const { return {Kind::job, command.job.value}; }
    Subject operator()(const core::RunJob& command) const { return {Kind::job, command.job.value}; }
    Subject operator()(const core::FailJob& command) const { return {Kind::job, command.job.value}; }
    Subject operator()(const core::DeliverMessage& command) const {
        return {Kind::subscription, command.subscription.value};
    }
    Subject operator()(const core::ChangeVariables& command) const { return {Kind::activity, command.scope.value}; }
    Subject operator()(const core::DeleteProcessInstance& command) const {
        return {Kind::process, command.process.value};
    }
    Subject operator()(const core::StartProcess& command) const { return {Kind::process, command.id.value}; }

  private:
    static Subject external(const core::ExternalTaskId& task) { return {Kind::external_task, task.value}; }
};

class EngineDriver : public Driver {
  public:
    explicit EngineDriver(EngineParts parts) : parts_(std::move(parts)), clock_(parts_.memory_clock.get()) { begin(); }

    DeployAnswer deploy(const Files& files) override;
    Answer start(const StartRequest& request) override;
    Answer correlate(const MessageRequest& request) override;
    Answer perform(const core::Command& command) override;
    World look() override { return look_at(*parts_.store); }
    std::vector<std::string> tasks_offered_to(core::Candidate::Kind kind, const std::string& name) override;
    Instant now() override { return parts_.store->now(); }
    void move_clock(Instant to) override {
        if (parts_.memory_clock) *parts_.memory_clock = to;
    }
    void end_line() override;

  private:
    void begin();
    Answer submit(core::Command command, const core::ActivityId& root);

    EngineParts parts_;
    StandingClock clock_;
    StrictJournal journal_;
    int incarnation_ = 0;
    std::unique_ptr<engine::Engine> engine_;
};

void EngineDriver::begin() {
    engine_.reset();
    engine::EngineSettings settings;
    settings.node = "scenario/" + std::to_string(++incarnation_);
    settings.threads = 2;
    settings.run_jobs = false;
    // A scenario may go round for long; that this is said is not its matter (tests/contract/root_limits_test.cpp).
    settings.limits.history_events_to_warn = std::numeric_limits<std::int64_t>::max();
    engine_ = std::make_unique<engine::Engine>(*parts_.store, clock_, parts_.compiler, parts_.evaluator, journal_,
                                               settings, parts_.scripts);
}

void EngineDriver::end_line() {
    if (parts_.reload) begin();
    if (const std::string warnings = journal_.take(); !warnings.empty()) throw Mismatch("The engine warns:" + warnings);
}

Answer EngineDriver::submit(core::Command command, const core::ActivityId& root) {
    std::promise<engine::Answer> answered;
    engine::Submission submission{std::move(command), root};
    submission.done = [&answered](engine::Answer answer) { answered.set_value(std::move(answer)); };
    engine_->submit(std::move(submission));
    return to_answer(answered.get_future().get());
}

DeployAnswer EngineDriver::deploy(const Files& files) {
    engine::DeploymentRequest request;
    request.resources = files;
    const auto outcome = engine_->deployments().deploy(request);
    DeployAnswer answer;
    const auto add = [&answer](const std::vector<engine::ResourceDiagnostics>& resources) {
        for (const engine::ResourceDiagnostics& resource : resources)
            for (const bpmn::Diagnostic& diagnostic : resource.diagnostics)
                (diagnostic.severity == bpmn::Severity::error ? answer.errors : answer.warnings)
                    .push_back({diagnostic.code, diagnostic.element, diagnostic.message});
    };
    if (const auto* refused = std::get_if<engine::NotDeployable>(&outcome)) {
        add(refused->problems);
        return answer;
    }
    if (const auto* refused = std::get_if<engine::RequestRefused>(&outcome)) {
        answer.errors.push_back({"", "", refused->message});
        return answer;
    }
    const auto& deployed = std::get<engine::Deployed>(outcome);
    add(deployed.warnings);
    answer.deployed = true;
    for (const engine::StoredDefinition& definition : deployed.definitions)
        answer.definitions.push_back(definition.key);
    return answer;
}

Answer EngineDriver::start(const StartRequest& request) {
    const bpmn::DefinitionPtr definition = engine_->definitions().load(engine::newest_of(request.key, ""));
    if (!definition) return unexpected("no processes deployed with key '" + request.key + "'");
    core::StartProcess command{core::ActivityId{engine_->ids().next()}, definition->id, bpmn::none,
                               request.business_key, request.variables};
    const core::ActivityId root = command.id;
    return submit(std::move(command), root);
}

Answer EngineDriver::correlate(const MessageRequest& request) {
    engine::MessageRequest asked;
    asked.message = request.name;
    asked.business_key = request.business_key;
    asked.correlation_keys = request.correlation_keys;
    asked.variables = request.variables;
    std::promise<engine::CorrelationAnswer> answered;
    engine::correlate(*engine_, std::move(asked),
                      [&answered](engine::CorrelationAnswer answer) { answered.set_value(std::move(answer)); });
    const engine::CorrelationAnswer answer = answered.get_future().get();
    if (std::holds_alternative<std::vector<engine::Correlated>>(answer)) return {};
    if (std::holds_alternative<engine::NoReceiver>(answer))
        return unexpected("Cannot correlate message '" + request.name + "'");
    if (std::holds_alternative<engine::SeveralReceivers>(answer))
        return unexpected(std::string("more than one receiver matches"));
    if (const auto* rejection = std::get_if<core::Rejection>(&answer)) return unexpected(rejection->message);
    if (const auto* failure = std::get_if<core::Failure>(&answer)) return unexpected(failure->message);
    throw Mismatch("The message met an error that no scenario asks for.");
}

Answer EngineDriver::perform(const core::Command& command) {
    if (const auto* run = std::get_if<core::RunJob>(&command.variant())) {
        std::promise<engine::Answer> answered;
        engine_->jobs().execute(run->job,
                                [&answered](engine::Answer answer) { answered.set_value(std::move(answer)); });
        return to_answer(answered.get_future().get());
    }
    const Subject subject = std::visit(SubjectOf(), command.variant());
    const std::optional<core::ActivityId> root = engine_->find_root(subject.kind, subject.id);
    if (!root) return unexpected(std::string("no root knows the record that the command names"));
    return submit(command, *root);
}

std::vector<std::string> EngineDriver::tasks_offered_to(core::Candidate::Kind kind, const std::string& name) {
    engine::TaskCriteria criteria;
    if (kind == core::Candidate::Kind::user)
        criteria.candidate_user = name;
    else
        criteria.candidate_group = name;
    std::vector<std::string> elements;
    for (const auto& item : parts_.store->list(criteria, {})) elements.push_back(item.row.origin.element);
    return elements;
}

}  // namespace

DriverPtr make_engine_driver(EngineParts parts) { return std::make_unique<EngineDriver>(std::move(parts)); }

}  // namespace pavane::conformance
