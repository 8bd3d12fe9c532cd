#include "runtime/engine/definitions.hpp"

#include "foundation/ensure.hpp"

namespace pavane::engine {

void apply_deployment(bpmn::ProcessDefinition& definition, const StoredDefinition& stored) {
    definition.id = stored.id;
    definition.version = stored.version;
    definition.tenant = stored.tenant;
    definition.deployment = stored.deployment.value;
    definition.resource = stored.resource;
}

core::CalledDefinition newest_of(const std::string& key, const std::string& tenant) {
    core::CalledDefinition newest;
    newest.key = key;
    newest.tenant = tenant;
    return newest;
}

DefinitionCache::DefinitionCache(DefinitionStore& store, const Compiler& compiler)
    : store_(store), compiler_(compiler) {}

bpmn::DefinitionPtr DefinitionCache::find(const DefinitionId& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

bpmn::DefinitionPtr DefinitionCache::find(const core::CalledDefinition& called) const {
    const std::lock_guard lock(mutex_);
    const auto meant = lookups_.find(called);
    if (meant == lookups_.end()) return nullptr;
    const auto found = by_id_.find(meant->second);
    return found == by_id_.end() ? nullptr : found->second;
}

bpmn::DefinitionPtr DefinitionCache::compile(const StoredDefinition& stored) {
    const std::optional<Resource> resource = store_.find_resource(stored.deployment, stored.resource);
    ENSURE(resource.has_value());
    Compiled compiled = compiler_.compile(resource->name, resource->content);
    for (bpmn::ProcessDefinition& definition : compiled.definitions) {
        if (definition.key != stored.key) continue;
        apply_deployment(definition, stored);
        return std::make_shared<const bpmn::ProcessDefinition>(std::move(definition));
    }
    throw BrokenInvariant("The stored model of process definition " + stored.key + " version " +
                          std::to_string(stored.version) + " can no longer be read.");
}

bpmn::DefinitionPtr DefinitionCache::load(const DefinitionId& id) {
    if (bpmn::DefinitionPtr known = find(id)) return known;
    const std::optional<StoredDefinition> stored = store_.find_definition(id);
    if (!stored) return nullptr;
    bpmn::DefinitionPtr definition = compile(*stored);
    put(definition);
    return definition;
}

bpmn::DefinitionPtr DefinitionCache::load(const core::CalledDefinition& called) {
    if (bpmn::DefinitionPtr known = find(called)) return known;
    std::uint64_t asked_after = 0;
    {
        const std::lock_guard lock(mutex_);
        asked_after = lookups_forgotten_;
    }
    const std::optional<StoredDefinition> stored = store_.find_definition(called);
    if (!stored) return nullptr;
    bpmn::DefinitionPtr definition = load(stored->id);
    const std::lock_guard lock(mutex_);
    // A deployment that came between has made what was read old.
    if (called.binding != bpmn::Binding::version_tag && asked_after == lookups_forgotten_)
        lookups_[called] = stored->id;
    return definition;
}

void DefinitionCache::put(bpmn::DefinitionPtr definition) {
    const std::lock_guard lock(mutex_);
    by_id_[definition->id] = std::move(definition);
}

void DefinitionCache::forget_lookups() {
    const std::lock_guard lock(mutex_);
    lookups_.clear();
    ++lookups_forgotten_;
}

void DefinitionCache::forget(const DeploymentId& deployment) {
    const std::lock_guard lock(mutex_);
    lookups_.clear();
    ++lookups_forgotten_;
    std::erase_if(by_id_, [&deployment](const auto& entry) { return entry.second->deployment == deployment.value; });
}

bpmn::DefinitionPtr DefinitionsOfStep::find(const DefinitionId& id) const {
    const auto met = met_.find(id);
    if (met != met_.end()) return met->second;
    bpmn::DefinitionPtr definition = cache_.find(id);
    if (definition) met_[id] = definition;
    return definition;
}

bpmn::DefinitionPtr DefinitionsOfStep::find(const core::CalledDefinition& called) const {
    const auto fetched = fetched_.find(called);
    bpmn::DefinitionPtr definition = fetched != fetched_.end() ? fetched->second : cache_.find(called);
    if (definition) met_[definition->id] = definition;
    if (definition && called.binding == bpmn::Binding::latest) newest_.emplace(called, definition->id);
    return definition;
}

core::DecisionPtr DefinitionsOfStep::find(const core::CalledDecision& called) const {
    const auto fetched = fetched_decisions_.find(called);
    core::DecisionPtr decision = fetched != fetched_decisions_.end() ? fetched->second : decisions_.find(called);
    if (decision && called.binding == bpmn::Binding::latest) newest_decisions_.emplace(called, decision->id());
    return decision;
}

bool DefinitionsOfStep::fetch(const core::Need& need) {
    if (const auto* called = std::get_if<core::CalledDefinition>(&need.what)) {
        bpmn::DefinitionPtr definition = cache_.load(*called);
        if (!definition) return false;
        fetched_[*called] = std::move(definition);
        return true;
    }
    if (const auto* called = std::get_if<core::CalledDecision>(&need.what)) {
        core::DecisionPtr decision = decisions_.load(*called);
        if (!decision) return false;
        fetched_decisions_[*called] = std::move(decision);
        return true;
    }
    const auto* id = std::get_if<DefinitionId>(&need.what);
    if (!id) return false;
    bpmn::DefinitionPtr definition = cache_.load(*id);
    if (!definition) return false;
    met_[*id] = std::move(definition);
    return true;
}

std::vector<NewestDefinition> DefinitionsOfStep::taken_for_newest() const {
    std::vector<NewestDefinition> claims;
    for (const auto& [called, definition] : newest_) claims.push_back({0, called.key, called.tenant, definition});
    return claims;
}

std::vector<NewestDecision> DefinitionsOfStep::decisions_taken_for_newest() const {
    std::vector<NewestDecision> claims;
    for (const auto& [called, decision] : newest_decisions_) claims.push_back({0, called.key, called.tenant, decision});
    return claims;
}

}  // namespace pavane::engine
