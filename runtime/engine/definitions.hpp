// The process definitions this node has met: immutable, loaded by id when a step needs them. Loading never refuses a
// stored model. The least recently used ones are dropped when all together are estimated to take more than a bound;
// what somebody holds lives on, and is found as long as it does.
#pragma once

#include <list>
#include <map>
#include <mutex>
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

    void put(bpmn::DefinitionPtr definition);
    // What "latest", a version tag and the like mean may have changed: they are looked up again.
    void forget_lookups();
    void forget(const DeploymentId& deployment);

    std::size_t bytes() const;  // estimated, of those it keeps

  private:
    struct Entry {
        bpmn::DefinitionPtr definition;
        std::size_t bytes = 0;
        std::list<DefinitionId>::iterator used;
    };

    bpmn::DefinitionPtr compile(const StoredDefinition& stored);
    // With mutex_ held:
    bpmn::DefinitionPtr use(const DefinitionId& id) const;
    void keep(bpmn::DefinitionPtr definition) const;
    void drop(const DefinitionId& id) const;

    DefinitionStore& store_;
    const Compiler& compiler_;
    const std::size_t max_bytes_;
    mutable std::mutex mutex_;
    // Which of them are kept is no part of what the cache means.
    mutable std::map<DefinitionId, Entry> by_id_;
    mutable std::list<DefinitionId> recently_used_;  // front: last
    mutable std::map<DefinitionId, std::weak_ptr<const bpmn::ProcessDefinition>> dropped_;
    mutable std::size_t bytes_ = 0;
    // Of the newest of a key, which a commit compares again, and of what never changes; not of version tags.
    std::map<core::CalledDefinition, DefinitionId> lookups_;
    std::uint64_t lookups_forgotten_ = 0;
};

// The definitions and decisions as one step sees them. What it has met it keeps, whatever is deleted meanwhile.
// Remembers which of them it took for the newest of their keys: its commit compares that they are, for another node may
// have deployed (docs/architecture.md).
class DefinitionsOfStep : public core::Definitions, public core::Decisions {
  public:
    DefinitionsOfStep(DefinitionCache& cache, DecisionCache& decisions) : cache_(cache), decisions_(decisions) {}

    bpmn::DefinitionPtr find(const DefinitionId& id) const override;
    bpmn::DefinitionPtr find(const core::CalledDefinition& called) const override;
    core::DecisionPtr find(const core::CalledDecision& called) const override;

    // Gets what a step has met and not found; false: there is no such definition. Throws StoreUnavailable.
    bool fetch(const core::Need& need);

    std::vector<NewestDefinition> taken_for_newest() const;
    std::vector<NewestDecision> decisions_taken_for_newest() const;

  private:
    DefinitionCache& cache_;
    DecisionCache& decisions_;
    // A step that comes again for a script finds by a name what it has found before.
    mutable std::map<core::CalledDefinition, bpmn::DefinitionPtr> fetched_;
    mutable std::map<DefinitionId, bpmn::DefinitionPtr> met_;
    mutable std::set<std::pair<core::CalledDefinition, DefinitionId>> newest_;
    mutable std::map<core::CalledDecision, core::DecisionPtr> fetched_decisions_;
    mutable std::set<std::pair<core::CalledDecision, DecisionId>> newest_decisions_;
};

// The newest version of a key.
core::CalledDefinition newest_of(const std::string& key, const std::string& tenant);

// About how much memory a definition takes, compiled expressions included.
std::size_t estimated_bytes(const bpmn::ProcessDefinition& definition);

// The deployment's part of a definition, put into what the compiler made of the file.
void apply_deployment(bpmn::ProcessDefinition& definition, const StoredDefinition& stored);

}  // namespace pavane::engine
