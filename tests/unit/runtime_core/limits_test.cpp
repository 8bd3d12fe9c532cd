// A model that makes more tokens than it ends must end as a failure, not with the machine's memory.
#include <boost/test/unit_test.hpp>

#include "runtime/core/step.hpp"

using namespace pavane;
using namespace pavane::core;

namespace {

class Counting : public IdSource {
  public:
    Uuid next() override { return Uuid{1, ++count_}; }

  private:
    std::uint64_t count_ = 0;
};

class One : public Definitions {
  public:
    explicit One(bpmn::DefinitionPtr definition) : definition_(std::move(definition)) {}
    bpmn::DefinitionPtr find(const DefinitionId&) const override { return definition_; }
    bpmn::DefinitionPtr find(const CalledDefinition&) const override { return nullptr; }

  private:
    bpmn::DefinitionPtr definition_;
};

// Nothing in this process is evaluated.
class Nothing : public expression::Evaluator {
  public:
    Result<expression::Expression, expression::SyntaxError> compile(expression::Language,
                                                                    std::string_view) const override {
        return tl::make_unexpected(expression::SyntaxError{"not here", 1});
    }
    Result<expression::Value, expression::EvaluationError> evaluate(const expression::Expression&,
                                                                    expression::Scope&) const override {
        return tl::make_unexpected(expression::EvaluationError{"not here"});
    }
};

void add_node(bpmn::ProcessDefinition& definition, const char* id, bpmn::Kind kind) {
    bpmn::Node node;
    node.id = id;
    node.kind = std::move(kind);
    const auto index = static_cast<bpmn::NodeIndex>(definition.nodes.size());
    if (index != bpmn::process_node) {
        node.scope = bpmn::process_node;
        definition.nodes[bpmn::process_node].children.push_back(index);
    }
    definition.node_by_id.emplace(id, index);
    definition.nodes.push_back(std::move(node));
}

void add_flow(bpmn::ProcessDefinition& definition, const char* id, bpmn::NodeIndex source, bpmn::NodeIndex target) {
    const auto index = static_cast<bpmn::FlowIndex>(definition.flows.size());
    bpmn::SequenceFlow flow;
    flow.id = id;
    flow.source = source;
    flow.target = target;
    definition.flow_by_id.emplace(id, index);
    definition.flows.push_back(std::move(flow));
    definition.nodes[source].outgoing.push_back(index);
    definition.nodes[target].incoming.push_back(index);
}

// start -> merge -> fork, and both flows out of the fork lead back to the merge.
bpmn::DefinitionPtr fork_that_feeds_itself() {
    bpmn::ProcessDefinition definition;
    definition.id = DefinitionId{Uuid{9, 9}};
    definition.key = "p";
    add_node(definition, "p", bpmn::Process{});
    add_node(definition, "start", bpmn::StartEvent{});
    add_node(definition, "merge", bpmn::ExclusiveGateway{});
    add_node(definition, "fork", bpmn::ParallelGateway{});
    add_flow(definition, "f1", 1, 2);
    add_flow(definition, "f2", 2, 3);
    add_flow(definition, "f3", 3, 2);
    add_flow(definition, "f4", 3, 2);
    definition.start_events = {1};
    return std::make_shared<const bpmn::ProcessDefinition>(std::move(definition));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_fork_that_feeds_itself_ends_as_a_failure_of_its_jobs) {
    const One definitions(fork_that_feeds_itself());
    const Nothing evaluator;
    Counting ids;
    const Environment environment{definitions, ids, evaluator, Instant(Milliseconds(0)), Limits{}};
    InstanceState state;
    StartProcess start;
    start.id = ActivityId{ids.next()};
    start.definition = DefinitionId{Uuid{9, 9}};
    BOOST_REQUIRE(std::holds_alternative<Moved>(step(environment, state, start)));
    bool failed = false;
    for (int round = 0; round < 1'000 && !failed; ++round) {
        const JobId job = state.jobs.rows().begin()->first;
        const std::size_t before = state.activities.size();
        const Outcome outcome = step(environment, state, RunJob{job});
        failed = std::holds_alternative<Failure>(outcome);
        if (failed) BOOST_TEST(state.activities.size() == before);
    }
    BOOST_TEST(failed);
    BOOST_TEST(state.activities.size() <= 50'000U);
}
