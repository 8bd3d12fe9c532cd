// The port for deployed decisions and for the history of those that were evaluated by themselves.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/engine/rows.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

// Why the history of an evaluation is not written, nothing of it.
struct DecisionGone {};    // a decision was deleted meanwhile
struct ValueNotStorable {  // the database cannot hold one of the values
    std::string why;
};
using NoHistory = std::variant<DecisionGone, ValueNotStorable>;

class DecisionStore {
  public:
    virtual ~DecisionStore() = default;

    virtual std::optional<StoredDecision> find_decision(const DecisionId& id) = 0;
    virtual std::optional<StoredDecision> find_decision(const core::CalledDecision& called) = 0;
    virtual std::vector<StoredDecision> decisions_of(const DeploymentId& id) = 0;

    virtual std::optional<StoredRequirements> find_requirements(const RequirementsId& id) = 0;
    virtual std::optional<StoredRequirements> newest_requirements(const std::string& key,
                                                                  const std::string& tenant) = 0;

    // False: there is no such decision.
    virtual bool set_history_time_to_live(const DecisionId& id, const std::optional<std::int32_t>& days) = 0;

    // Writes the history of decisions that no process asked for, in one transaction, which compares that they are
    // there.
    virtual Result<void, NoHistory> write_history(const std::vector<DecisionRow>& decisions) = 0;
};

}  // namespace pavane::engine
