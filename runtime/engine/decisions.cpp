#include "runtime/engine/decisions.hpp"

#include <algorithm>

#include "foundation/ensure.hpp"
#include "runtime/engine/stored_models.hpp"

namespace pavane::engine {

namespace {

DeployedDecisionPtr decision_in(const std::shared_ptr<const DecisionFile>& file, const DecisionId& id) {
    return file ? DeployedDecisionPtr(file, &file->decisions.at(id)) : nullptr;
}

}  // namespace

core::CalledDecision newest_decision(const std::string& key, const std::string& tenant) {
    core::CalledDecision newest;
    newest.key = key;
    newest.tenant = tenant;
    return newest;
}

Result<core::DecisionOutcome, expression::EvaluationError> DeployedDecision::evaluate(expression::Scope& scope) const {
    auto outcome = file_.model->evaluate(stored_.key, scope);
    if (!outcome) return outcome;
    for (core::EvaluatedDecision& evaluated : outcome->decisions) {
        const auto sibling = file_.ids.find(evaluated.key);
        ENSURE(sibling != file_.ids.end());
        evaluated.decision = sibling->second;
    }
    return outcome;
}

DecisionFile::DecisionFile(std::shared_ptr<const DecisionModel> made, const std::string& resource,
                           const std::vector<StoredDecision>& deployed)
    : model(std::move(made)) {
    for (const StoredDecision& decision : deployed) {
        ids[decision.key] = decision.id;
        if (decision.resource == resource) decisions.try_emplace(decision.id, decision, *this);
    }
}

core::DecisionPtr DecisionCache::find(const core::CalledDecision& called) const {
    const std::optional<DecisionId> id = files_.meant_by(called);
    return id ? decision_in(files_.find(*id), *id) : nullptr;
}

// All decisions of the file come with the one that was asked for: they share its model.
DecisionCache::Files::Pointer DecisionCache::read(const StoredDecision& stored, const Files::Moment& begun) {
    const std::optional<Resource> resource = store_.find_resource(stored.deployment, stored.resource);
    if (!resource) return nullptr;  // deleted just now
    std::vector<StoredDecision> deployed = store_.decisions_of(stored.deployment);
    Files::Place place{stored.deployment, {}, 0};
    for (const StoredDecision& decision : deployed)
        if (decision.resource == stored.resource) place.ids.push_back(decision.id);
    if (std::ranges::find(place.ids, stored.id) == place.ids.end()) return nullptr;  // likewise
    const Compiled compiled = compiler_.compile(resource->name, resource->content, files_of(store_, stored.deployment));
    if (!compiled.decisions) throw not_readable_any_more("decision", stored.key, stored.version, compiled.diagnostics);
    place.bytes = compiled.decisions->model->bytes();
    auto file = std::make_shared<const DecisionFile>(compiled.decisions->model, stored.resource, std::move(deployed));
    files_.put(file, std::move(place), begun);
    return file;
}

DeployedDecisionPtr DecisionCache::load(const DecisionId& id) {
    const Files::Moment begun = files_.moment();
    if (const Files::Pointer known = files_.find(id)) return decision_in(known, id);
    const std::optional<StoredDecision> stored = store_.find_decision(id);
    return stored ? decision_in(read(*stored, begun), id) : nullptr;
}

DeployedDecisionPtr DecisionCache::load(const core::CalledDecision& called) {
    return load_called(
        files_, called, [&](const auto& meant) { return store_.find_decision(meant); },
        [&](const DecisionId& id) { return load(id); });
}

}  // namespace pavane::engine
