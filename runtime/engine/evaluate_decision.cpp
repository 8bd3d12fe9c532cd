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

Result<core::DecisionOutcome, expression::EvaluationError> Engine::evaluate(const DeployedDecision& decision,
                                                                            const core::Assignments& variables) {
    const Instant now = time_.now();
    GivenVariables scope(variables, now);
    auto outcome = decision.evaluate(scope);
    if (!outcome) return outcome;
    std::vector<DecisionRow> rows;
    const DecisionInstanceId asked{ids_.next()};
    for (std::size_t at = 0; at < outcome->decisions.size(); ++at) {
        const bool is_asked = at + 1 == outcome->decisions.size();
        DecisionRow row;
        row.origin.tenant = decision.stored().tenant;
        row.instance.id = is_asked ? asked : DecisionInstanceId{ids_.next()};
        row.instance.root = is_asked ? DecisionInstanceId() : asked;
        row.instance.decision = outcome->decisions[at];
        row.instance.evaluated_at = now;
        rows.push_back(std::move(row));
    }
    if (const auto written = store_.write_history(rows); !written)
        return unexpected(expression::EvaluationError{written.error()});
    const std::lock_guard lock(tally_mutex_);
    ++tally_.decisions_evaluated;
    tally_.decision_elements += rows.size();
    return outcome;
}

}  // namespace pavane::engine
