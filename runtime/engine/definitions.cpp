#include "runtime/engine/definitions.hpp"

#include "runtime/engine/stored_models.hpp"

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
    : store_(store), compiler_(compiler), kept_(max_bytes) {}

bpmn::DefinitionPtr DefinitionCache::find(const DefinitionId& id) const { return kept_.find(id); }

bpmn::DefinitionPtr DefinitionCache::find(const core::CalledDefinition& called) const {
    const std::optional<DefinitionId> id = kept_.meant_by(called);
    return id ? kept_.find(*id) : nullptr;
}

bpmn::DefinitionPtr DefinitionCache::compile(const StoredDefinition& stored) {
    const std::optional<Resource> resource = store_.find_resource(stored.deployment, stored.resource);
    if (!resource) return nullptr;  // deleted just now
    Compiled compiled = compiler_.load(resource->name, resource->content, files_of(store_, stored.deployment));
    for (bpmn::ProcessDefinition& definition : compiled.definitions) {
        if (definition.key != stored.key) continue;
        apply_deployment(definition, stored);
        return std::make_shared<const bpmn::ProcessDefinition>(std::move(definition));
    }
    throw not_readable_any_more("process definition", stored.key, stored.version, compiled.diagnostics);
}

bpmn::DefinitionPtr DefinitionCache::load(const DefinitionId& id) {
    const Kept::Moment begun = kept_.moment();
    if (bpmn::DefinitionPtr known = find(id)) return known;
    const std::optional<StoredDefinition> stored = store_.find_definition(id);
    if (!stored) return nullptr;
    bpmn::DefinitionPtr definition = compile(*stored);
    if (definition) put(definition, begun);
    return definition;
}

bpmn::DefinitionPtr DefinitionCache::load(const core::CalledDefinition& called) {
    return load_called(
        kept_, called, [&](const auto& meant) { return store_.find_definition(meant); },
        [&](const DefinitionId& id) { return load(id); });
}

void DefinitionCache::put(const bpmn::DefinitionPtr& definition, const Kept::Moment& begun) {
    kept_.put(definition, {DeploymentId{definition->deployment}, {definition->id}, estimated_bytes(*definition)},
              begun);
}

namespace {

const DefinitionId& id_of(const bpmn::ProcessDefinition& definition) { return definition.id; }
const DecisionId& id_of(const core::Decision& decision) { return decision.id(); }

template <class DeployedId>
std::vector<Newest<DeployedId>> claims(const std::set<std::pair<core::Called<DeployedId>, DeployedId>>& newest) {
    std::vector<Newest<DeployedId>> claims;
    for (const auto& [called, deployed] : newest) claims.push_back({0, called.key, called.tenant, deployed});
    return claims;
}

}  // namespace

template <class Cache, class DeployedId, class Pointer>
Pointer DefinitionsOfStep::find(const Cache& cache, Met<DeployedId, Pointer>& met,
                                const core::Called<DeployedId>& called) {
    const auto known = met.by_call.find(called);
    Pointer deployed = known != met.by_call.end() ? known->second : cache.find(called);
    if (!deployed) return nullptr;
    met.by_call[called] = deployed;
    if (called.binding == bpmn::Binding::latest) met.newest.emplace(called, id_of(*deployed));
    return deployed;
}

template <class Cache, class DeployedId, class Pointer>
bool DefinitionsOfStep::fetch(Cache& cache, Met<DeployedId, Pointer>& met, const core::Called<DeployedId>& called) {
    Pointer deployed = cache.load(called);
    if (!deployed) return false;
    met.by_call[called] = std::move(deployed);
    return true;
}

bpmn::DefinitionPtr DefinitionsOfStep::find(const DefinitionId& id) const {
    const auto met = by_id_.find(id);
    if (met != by_id_.end()) return met->second;
    bpmn::DefinitionPtr definition = cache_.find(id);
    if (definition) by_id_[id] = definition;
    return definition;
}

bpmn::DefinitionPtr DefinitionsOfStep::find(const core::CalledDefinition& called) const {
    bpmn::DefinitionPtr definition = find(cache_, definitions_, called);
    if (definition) by_id_[definition->id] = definition;
    return definition;
}

core::DecisionPtr DefinitionsOfStep::find(const core::CalledDecision& called) const {
    return find(decision_cache_, decisions_, called);
}

bool DefinitionsOfStep::fetch(const core::Need& need) {
    if (const auto* called = std::get_if<core::CalledDefinition>(&need.what))
        return fetch(cache_, definitions_, *called);
    if (const auto* called = std::get_if<core::CalledDecision>(&need.what))
        return fetch(decision_cache_, decisions_, *called);
    const auto* id = std::get_if<DefinitionId>(&need.what);
    if (!id) return false;
    bpmn::DefinitionPtr definition = cache_.load(*id);
    if (!definition) return false;
    by_id_[*id] = std::move(definition);
    return true;
}

std::vector<NewestDefinition> DefinitionsOfStep::taken_for_newest() const { return claims(definitions_.newest); }

std::vector<NewestDecision> DefinitionsOfStep::decisions_taken_for_newest() const { return claims(decisions_.newest); }

}  // namespace pavane::engine
