#include "dmn/execution/evaluate.hpp"

#include "dmn/execution/graph.hpp"
#include "expression/feel/values.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;

namespace {

Failure failure_of(const Stop& stop, const feel::Evaluation& evaluation) {
    if (stop.limit) {
        const std::string place = stop.message.empty() ? "The evaluation" : "The " + stop.message;
        const bool is_refused = *stop.limit == feel::LimitReached::refused;
        return {is_refused ? Failure::Kind::expression : Failure::Kind::limit,
                place + " was stopped: " + evaluation.why(*stop.limit)};
    }
    return {Failure::Kind::expression, stop.message};
}

unexpected<Failure> not_found(const Model& model, std::string_view kind, std::string_view id_or_name) {
    return unexpected<Failure>(
        Failure{Failure::Kind::not_found,
                "The model '" + model.name + "' has no " + std::string(kind) + " '" + std::string(id_or_name) + "'."});
}

Result<Evaluation, Failure> finish(Evaluated value, Evaluation evaluation, feel::Evaluation& feel_evaluation) {
    if (!value) return unexpected<Failure>(failure_of(value.error(), feel_evaluation));
    evaluation.value = std::move(*value);
    evaluation.warnings = feel_evaluation.take_warnings();
    return evaluation;
}

}  // namespace

Result<Evaluation, Failure> evaluate_decision(const std::shared_ptr<const Model>& model, std::string_view id_or_name,
                                              const expression::Context& inputs, const EvaluationOptions& options) {
    const auto node = model->find(NodeKind::decision, id_or_name);
    if (!node) return not_found(*model, "decision", id_or_name);
    const Frame root(options.now);
    feel::Evaluation feel_evaluation(root, options.limits);
    Execution execution{model, feel_evaluation, options.variables};
    Evaluation evaluation;
    Graph graph(execution, &inputs, &evaluation.decisions);
    Evaluated value = graph.value_of(*node);
    return finish(std::move(value), std::move(evaluation), feel_evaluation);
}

Result<Evaluation, Failure> evaluate_service(const std::shared_ptr<const Model>& model, std::string_view id_or_name,
                                             const expression::Context& inputs, const EvaluationOptions& options) {
    const auto index = model->find(NodeKind::service, id_or_name);
    if (!index) return not_found(*model, "decision service", id_or_name);
    const Node& service = model->nodes[*index];
    const Frame root(options.now);
    feel::Evaluation feel_evaluation(root, options.limits);
    Execution execution{model, feel_evaluation};
    expression::List parameters;
    for (const std::size_t parameter : service.service.parameters) {
        const Node& node = model->nodes[parameter];
        const Value* given = inputs.find(node.variable);
        Evaluated value = given == nullptr
                              ? Evaluated(not_given(execution, node))
                              : typed(execution, feel::canonical(*given), node.type, "'" + node.name + "'");
        if (!value) return finish(std::move(value), {}, feel_evaluation);
        parameters.push_back(std::move(*value));
    }
    Evaluation evaluation;
    Evaluated value = evaluate_service(execution, service, parameters, &evaluation.decisions);
    return finish(std::move(value), std::move(evaluation), feel_evaluation);
}

}  // namespace pavane::dmn
