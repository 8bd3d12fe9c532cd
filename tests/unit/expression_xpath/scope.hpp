// A scope of plain variables in the activity 'check' of the process 'order'.
#pragma once

#include "tests/tables/scope.hpp"

namespace pavane::tests {

class ProcessScope final : public expression::Scope {
  public:
    using Answer = TableScope::Answer;

    explicit ProcessScope(TableScope::Variables variables) : variables_(std::move(variables)) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        return variables_.variable(name);
    }

    Answer property(std::string_view object, std::string_view name) const override {
        if (object != "execution") return std::nullopt;
        if (name == "processInstanceId") return expression::Value("p1");
        if (name == "processDefinitionKey") return expression::Value("order");
        if (name == "currentActivityId") return expression::Value("check");
        if (name == "currentActivityName") return expression::Value("Check order");
        return unexpected(expression::EvaluationError{"the execution has no property '" + std::string(name) + "'"});
    }

    Answer call(std::string_view, std::string_view, std::span<const expression::Value>) override {
        return std::nullopt;
    }

    Instant now() const override { return variables_.now(); }

  private:
    TableScope variables_;
};

}  // namespace pavane::tests
