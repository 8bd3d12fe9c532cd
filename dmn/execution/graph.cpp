#include "dmn/execution/graph.hpp"

#include "expression/feel/values.hpp"

namespace pavane::dmn {

namespace {

Value member_of(const Value& value, const std::string& name) {
    const expression::Context* context = value.context();
    const Value* member = context == nullptr ? nullptr : context->find(name);
    return member == nullptr ? Value() : *member;
}

// The outputs of a decision table as its value holds them: of a table that gives a list, lists.
void name_outputs(Frame& frame, const TableLogic& table, const Value& value) {
    for (const TableOutput& output : table.outputs) {
        if (output.name.empty()) continue;
        if (table.outputs.size() == 1) {
            frame.set(output.name, value);
        } else if (const expression::List* list = value.list()) {
            expression::List members;
            for (const Value& each : *list) members.push_back(member_of(each, output.name));
            frame.set(output.name, Value(std::move(members)));
        } else {
            frame.set(output.name, member_of(value, output.name));
        }
    }
}

// A limit is told of the decision that reached it.
Stop stopped_in(const Node& node, Stop stop) {
    if (stop.limit && stop.message.empty()) stop.message = "decision '" + node.name + "'";
    return stop;
}

}  // namespace

Value not_given(Execution& execution, const Node& node) {
    if (node.kind == NodeKind::input)
        return execution.evaluation.null("the input '" + node.variable + "' is not given, so it is null");
    return execution.evaluation.null("the decision '" + node.variable +
                                     "' has no logic and is not given, so it is null");
}

Evaluated Graph::input(const Node& node) const {
    std::optional<Value> given;
    if (const Value* named = inputs_ == nullptr ? nullptr : inputs_->find(node.variable))
        given = *named;
    else if (execution_.world != nullptr)
        given = execution_.world->variable(node.variable);
    if (!given) {
        if (inputs_ == nullptr) return Value();
        return not_given(execution_, node);
    }
    if (execution_.world != nullptr && is_kind_of_date(*given, node.type)) return *given;
    return typed(execution_, expression::feel::canonical(*given), node.type, "'" + node.name + "'");
}

// In front of the variables of the process, and behind what the requirements are called themselves.
void Graph::name_required_outputs(Frame& frame, const Node& node) const {
    for (const Requirement& requirement : node.requirements) {
        const Node& required = execution_.model->nodes[requirement.node];
        if (const auto* table = std::get_if<TableLogic>(&required.logic.kind);
            table != nullptr && required.kind == NodeKind::decision)
            name_outputs(frame, *table, known_.at(requirement.node));
    }
}

// All that the node requires is known.
std::optional<Stop> Graph::evaluate_known(std::size_t index) {
    const Node& node = execution_.model->nodes[index];
    if (node.kind == NodeKind::input || std::holds_alternative<std::monostate>(node.logic.kind)) {
        Evaluated given = input(node);
        if (!given) return std::move(given.error());
        known_.emplace(index, std::move(*given));
        return std::nullopt;
    }
    const Here here(execution_.evaluation, [&node] { return "decision '" + node.name + "'"; });
    Frame frame(execution_.evaluation.scope().now(), execution_.world);
    if (execution_.world != nullptr) name_required_outputs(frame, node);
    add_requirements(execution_, frame, node, [this](std::size_t required) { return known_.at(required); });
    EvaluatedDecision traced{node.id, node.name, node.namespace_uri, {}, {}, {}};
    Evaluated value = evaluate(execution_, node.logic, frame, trace_ == nullptr ? nullptr : &traced);
    if (value) value = typed(execution_, std::move(*value), node.type, "the decision '" + node.name + "'");
    if (!value) return stopped_in(node, std::move(value.error()));
    if (trace_ != nullptr) {
        traced.value = *value;
        trace_->push_back(std::move(traced));
    }
    known_.emplace(index, std::move(*value));
    return std::nullopt;
}

// A stack of its own, since a file can chain more decisions than the machine's stack holds.
Evaluated Graph::value_of(std::size_t wanted) {
    std::vector<std::size_t> open{wanted};
    while (!open.empty()) {
        const std::size_t at = open.back();
        if (known_.contains(at)) {
            open.pop_back();
            continue;
        }
        const std::size_t waiting = open.size();
        for (const Requirement& requirement : execution_.model->nodes[at].requirements) {
            const NodeKind kind = execution_.model->nodes[requirement.node].kind;
            if ((kind == NodeKind::input || kind == NodeKind::decision) && !known_.contains(requirement.node))
                open.push_back(requirement.node);
        }
        if (open.size() > waiting) continue;
        if (auto stop = evaluate_known(at)) return unexpected(std::move(*stop));
        open.pop_back();
    }
    return known_.at(wanted);
}

Evaluated evaluate_service(Execution& execution, const Node& service, std::span<const Value> parameters,
                           std::vector<EvaluatedDecision>* trace) {
    Graph graph(execution, nullptr, trace);
    for (std::size_t at = 0; at < parameters.size(); ++at) graph.know(service.service.parameters[at], parameters[at]);
    expression::Context outputs;
    Value value;
    for (const std::size_t output : service.service.outputs) {
        Evaluated evaluated = graph.value_of(output);
        if (!evaluated) return evaluated;
        value = *evaluated;
        outputs.set(execution.model->nodes[output].variable, std::move(*evaluated));
    }
    if (service.service.outputs.size() > 1) value = Value(std::move(outputs));
    return typed(execution, std::move(value), service.type, "the decision service '" + service.name + "'");
}

}  // namespace pavane::dmn
