#include "conformance/runner/core_driver.hpp"

#include <algorithm>
#include <future>

#include "conformance/runner/checked_step.hpp"
#include "conformance/runner/core_definitions.hpp"
#include "conformance/runner/core_world.hpp"
#include "conformance/runner/verbs.hpp"
#include "runtime/core/failure_text.hpp"

namespace pavane::conformance {

namespace {

class CountingIds : public core::IdSource {
  public:
    Uuid next() override { return Uuid{0, ++last_}; }
    std::uint64_t last() const { return last_; }
    void go_back_to(std::uint64_t last) { last_ = last; }

  private:
    std::uint64_t last_ = 0;
};

std::string text_of(const core::Outcome& outcome) {
    if (const auto* rejection = std::get_if<core::Rejection>(&outcome)) return rejection->message;
    if (const auto* failure = std::get_if<core::Failure>(&outcome)) return failure->message;
    if (const auto* need = std::get_if<core::Need>(&outcome)) {
        if (const auto* called = std::get_if<core::CalledDefinition>(&need->what)) return core::not_deployed(*called);
        if (const auto* called = std::get_if<core::CalledDecision>(&need->what)) return core::not_deployed(*called);
    }
    return "no deployed process definition";
}

class CoreDriver : public Driver {
  public:
    CoreDriver(const engine::Compiler& compiler, const expression::Evaluator& evaluator, engine::Scripts& scripts)
        : compiler_(compiler), evaluator_(evaluator), scripts_(scripts) {}

    DeployAnswer deploy(const Files& files) override {
        return definitions_.deploy(files, compiler_, evaluator_, ids_, now_);
    }
    Answer start(const StartRequest& request) override {
        const bpmn::DefinitionPtr definition = definitions_.newest(request.key);
        if (!definition) return unexpected("no processes deployed with key '" + request.key + "'");
        return start_at(definition->id, bpmn::none, request.business_key, request.variables);
    }
    Answer correlate(const MessageRequest& request) override;
    Answer perform(const core::Command& command) override;

    World look() override { return look_at(roots_, history_, definitions_); }
    std::vector<std::string> tasks_offered_to(core::Candidate::Kind kind, const std::string& name) override;
    Instant now() override { return now_; }
    void move_clock(Instant to) override { now_ = to; }

  private:
    Answer start_at(const core::DefinitionId& definition, bpmn::NodeIndex start, const std::string& business_key,
                    const core::Assignments& variables);
    Answer fire(std::size_t timer);
    Answer take(const core::ActivityId& root, const core::Outcome& outcome);
    core::Outcome step(core::InstanceState& state, const core::Command& command);

