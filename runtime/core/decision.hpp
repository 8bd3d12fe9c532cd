// Decisions as a business rule task meets them: asked by a reference, evaluated inside the step as expressions are,
// pure and bounded. What evaluates them is an implementation behind the port.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "expression/evaluator.hpp"
#include "expression/typed_value.hpp"
#include "runtime/core/called.hpp"
#include "runtime/core/ids.hpp"

namespace pavane::core {

using CalledDecision = Called<DecisionId>;  // by a business rule task

// What history tells of a decision table (contract: HistoricDecisionInputInstance, HistoricDecisionOutputInstance).
struct DecisionInput {
    std::string clause_id;
    std::string clause_name;
    expression::TypedValue value;
};
struct DecisionOutput {  // of a rule that matched; of a decision that is no table the one value, without clause and
                         // rule
    std::string clause_id;
    std::string clause_name;
    std::string rule_id;
    std::int32_t rule_order = 0;  // 1-based, in the order of the rules that matched; 0: no rule
    std::string variable_name;
    expression::TypedValue value;
};

// One decision that was evaluated.
struct EvaluatedDecision {
    std::string key;      // in its file
    DecisionId decision;  // as it is deployed
    std::vector<DecisionInput> inputs;
    std::vector<DecisionOutput> outputs;
    std::optional<double> collected;  // what the outputs were added up or counted to
};

// One evaluation, with its id in the history.
struct NumberedDecision {
    DecisionInstanceId id;
    DecisionInstanceId root;  // the evaluation that required this one; null: it was asked for itself
    EvaluatedDecision decision;
};
// In the order of their evaluation: the one that was asked for is last.
std::vector<NumberedDecision> number(std::vector<EvaluatedDecision> evaluated, IdSource& ids);

struct DecisionOutcome {
    // What DMN gives: plain, as a variable keeps it.
    expression::Value value;
    // What the Camunda 7 line gives: for each rule that counts its outputs by name; of what was added up, and of a
    // decision that is no table, one entry.
    std::vector<expression::Context> results;
    std::vector<EvaluatedDecision> decisions;  // in the order of their evaluation: the one that was asked for is last
};

// A deployed decision.
class Decision {
  public:
    virtual ~Decision() = default;
    virtual const DecisionId& id() const = 0;
    // The scope is told where there was null because something could not be computed.
    virtual Result<DecisionOutcome, expression::EvaluationError> evaluate(expression::Scope& scope) const = 0;
};
using DecisionPtr = std::shared_ptr<const Decision>;

// Decisions that are at hand. A null pointer means "not at hand": the step answers with a Need.
class Decisions {
  public:
    virtual ~Decisions() = default;
    virtual DecisionPtr find(const CalledDecision& called) const = 0;
};

}  // namespace pavane::core
