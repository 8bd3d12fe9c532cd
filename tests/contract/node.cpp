#include "tests/contract/node.hpp"

#include <boost/test/unit_test.hpp>

namespace pavane::tests {

using namespace engine;

namespace {

EngineSettings settings_of(const std::string& name, const core::Limits& limits) {
    EngineSettings settings;
    settings.node = name;
    settings.threads = 2;
    settings.run_jobs = false;
    settings.limits = limits;
    return settings;
}

EngineSettings with_waiting_scripts(EngineSettings settings, std::size_t most) {
    settings.max_waiting_scripts = most;
    return settings;
}

}  // namespace

Milliseconds Node::Steady::monotonic() const {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void Node::Warnings::warn(const std::string& message) {
    const std::lock_guard lock(mutex_);
    if (std::exchange(breaks_, false)) throw std::runtime_error("the log is full");
    all_ += message + '\n';
}

void Node::Warnings::break_next() {
    const std::lock_guard lock(mutex_);
    breaks_ = true;
}

std::string Node::Warnings::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(all_, {});
}

Node::Node(Store& store, const std::string& name, core::Limits limits) : Node(store, settings_of(name, limits)) {}
Node::Node(Store& store, EngineSettings settings, Scripts& scripts)
    : engine_(store, clock_, compiler_, evaluator_, warnings_, std::move(settings), scripts) {}
Node::Node(Store& store, const std::string& name, Scripts& scripts, std::size_t max_waiting_scripts)
    : Node(store, with_waiting_scripts(settings_of(name, {}), max_waiting_scripts), scripts) {}

std::string Node::warnings() { return warnings_.take(); }

Deployed Node::deploy(const std::string& file_name, const std::string& model) {
    DeploymentRequest request;
    request.name = file_name;
    request.resources = {{file_name, model}};
    auto outcome = engine_.deployments().deploy(request);
    BOOST_REQUIRE(std::holds_alternative<Deployed>(outcome));
    return std::get<Deployed>(std::move(outcome));
}

std::future<Answer> Node::submit(Submission submission) {
    auto answered = std::make_shared<std::promise<Answer>>();
    submission.done = [answered](Answer answer) { answered->set_value(std::move(answer)); };
    engine_.submit(std::move(submission));
    return answered->get_future();
}

core::ActivityId Node::start(const std::string& key) {
    const bpmn::DefinitionPtr definition = engine_.definitions().load(newest_of(key, ""));
    BOOST_REQUIRE(definition);
    core::StartProcess command;
    command.id = core::ActivityId{engine_.ids().next()};
    command.definition = definition->id;
    Submission submission{command, command.id};
    submission.newest = NewestDefinition{0, key, "", definition->id};
    const Answer answer = submit(std::move(submission)).get();
    BOOST_REQUIRE(std::holds_alternative<Done>(answer));
    return command.id;
}

Answer Node::run_job(const core::JobId& job) {
    auto answered = std::make_shared<std::promise<Answer>>();
    engine_.jobs().execute(job, [answered](Answer answer) { answered->set_value(std::move(answer)); });
    return answered->get_future().get();
}

std::future<Answer> Node::set_variable(const core::ActivityId& root, const std::string& name,
                                       const expression::Value& value) {
    core::ChangeVariables command;
    command.scope = root;
    command.modifications = {{name, expression::typed(value)}};
    return submit({command, root});
}

std::string model(const std::string& key, const std::string& elements) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://test"><process id=")" +
           key + R"(" isExecutable="true" camunda:historyTimeToLive="7">)" + elements + "</process></definitions>";
}

}  // namespace pavane::tests
