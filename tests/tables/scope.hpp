// A scope of plain variables, an execution and a clock that stands still.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "expression/evaluator.hpp"

namespace pavane::tests {

class TableScope final : public expression::Scope {
  public:
    using Variables = std::vector<std::pair<std::string, expression::Value>>;
    using Answer = std::optional<Result<expression::Value, expression::EvaluationError>>;

    explicit TableScope(Variables variables = {}) : variables_(std::move(variables)) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        for (const auto& [known, value] : variables_)
            if (known == name) return value;
        return std::nullopt;
    }

    Answer property(std::string_view object, std::string_view name) const override {
        if (object != "execution") return std::nullopt;
        if (name == "processInstanceId") return expression::Value("p1");
        return unexpected(expression::EvaluationError{"the execution has no property '" + std::string(name) + "'"});
    }

    Answer call(std::string_view object, std::string_view method,
                std::span<const expression::Value> arguments) override {
        if (object.empty() && method == "currentUser") return expression::Value("demo");
        if (object != "execution") return std::nullopt;
        if (method == "getVariable" && arguments.size() == 1 && arguments[0].string())
            return variable(*arguments[0].string()).value_or(expression::Value());
        if (method == "setVariable" && arguments.size() == 2 && arguments[0].string()) {
            variables_.emplace_back(*arguments[0].string(), arguments[1]);
            return expression::Value();
        }
        return unexpected(expression::EvaluationError{"the execution has no method '" + std::string(method) + "'"});
    }

    // 2025-01-15T10:30:00Z
    Instant now() const override { return Instant{Milliseconds{1'736'937'000'000}}; }

  private:
    Variables variables_;
};

}  // namespace pavane::tests
