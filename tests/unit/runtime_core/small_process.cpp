#include "tests/unit/runtime_core/small_process.hpp"

namespace pavane::tests {

namespace {

const core::DefinitionId definition_id{Uuid{9, 9}};

}  // namespace

Result<expression::Expression, expression::SyntaxError> TextEvaluator::compile(expression::Language,
                                                                               std::string_view text) const {
    return as_text(std::string(text));
}

Result<expression::Value, expression::EvaluationError> TextEvaluator::evaluate(const expression::Expression& expression,
                                                                               expression::Scope&) const {
    return expression::Value(expression.text);
}

expression::Expression as_text(std::string text) {
    expression::Expression made;
    made.text = std::move(text);
    made.program = std::make_shared<const expression::Program>();
    return made;
}

bpmn::ProcessDefinition empty_process() {
    bpmn::ProcessDefinition definition;
    definition.id = definition_id;
    definition.key = "p";
    bpmn::Node process;
    process.id = "p";
    process.kind = bpmn::Process{};
    definition.nodes.push_back(std::move(process));
    definition.start_events = {1};
    return definition;
}

bpmn::NodeIndex add_node(bpmn::ProcessDefinition& definition, const std::string& id, bpmn::Kind kind) {
    bpmn::Node node;
    node.id = id;
    node.kind = std::move(kind);
    node.scope = bpmn::process_node;
    const auto index = static_cast<bpmn::NodeIndex>(definition.nodes.size());
    definition.nodes[bpmn::process_node].children.push_back(index);
    definition.node_by_id.emplace(id, index);
    definition.nodes.push_back(std::move(node));
    return index;
}

void add_flow(bpmn::ProcessDefinition& definition, bpmn::NodeIndex source, bpmn::NodeIndex target) {
    const auto index = static_cast<bpmn::FlowIndex>(definition.flows.size());
    bpmn::SequenceFlow flow;
    flow.id = "flow" + std::to_string(index);
    flow.source = source;
    flow.target = target;
    definition.flow_by_id.emplace(flow.id, index);
    definition.flows.push_back(std::move(flow));
    definition.nodes[source].outgoing.push_back(index);
    definition.nodes[target].incoming.push_back(index);
}

SmallWorld::SmallWorld(bpmn::ProcessDefinition definition, core::Limits limits)
    : definitions_(std::move(definition)), limits_(limits) {}

core::Outcome SmallWorld::start() {
    core::StartProcess start;
    start.id = core::ActivityId{ids_.next()};
    start.definition = definition_id;
    return step(start);
}

core::Outcome SmallWorld::step(const core::Command& command) {
    return core::step({definitions_, definitions_, ids_, evaluator_, Instant(Milliseconds(0)), limits_}, state,
                      command);
}

core::Outcome SmallWorld::run_job() {
    ENSURE(!state.jobs.empty());
    const core::JobId job = state.jobs.rows().begin()->first;
    core::Outcome outcome = step(core::RunJob{job});
    if (const auto* failure = std::get_if<core::Failure>(&outcome)) {
        const core::Outcome failed = step(core::FailJob{job, failure->message, "", false, failure->of_root});
        ENSURE(std::holds_alternative<core::Moved>(failed));
    }
    return outcome;
}

}  // namespace pavane::tests
