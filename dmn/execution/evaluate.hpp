// Evaluates a decision or a decision service of a model. What DMN calls an error is null with a warning; only a limit,
// a name that is not there and an expression in another language that fails are failures.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/model/decision_model.hpp"
#include "expression/feel/feel.hpp"
#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::dmn {

struct NamedValue {
    std::string id;
    std::string name;
    Value value;
};

struct MatchedRule {
    std::string id;
    std::size_t number = 0;           // 1-based, in the order of the table
    std::vector<NamedValue> outputs;  // of the rule's cells, before the hit policy
};

// What decision history is written from. Inputs and rules are those of a decision table that is the decision's logic.
struct EvaluatedDecision {
    std::string id;
    std::string name;
    std::string namespace_uri;
    Value value;
    std::vector<NamedValue> inputs;
    std::vector<MatchedRule> rules;
};

struct Evaluation {
    Value value;                               // of a service with several outputs: a context of them
    std::vector<EvaluatedDecision> decisions;  // in the order of their evaluation: the one that was asked for is last
    std::vector<std::string> warnings;         // plain sentences: why there is null where a value was asked for
};

struct Failure {
    enum class Kind : std::uint8_t { not_found, limit, expression };
    Kind kind = Kind::not_found;
    std::string message;  // a plain sentence
};

struct EvaluationOptions {
    // For the whole evaluation: as many texts as a model has.
    expression::feel::Limits limits{.steps = 1'000'000};
    Instant now;  // what now() and today() give
    // The variables of a process, for decisions: the values of input data, and, as the Camunda 7 line has it, what
    // every other name in a decision means. Its decisions also see the outputs of the tables that they require, by
    // their names. It may be null, and has no part in functions.
    const expression::feel::Scope* variables = nullptr;
};

// `inputs` are the variables, by the names of the input data. A decision that is given there by its name, and has no
// logic, has that value.
Result<Evaluation, Failure> evaluate_decision(const std::shared_ptr<const Model>& model, std::string_view id_or_name,
                                              const expression::Context& inputs, const EvaluationOptions& options);

// `inputs` are the input decisions and input data of the service; those that are not given are null.
Result<Evaluation, Failure> evaluate_service(const std::shared_ptr<const Model>& model, std::string_view id_or_name,
                                             const expression::Context& inputs, const EvaluationOptions& options);

}  // namespace pavane::dmn
