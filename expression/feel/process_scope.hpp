// The variables of a process as FEEL sees them: a document of JSON is what it says, and a Date is a date and time that
// meets those with a zone as well as those without one, which is how the Camunda 7 line's tables write them.
#pragma once

#include <map>
#include <string>

#include "expression/feel/feel.hpp"

namespace pavane::expression::feel {

class ProcessScope final : public Scope {
  public:
    explicit ProcessScope(const expression::Scope& scope) : scope_(scope) {}

    std::optional<Value> variable(std::string_view name) const override;
    Instant now() const override { return scope_.now(); }
    std::vector<std::string> names() const override { return scope_.variable_names(); }

    // A document that was asked for and is no JSON; the evaluation has taken it for null.
    const std::optional<EvaluationError>& error() const { return error_; }

  private:
    Value content(std::string_view name, const Document& document) const;

    const expression::Scope& scope_;
    // Read once per evaluation. What `variable` cannot return, its caller asks for behind the evaluation.
    mutable std::map<std::string, Value, std::less<>> contents_;
    mutable std::optional<EvaluationError> error_;
};

}  // namespace pavane::expression::feel
