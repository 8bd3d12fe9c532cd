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
    void warned(std::span<const std::string> sentences) override {
        warnings_.insert(warnings_.end(), sentences.begin(), sentences.end());
    }
    const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    const core::Assignments& variables_;
    Instant now_;
    std::vector<std::string> warnings_;
};

}  // namespace

Result<core::DecisionOutcome, NotEvaluated> Engine::evaluate(const DeployedDecision& decision,
                                                             const core::Assignments& variables) {
    const Instant now = time_.now();
    GivenVariables scope(variables, now);
    auto outcome = decision.evaluate(scope);
    std::vector<core::Warning> warnings;
    for (const std::string& sentence : scope.warnings())
        warnings.push_back({{}, decision.id(), "evaluating the decision '" + decision.stored().key + "': " + sentence});
    tell(warnings);
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
    const std::lock_guard lock(tally_mutex_);
    ++tally_.decisions_evaluated;
    tally_.decision_elements += rows.size();
    return std::move(*outcome);
}

void Engine::tell(const std::vector<core::Warning>& warnings) {
    for (const core::Warning& warning : warnings)
        if (const auto sentence = told_warnings_.note(warning)) warn(*sentence);
}

}  // namespace pavane::engine
