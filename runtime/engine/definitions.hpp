// The process definitions this node has met, loaded by id when a step needs them, and what one step sees of them and of
// decisions. Loading never refuses a stored model.
#pragma once

#include <map>
#include <set>

#include "runtime/engine/decisions.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::engine {

class DefinitionCache : public core::Definitions {
  public:
    DefinitionCache(DefinitionStore& store, const Compiler& compiler, std::size_t max_bytes);

    // What is at hand, else nullptr.
    bpmn::DefinitionPtr find(const DefinitionId& id) const override;
    bpmn::DefinitionPtr find(const core::CalledDefinition& called) const override;

    // Loads what is not at hand; nullptr: there is no such definition. Throws StoreUnavailable.
    bpmn::DefinitionPtr load(const DefinitionId& id);
    bpmn::DefinitionPtr load(const core::CalledDefinition& called);

    using Kept = DeployedCache<DefinitionId, bpmn::ProcessDefinition>;

    // What was made after `begun`: see DeployedCache.
    Kept::Moment moment() const { return kept_.moment(); }
    void put(const bpmn::DefinitionPtr& definition, const Kept::Moment& begun);
    // What "latest", a version tag and the like mean may have changed: they are looked up again.
    void forget_lookups() { kept_.forget_lookups(); }
    void forget(const DeploymentId& deployment) { kept_.forget(deployment); }

    std::size_t bytes() const { return kept_.bytes(); }  // estimated, of those it keeps

  private:
    bpmn::DefinitionPtr compile(const StoredDefinition& stored);

    DefinitionStore& store_;
    const Compiler& compiler_;
    Kept kept_;
};

// The definitions and decisions as one step sees them. What it has met it keeps, whatever is deleted meanwhile.
// Remembers which of them it took for the newest of their keys: its commit compares that they are, for another node may
// have deployed (docs/architecture.md).
class DefinitionsOfStep : public core::Definitions, public core::Decisions {
  public:
    DefinitionsOfStep(DefinitionCache& cache, DecisionCache& decisions) : cache_(cache), decision_cache_(decisions) {}

    bpmn::DefinitionPtr find(const DefinitionId& id) const override;
    bpmn::DefinitionPtr find(const core::CalledDefinition& called) const override;
    core::DecisionPtr find(const core::CalledDecision& called) const override;

    // Gets what a step has met and not found; false: there is no such definition. Throws StoreUnavailable.
    bool fetch(const core::Need& need);

    std::vector<NewestDefinition> taken_for_newest() const;
    std::vector<NewestDecision> decisions_taken_for_newest() const;

  private:
    // What is meant by a call, and which of them were taken for the newest of their keys.
    template <class DeployedId, class Pointer>
    struct Met {
        std::map<core::Called<DeployedId>, Pointer> by_call;
        std::set<std::pair<core::Called<DeployedId>, DeployedId>> newest;
    };
    template <class Cache, class DeployedId, class Pointer>
    static Pointer find(const Cache& cache, Met<DeployedId, Pointer>& met, const core::Called<DeployedId>& called);
    template <class Cache, class DeployedId, class Pointer>
    static bool fetch(Cache& cache, Met<DeployedId, Pointer>& met, const core::Called<DeployedId>& called);

    DefinitionCache& cache_;
    DecisionCache& decision_cache_;
    // A step that comes again for a script finds by a name what it has found before.
    mutable Met<DefinitionId, bpmn::DefinitionPtr> definitions_;
    mutable Met<DecisionId, core::DecisionPtr> decisions_;
    mutable std::map<DefinitionId, bpmn::DefinitionPtr> by_id_;
};

// The newest version of a key.
core::CalledDefinition newest_of(const std::string& key, const std::string& tenant);

// About how much memory a definition takes, compiled expressions included.
std::size_t estimated_bytes(const bpmn::ProcessDefinition& definition);

// The deployment's part of a definition, put into what the compiler made of the file.
void apply_deployment(bpmn::ProcessDefinition& definition, const StoredDefinition& stored);

}  // namespace pavane::engine