    const engine::Compiler& compiler_;
    const expression::Evaluator& evaluator_;
    engine::Scripts& scripts_;
    CountingIds ids_;
    Instant now_{std::chrono::seconds(1'893'456'000)};  // 2030-01-01T00:00:00Z
    CoreDefinitions definitions_;
    Roots roots_;
    CoreHistory history_{definitions_};
};

// The root that knows the command's record says something else than that it does not exist.
bool is_unknown(const core::Outcome& outcome) {
    using Reason = core::Rejection::Reason;
    const auto* rejection = std::get_if<core::Rejection>(&outcome);
    if (!rejection) return false;
    const Reason reason = rejection->reason;
    return reason == Reason::unknown_task || reason == Reason::unknown_external_task || reason == Reason::unknown_job ||
           reason == Reason::unknown_subscription || reason == Reason::unknown_activity ||
           reason == Reason::unknown_process_instance;
}

// What a step needs of scripts is run here and now; then it is stepped again as the engine does it.
core::Outcome CoreDriver::step(core::InstanceState& state, const core::Command& command) {
    std::vector<core::ScriptOutcome> outcomes;
    const std::uint64_t first_id = ids_.last();
    while (true) {
        ids_.go_back_to(first_id);
        core::Outcome outcome =
            checked_step({definitions_, definitions_, ids_, evaluator_, now_, {}, outcomes}, state, command);
        auto* need = std::get_if<core::Need>(&outcome);
        auto* script = need ? std::get_if<core::ScriptCall>(&need->what) : nullptr;
        if (!script) return outcome;
        std::promise<core::ScriptOutcome> ran;
        scripts_.run(std::move(*script), engine::AskedBy::client,
                     [&ran](core::ScriptOutcome ended) { ran.set_value(std::move(ended)); });
        outcomes.push_back(ran.get_future().get());
    }
}

Answer CoreDriver::take(const core::ActivityId& root, const core::Outcome& outcome) {
    const auto* moved = std::get_if<core::Moved>(&outcome);
    if (!moved) return unexpected(text_of(outcome));
    history_.add(*moved);
    const auto state = roots_.find(root);
    // What is gone must have left nothing behind.
    if (state->second.processes.empty()) {
        if (!same_state(state->second, core::InstanceState{}))
            throw Mismatch("Every process instance of a root has ended, and something of it is still there.");
        roots_.erase(state);
    }
    return {};
}

Answer CoreDriver::start_at(const core::DefinitionId& definition, bpmn::NodeIndex start,
                            const std::string& business_key, const core::Assignments& variables) {
    const core::ActivityId root{ids_.next()};
    core::InstanceState& state = roots_[root];
    const core::Outcome outcome = step(state, core::StartProcess{root, definition, start, business_key, variables});
    Answer answer = take(root, outcome);
    if (!answer) roots_.erase(root);
    return answer;
}

Answer CoreDriver::perform(const core::Command& command) {
    const auto* run = std::get_if<core::RunJob>(&command.variant());
    for (std::size_t at = 0; run && at < definitions_.timers().size(); ++at)
        if (definitions_.timers()[at].start.job == run->job) return fire(at);
    for (auto& [root, state] : roots_) {
        const core::ActivityId id = root;
        const core::Outcome outcome = step(state, command);
        if (is_unknown(outcome)) continue;
        // What is needed and not there fails a job, too.
        const bool fails =
            std::holds_alternative<core::Failure>(outcome) || std::holds_alternative<core::Need>(outcome);
        if (run && fails)
            static_cast<void>(take(id, step(state, core::FailJob{run->job, text_of(outcome), "in the scenario"})));
        return take(id, outcome);
    }
    return unexpected(std::string("no root knows the record that the command names"));
}

Answer CoreDriver::fire(std::size_t position) {
    auto& timers = definitions_.timers();
    engine::TimerStart& timer = timers[position].start;
    const bpmn::DefinitionPtr definition = definitions_.find(timer.definition);
    Answer answer = start_at(definition->id, *definition->find_node(timer.element), "", {});
    if (!answer) return answer;
    engine::LeasedJob fired;
    fired.job = timer.job;
    fired.definition = timer.definition;
    fired.element = timer.element;
    fired.due = timer.due;
    fired.cycle = timer.cycle;
    fired.cycle_anchor = timer.cycle_anchor;
    fired.cycle_index = timer.cycle_index;
    if (const auto next = engine::next_timer_start(fired, now_))
        timer = *next;
    else
        timers.erase(timers.begin() + static_cast<std::ptrdiff_t>(position));
    return answer;
}

// The rules of the engine's correlation on states instead of rows: exactly one receiver, who waits before who starts.
Answer CoreDriver::correlate(const MessageRequest& request) {
    std::vector<std::pair<core::ActivityId, core::SubscriptionId>> receivers;
    for (const auto& [root, state] : roots_)
        for (const auto& [id, slot] : state.subscriptions.rows()) {
            const core::ActivityId process = state.activities.at(slot.record.owner).process;
            bool fits = slot.record.message == request.name;
            if (request.business_key) fits = fits && state.processes.at(process).business_key == *request.business_key;
            for (const auto& [name, value] : request.correlation_keys) {
                const core::Variable* variable = state.variables.find({process, name});
                fits = fits && variable && variable->value == value;
            }
            if (fits) receivers.emplace_back(root, id);
        }
    if (receivers.size() == 1)
        return take(receivers[0].first, step(roots_.at(receivers[0].first),
                                             core::DeliverMessage{receivers[0].second, request.variables, {}}));
    const auto starts = definitions_.message_starts(request.name);
    if (receivers.size() > 1 || starts.size() > 1) return unexpected(std::string("more than one receiver matches"));
    if (starts.empty() || !request.correlation_keys.empty())
        return unexpected("Cannot correlate message '" + request.name + "'");
    const bpmn::DefinitionPtr definition = definitions_.find(starts.front().definition);
    return start_at(definition->id, *definition->find_node(starts.front().element), request.business_key.value_or(""),
                    request.variables);
}

std::vector<std::string> CoreDriver::tasks_offered_to(core::Candidate::Kind kind, const std::string& name) {
    std::vector<std::string> elements;
    for (const auto& [root, state] : roots_)
        for (const auto& [id, slot] : state.user_tasks.rows()) {
            const core::UserTask& task = slot.record;
            if (!task.assignee.empty()) continue;
            if (std::find(task.candidates.begin(), task.candidates.end(), core::Candidate{kind, name}) !=
                task.candidates.end())
                elements.push_back(element_of(state, definitions_, task.owner, task.node));
        }
    return elements;
}

}  // namespace

DriverPtr make_core_driver(const engine::Compiler& compiler, const expression::Evaluator& evaluator,
                           engine::Scripts& scripts) {
    return std::make_unique<CoreDriver>(compiler, evaluator, scripts);
}

}  // namespace pavane::conformance
