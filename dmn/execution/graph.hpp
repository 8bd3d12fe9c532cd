// Walks through the requirements of decisions: each decision is evaluated once, after those that it requires.
#pragma once

#include <unordered_map>

#include "dmn/execution/execution.hpp"

namespace pavane::dmn {

class Graph {
  public:
    // `inputs` outlives the graph; null: everything is known already. Evaluated decisions are added to `trace`, if
    // given.
    Graph(Execution& execution, const expression::Context* inputs, std::vector<EvaluatedDecision>* trace)
        : execution_(execution), inputs_(inputs), trace_(trace) {}

    // What is not to be evaluated: it is given.
    void know(std::size_t node, Value value) { known_.insert_or_assign(node, std::move(value)); }

    // A decision or input data.
    Evaluated value_of(std::size_t node);

  private:
    Evaluated input(const Node& node) const;
    void name_required_outputs(Frame& frame, const Node& node) const;
    std::optional<Stop> evaluate_known(std::size_t node);

    Execution& execution_;
    const expression::Context* inputs_;
    std::vector<EvaluatedDecision>* trace_;
    std::unordered_map<std::size_t, Value> known_;
};

// Null, with a warning, for input data or a decision without logic that should have been given.
Value not_given(Execution& execution, const Node& node);

// The output decisions of a service for values of its parameters, in their order: one value, or a context.
Evaluated evaluate_service(Execution& execution, const Node& service, std::span<const Value> parameters,
                           std::vector<EvaluatedDecision>* trace);

}  // namespace pavane::dmn
