// Decisions as a business rule task meets them: asked by a reference, evaluated inside the step as expressions are,
// pure and bounded. What evaluates them is an implementation behind the port.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bpmn/model/definition.hpp"
#include "expression/evaluator.hpp"
#include "foundation/uuid.hpp"

namespace pavane::core {

// Which decision a business rule task means.
struct CalledDecision {
    std::string key;
    std::string tenant;
    bpmn::Binding binding = bpmn::Binding::latest;
    std::int32_t version = 0;  // binding version
    std::string version_tag;   // binding version_tag
    Uuid deployment;           // binding deployment

    friend auto operator<=>(const CalledDecision&, const CalledDecision&) = default;
};

struct DecisionInput {
    std::string id;
    std::string name;
    expression::Value value;
};

struct DecisionOutput {
    std::string id;
    std::string name;
    expression::Value value;
};

struct DecisionRule {
    std::string id;
    std::uint32_t number = 0;  // 1-based, in the order of the table
    std::vector<DecisionOutput> outputs;
};

// One decision that was evaluated: what its history tells. Inputs and rules are those of a decision table.
struct EvaluatedDecision {
    std::string key;
    std::string name;
    expression::Value value;
    std::vector<DecisionInput> inputs;
    std::vector<DecisionRule> rules;
};

struct DecisionOutcome {
    expression::Value value;                   // plain: what a variable keeps
    std::vector<EvaluatedDecision> decisions;  // in the order of their evaluation: the one that was asked for is last
};

// A deployed decision.
class Decision {
  public:
    virtual ~Decision() = default;
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
