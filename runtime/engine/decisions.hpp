// The decisions this node has met: immutable, loaded by id when a step or a client needs them, the least recently used
// ones forgotten. Loading never refuses a stored model.
#pragma once

#include <map>
#include <mutex>

#include "runtime/engine/ports.hpp"

namespace pavane::engine {

// One version of a decision: the model of its file, and what the decisions of that file are deployed as.
class DeployedDecision : public core::Decision {
  public:
    using Siblings = std::map<std::string, DecisionId>;  // by key: all decisions of the file

    DeployedDecision(StoredDecision stored, std::shared_ptr<const DecisionModel> model,
                     std::shared_ptr<const Siblings> siblings)
        : stored_(std::move(stored)), model_(std::move(model)), siblings_(std::move(siblings)) {}

    const DecisionId& id() const override { return stored_.id; }
    const StoredDecision& stored() const { return stored_; }
    Result<core::DecisionOutcome, expression::EvaluationError> evaluate(expression::Scope& scope) const override;

  private:
    StoredDecision stored_;
    std::shared_ptr<const DecisionModel> model_;
    std::shared_ptr<const Siblings> siblings_;
};
using DeployedDecisionPtr = std::shared_ptr<const DeployedDecision>;

class DecisionCache : public core::Decisions {
  public:
    DecisionCache(Store& store, const Compiler& compiler, std::size_t max_decisions)
        : store_(store), compiler_(compiler), max_decisions_(max_decisions) {}

    // What is at hand, else nullptr.
    core::DecisionPtr find(const core::CalledDecision& called) const override;

    // Loads what is not at hand; nullptr: there is no such decision. Throws StoreUnavailable.
    DeployedDecisionPtr load(const DecisionId& id);
    DeployedDecisionPtr load(const core::CalledDecision& called);

    // What "latest", a version tag and the like mean may have changed: they are looked up again.
    void forget_lookups();
    void forget(const DeploymentId& deployment);

  private:
    struct Entry {
        DeployedDecisionPtr decision;
        std::uint64_t used = 0;  // when, counted in uses
    };

    DeployedDecisionPtr find(const DecisionId& id) const;
    DeployedDecisionPtr use(const DecisionId& id) const;  // mutex_ is held
    DeployedDecisionPtr compile(const StoredDecision& stored);
    void make_room();  // mutex_ is held

    Store& store_;
    const Compiler& compiler_;
    const std::size_t max_decisions_;
    mutable std::mutex mutex_;
    mutable std::map<DecisionId, Entry> by_id_;
    mutable std::uint64_t uses_ = 0;
    // Of the newest of a key, which a commit compares again, and of what never changes; not of version tags.
    std::map<core::CalledDecision, DecisionId> lookups_;
    std::uint64_t lookups_forgotten_ = 0;
};

// The newest version of a key.
core::CalledDecision newest_decision(const std::string& key, const std::string& tenant);

}  // namespace pavane::engine
