// The interpreter alone, no store: flow nodes a second on one core.
#include <chrono>
#include <cstdio>
#include <string>

#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"
#include "expression/juel/juel.hpp"
#include "runtime/core/step.hpp"

namespace {

using namespace pavane;

constexpr int instances = 2'000;

// No document is read in these processes.
class NoDocuments : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document&) const override {
        return tl::make_unexpected(expression::EvaluationError{"no documents here"});
    }
    Result<std::string, expression::EvaluationError> write(const expression::Value&) const override {
        return tl::make_unexpected(expression::EvaluationError{"no documents here"});
    }
};

class Counting : public core::IdSource {
  public:
    Uuid next() override { return make_uuid7(1, 0, ++count_); }

  private:
    std::uint64_t count_ = 0;
};

class One : public core::Definitions, public core::Decisions {
  public:
    explicit One(bpmn::DefinitionPtr definition) : definition_(std::move(definition)) {}
    bpmn::DefinitionPtr find(const core::DefinitionId&) const override { return definition_; }
    bpmn::DefinitionPtr find(const core::CalledDefinition&) const override { return nullptr; }
    core::DecisionPtr find(const core::CalledDecision&) const override { return nullptr; }

  private:
    bpmn::DefinitionPtr definition_;
};

std::string flow(int number, const std::string& from, const std::string& to, const std::string& condition = "") {
    std::string text =
        "<sequenceFlow id='f" + std::to_string(number) + "' sourceRef='" + from + "' targetRef='" + to + "'";
    return condition.empty() ? text + "/>"
                             : text + "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>";
}

std::string in_process(const std::string& body) {
    return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='b'><process id='p' "
           "isExecutable='true'>"
           "<startEvent id='start'/><endEvent id='end'/>" +
           body + "</process></definitions>";
}

std::string tasks_in_a_row(int count) {
    std::string body;
    std::string last = "start";
    for (int at = 0; at < count; ++at) {
        const std::string id = "t" + std::to_string(at);
        body += "<task id='" + id + "'/>" + flow(at, last, id);
        last = id;
    }
    return in_process(body + flow(count, last, "end"));
}

std::string decisions_in_a_row(int count) {
    std::string body;
    std::string last = "start";
    int number = 0;
    for (int at = 0; at < count; ++at) {
        const std::string id = "g" + std::to_string(at);
        body += "<exclusiveGateway id='" + id + "' default='d" + std::to_string(at) + "'/>" + flow(number++, last, id);
        body += "<sequenceFlow id='d" + std::to_string(at) + "' sourceRef='" + id + "' targetRef='end'/>";
        last = id;
        const std::string task = "t" + std::to_string(at);
        body += "<task id='" + task + "'/>" + flow(number++, last, task, "${amount > 100}");
        last = task;
    }
    return in_process(body + flow(number, last, "end"));
}

std::string forks_in_a_row(int count, int branches, const std::string& work = "task") {
    std::string body;
    std::string last = "start";
    int number = 0;
    for (int at = 0; at < count; ++at) {
        const std::string fork = "fork" + std::to_string(at);
        const std::string join = "join" + std::to_string(at);
        body += "<parallelGateway id='" + fork + "'/><parallelGateway id='" + join + "'/>" + flow(number++, last, fork);
        for (int branch = 0; branch < branches; ++branch) {
            const std::string task = fork + "_" + std::to_string(branch);
            body += "<" + work + " id='" + task + "'/>" + flow(number, fork, task) + flow(number + 1, task, join);
            number += 2;
        }
        last = join;
    }
    return in_process(body + flow(number, last, "end"));
}

One linked(const std::string& xml, const expression::Evaluator& evaluator, Counting& ids) {
    const auto parsed = bpmn::parse(xml);
    bpmn::Linked linked = bpmn::link(parsed->document, evaluator);
    for (const bpmn::Diagnostic& diagnostic : linked.diagnostics)
        if (diagnostic.severity == bpmn::Severity::error) std::printf("%s\n", diagnostic.message.c_str());
    linked.definitions.front().id = core::DefinitionId{ids.next()};
    return One(std::make_shared<const bpmn::ProcessDefinition>(std::move(linked.definitions.front())));
}

double nodes_per_second(const char* name, const std::string& xml) {
    const NoDocuments documents;
    const expression::JuelEvaluator evaluator(documents);
    Counting ids;
    const One definitions = linked(xml, evaluator, ids);
    const core::Environment environment{definitions,   definitions, ids, evaluator, Instant(Milliseconds(0)),
                                        core::Limits{}};
    std::uint64_t nodes = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int instance = 0; instance < instances; ++instance) {
        core::InstanceState state;
        core::StartProcess start;
        start.id = core::ActivityId{ids.next()};
        start.definition = definitions.find(core::DefinitionId{})->id;
        start.variables = {{"amount", expression::typed(500)}};
        const core::Outcome outcome = core::step(environment, state, start);
        const auto* moved = std::get_if<core::Moved>(&outcome);
        if (!moved || !state.processes.empty()) {
            std::printf("%s: did not run to its end\n", name);
            return 0;
        }
        nodes += moved->change.history.activities.size();
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double rate = static_cast<double>(nodes) / seconds;
    std::printf("%-44s %10.0f flow nodes/s\n", name, rate);
    return rate;
}

// Branches of one fork that are completed one after the other, each in a step of its own, until they join.
void joins_per_second(int branches) {
    const NoDocuments documents;
    const expression::JuelEvaluator evaluator(documents);
    Counting ids;
    const One definitions = linked(forks_in_a_row(1, branches, "userTask"), evaluator, ids);
    const core::Environment environment{definitions,   definitions, ids, evaluator, Instant(Milliseconds(0)),
                                        core::Limits{}};
    const int rounds = 20'000 / branches;
    std::chrono::duration<double> spent{0};
    for (int round = 0; round < rounds; ++round) {
        core::InstanceState state;
        core::StartProcess start;
        start.id = core::ActivityId{ids.next()};
        start.definition = definitions.find(core::DefinitionId{})->id;
        core::step(environment, state, start);
        const auto begin = std::chrono::steady_clock::now();
        while (!state.user_tasks.empty())
            core::step(environment, state, core::CompleteUserTask{state.user_tasks.rows().begin()->first, {}, {}});
        spent += std::chrono::steady_clock::now() - begin;
        if (!state.processes.empty()) std::printf("%d branches: did not join\n", branches);
    }
    std::printf("core: %5d branches, a step each, then a join  %8.0f branches/s\n", branches,
                branches * rounds / spent.count());
}

}  // namespace

int main() {
    nodes_per_second("core: 50 pass-through tasks in a row", tasks_in_a_row(50));
    nodes_per_second("core: 20 decisions with conditions", decisions_in_a_row(20));
    nodes_per_second("core: 5 forks and joins of 10 branches", forks_in_a_row(5, 10));
    nodes_per_second("core: one fork and join of 1,000 branches", forks_in_a_row(1, 1000));
    for (const int branches : {10, 100, 1'000, 5'000}) joins_per_second(branches);
    return 0;
}
