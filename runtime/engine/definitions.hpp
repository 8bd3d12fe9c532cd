// The process definitions this node has met: immutable, loaded by id when a step needs them. Loading never refuses a
// stored model.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "runtime/engine/ports.hpp"

namespace pavane::engine {

class DefinitionCache : public core::Definitions {
  public:
    DefinitionCache(DefinitionStore& store, const Compiler& compiler);

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

  private:
    bpmn::DefinitionPtr compile(const StoredDefinition& stored);

    DefinitionStore& store_;
    const Compiler& compiler_;
    mutable std::mutex mutex_;
    std::map<DefinitionId, bpmn::DefinitionPtr> by_id_;
    // Of the newest of a key, which a commit compares again, and of what never changes; not of version tags.
    std::map<core::CalledDefinition, DefinitionId> lookups_;
    std::uint64_t lookups_forgotten_ = 0;
};

// The definitions as one step sees them. What it has met it keeps, whatever is deleted meanwhile. Remembers which of
// them it took for the newest of their keys: its commit compares that they are, for another node may have deployed
// (docs/architecture.md).
class DefinitionsOfStep : public core::Definitions {
  public:
    explicit DefinitionsOfStep(DefinitionCache& cache) : cache_(cache) {}

    bpmn::DefinitionPtr find(const DefinitionId& id) const override;
    bpmn::DefinitionPtr find(const core::CalledDefinition& called) const override;

    // Gets what a step has met and not found; false: there is no such definition. Throws StoreUnavailable.
    bool fetch(const core::Need& need);

    std::vector<NewestDefinition> taken_for_newest() const;

  private:
    DefinitionCache& cache_;
    std::map<core::CalledDefinition, bpmn::DefinitionPtr> fetched_;
    mutable std::map<DefinitionId, bpmn::DefinitionPtr> met_;
    mutable std::set<std::pair<core::CalledDefinition, DefinitionId>> newest_;
};

// The newest version of a key.
core::CalledDefinition newest_of(const std::string& key, const std::string& tenant);

// The deployment's part of a definition, put into what the compiler made of the file.
void apply_deployment(bpmn::ProcessDefinition& definition, const StoredDefinition& stored);

}  // namespace pavane::engine
