// The decisions this node has met, loaded by id when a step or a client needs them. Loading never refuses a stored
// model.
#pragma once

#include <map>

#include "runtime/engine/deployed_cache.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::engine {

struct DecisionFile;

// One version of a decision.
class DeployedDecision : public core::Decision {
  public:
    // Lives in `file`.
    DeployedDecision(StoredDecision stored, const DecisionFile& file) : stored_(std::move(stored)), file_(file) {}

    const DecisionId& id() const override { return stored_.id; }
    const StoredDecision& stored() const { return stored_; }
    Result<core::DecisionOutcome, expression::EvaluationError> evaluate(expression::Scope& scope) const override;

  private:
    StoredDecision stored_;
    const DecisionFile& file_;
};
using DeployedDecisionPtr = std::shared_ptr<const DeployedDecision>;

// The model of a file, and what its decisions are deployed as. `deployed` are all decisions of its deployment.
struct DecisionFile {
    DecisionFile(std::shared_ptr<const DecisionModel> made, const std::string& resource,
                 const std::vector<StoredDecision>& deployed);
    DecisionFile(const DecisionFile&) = delete;
    DecisionFile& operator=(const DecisionFile&) = delete;

    std::shared_ptr<const DecisionModel> model;
    std::map<std::string, DecisionId> ids;             // by key, of all: it may import others
    std::map<DecisionId, DeployedDecision> decisions;  // of the file
};

class DecisionCache : public core::Decisions {
  public:
    DecisionCache(Store& store, const Compiler& compiler, std::size_t max_bytes)
        : store_(store), compiler_(compiler), files_(max_bytes) {}

    // What is at hand, else nullptr.
    core::DecisionPtr find(const core::CalledDecision& called) const override;

    // Loads what is not at hand; nullptr: there is no such decision. Throws StoreUnavailable.
    DeployedDecisionPtr load(const DecisionId& id);
    DeployedDecisionPtr load(const core::CalledDecision& called);

    // What "latest", a version tag and the like mean may have changed: they are looked up again.
    void forget_lookups() { files_.forget_lookups(); }
    void forget(const DeploymentId& deployment) { files_.forget(deployment); }

    std::size_t bytes() const { return files_.bytes(); }  // estimated, of those it keeps

  private:
    using Files = DeployedCache<DecisionId, DecisionFile>;

    Files::Pointer read(const StoredDecision& stored, const Files::Moment& begun);

    Store& store_;
    const Compiler& compiler_;
    Files files_;
};

// The newest version of a key.
core::CalledDecision newest_decision(const std::string& key, const std::string& tenant);

}  // namespace pavane::engine
