#include "runtime/engine/definitions.hpp"

#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

void apply_deployment(bpmn::ProcessDefinition& definition, const StoredDefinition& stored) {
    definition.id = stored.id;
    definition.version = stored.version;
    definition.tenant = stored.tenant;
    definition.deployment = stored.deployment.value;
    definition.resource = stored.resource;
    // From now on it is kept, and does not grow.
    definition.nodes.shrink_to_fit();
    definition.flows.shrink_to_fit();
}

core::CalledDefinition newest_of(const std::string& key, const std::string& tenant) {
    core::CalledDefinition newest;
    newest.key = key;
    newest.tenant = tenant;
    return newest;
}

std::size_t estimated_bytes(const bpmn::ProcessDefinition& definition) {
    constexpr std::size_t of_index = 200;  // an entry of node_by_id or flow_by_id, and lists of neighbours
    std::size_t bytes = sizeof(definition) + definition.documentation.size() + definition.expression_bytes;
    for (const bpmn::Node& node : definition.nodes)
        bytes += sizeof(node) + of_index + 2 * node.id.size() + node.name.size();
    for (const bpmn::SequenceFlow& flow : definition.flows)
        bytes += sizeof(flow) + of_index + 2 * flow.id.size() + flow.name.size();
    return bytes;
}

DefinitionCache::DefinitionCache(DefinitionStore& store, const Compiler& compiler, std::size_t max_bytes)
    : store_(store), compiler_(compiler), max_bytes_(max_bytes) {}

bpmn::DefinitionPtr DefinitionCache::use(const DefinitionId& id) const {
    if (const auto found = by_id_.find(id); found != by_id_.end()) {
        recently_used_.splice(recently_used_.begin(), recently_used_, found->second.used);
        return found->second.definition;
    }
    const auto dropped = dropped_.find(id);
    if (dropped == dropped_.end()) return nullptr;
    bpmn::DefinitionPtr definition = dropped->second.lock();
    if (definition) keep(definition);
    return definition;
}

void DefinitionCache::keep(bpmn::DefinitionPtr definition) const {
    const DefinitionId id = definition->id;
    drop(id);
    dropped_.erase(id);
    recently_used_.push_front(id);
    const std::size_t bytes = estimated_bytes(*definition);
    by_id_[id] = Entry{std::move(definition), bytes, recently_used_.begin()};
    bytes_ += bytes;
    // One that is larger than all may be together is kept alone.
    while (bytes_ > max_bytes_ && recently_used_.size() > 1) {
        const DefinitionId oldest = recently_used_.back();
        std::erase_if(dropped_, [](const auto& entry) { return entry.second.expired(); });
        dropped_[oldest] = by_id_.at(oldest).definition;
        drop(oldest);
    }
}

void DefinitionCache::drop(const DefinitionId& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    bytes_ -= found->second.bytes;
    recently_used_.erase(found->second.used);
    by_id_.erase(found);
}

std::size_t DefinitionCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

bpmn::DefinitionPtr DefinitionCache::find(const DefinitionId& id) const {
    const std::lock_guard lock(mutex_);
    return use(id);
}

bpmn::DefinitionPtr DefinitionCache::find(const core::CalledDefinition& called) const {
    const std::lock_guard lock(mutex_);
    const auto meant = lookups_.find(called);
    return meant == lookups_.end() ? nullptr : use(meant->second);
}

bpmn::DefinitionPtr DefinitionCache::compile(const StoredDefinition& stored) {
    const std::optional<Resource> resource = store_.find_resource(stored.deployment, stored.resource);
    if (!resource) return nullptr;  // deleted just now
    const auto other_file = [&](const std::string& name) -> std::optional<std::string> {
        std::optional<Resource> found = store_.find_resource(stored.deployment, name);
        return found ? std::optional(std::move(found->content)) : std::nullopt;
    };
    Compiled compiled = compiler_.load(resource->name, resource->content, other_file);
    for (bpmn::ProcessDefinition& definition : compiled.definitions) {
        if (definition.key != stored.key) continue;
        apply_deployment(definition, stored);
        return std::make_shared<const bpmn::ProcessDefinition>(std::move(definition));
    }
    std::string sentence = "The stored model of process definition " + stored.key + " version " +
                           std::to_string(stored.version) + " can no longer be read.";
    for (const bpmn::Diagnostic& diagnostic : compiled.diagnostics)
        if (diagnostic.severity == bpmn::Severity::error) throw NotLoadable(sentence + " " + diagnostic.message);
    throw NotLoadable(sentence);
}

bpmn::DefinitionPtr DefinitionCache::load(const DefinitionId& id) {
    if (bpmn::DefinitionPtr known = find(id)) return known;
    const std::optional<StoredDefinition> stored = store_.find_definition(id);
    if (!stored) return nullptr;
    bpmn::DefinitionPtr definition = compile(*stored);
    if (definition) put(definition);
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
    keep(std::move(definition));
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
    std::vector<DefinitionId> gone;
    for (const auto& [id, entry] : by_id_)
        if (entry.definition->deployment == deployment.value) gone.push_back(id);
    for (const DefinitionId& id : gone) drop(id);
    std::erase_if(dropped_, [&deployment](const auto& entry) {
        const bpmn::DefinitionPtr held = entry.second.lock();
        return !held || held->deployment == deployment.value;
    });
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
    if (!definition) return nullptr;
    fetched_[called] = definition;
    met_[definition->id] = definition;
    if (called.binding == bpmn::Binding::latest) newest_.emplace(called, definition->id);
    return definition;
}

core::DecisionPtr DefinitionsOfStep::find(const core::CalledDecision& called) const {
    const auto fetched = fetched_decisions_.find(called);
    core::DecisionPtr decision = fetched != fetched_decisions_.end() ? fetched->second : decisions_.find(called);
    if (!decision) return nullptr;
    fetched_decisions_[called] = decision;
    if (called.binding == bpmn::Binding::latest) newest_decisions_.emplace(called, decision->id());
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
