// A decision that a client asks for: nothing waits for it and no root is changed, so that it passes by the committer.
#include "runtime/engine/engine.hpp"

namespace pavane::engine {

namespace {

// The client's variables, and nothing else.
class GivenVariables : public expression::Scope {
  public:
    using Answer = Result<expression::Value, expression::EvaluationError>;

    GivenVariables(const core::Assignments& variables, Instant now) : variables_(variables), now_(now) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        for (const auto& [given, value] : variables_)
            if (given == name) return value.value;
        return std::nullopt;
    }
    std::vector<std::string> variable_names() const override {
        std::vector<std::string> names;
        for (const auto& [given, value] : variables_) names.push_back(given);
        return names;
    }
    std::optional<Answer> property(std::string_view, std::string_view) const override { return std::nullopt; }
    std::optional<Answer> call(std::string_view, std::string_view, std::span<const expression::Value>) override {
        return std::nullopt;
    }
    Instant now() const override { return now_; }

  private:
    const core::Assignments& variables_;
    Instant now_;
};

}  // namespace

Result<core::DecisionOutcome, NotEvaluated> Engine::evaluate(const DeployedDecision& decision,
                                                             const core::Assignments& variables) {
    const Instant now = time_.now();
    GivenVariables scope(variables, now);
    auto outcome = decision.evaluate(scope);
    if (!outcome) return unexpected(NotEvaluated(std::move(outcome.error())));
    std::vector<DecisionRow> rows;
    for (core::NumberedDecision& evaluated : core::number(std::move(outcome->decisions), ids_)) {
        DecisionRow row;
        row.origin.tenant = decision.stored().tenant;
        row.instance = {std::move(evaluated), {}, {}, bpmn::none, now};
        rows.push_back(std::move(row));
    }
    if (auto written = store_.write_history(rows); !written) {
        if (auto* value = std::get_if<ValueNotStorable>(&written.error()))
            return unexpected(NotEvaluated(expression::EvaluationError{std::move(value->why)}));
        decisions_.forget(decision.stored().deployment);
        return unexpected(NotEvaluated(DecisionGone{}));
    }
    tell_warnings(rows);
    const std::lock_guard lock(tally_mutex_);
    ++tally_.decisions_evaluated;
    tally_.decision_elements += rows.size();
    return std::move(*outcome);
}

void Engine::tell_warnings(const std::vector<DecisionRow>& evaluated) {
    for (const DecisionRow& row : evaluated)
        for (const std::string& sentence : decision_warnings_.new_of(row)) journal_.warn(sentence);
}

}  // namespace pavane::engine
