#include "runtime/engine/decisions.hpp"

#include <algorithm>

#include "foundation/ensure.hpp"

namespace pavane::engine {

core::CalledDecision newest_decision(const std::string& key, const std::string& tenant) {
    core::CalledDecision newest;
    newest.key = key;
    newest.tenant = tenant;
    return newest;
}

Result<core::DecisionOutcome, expression::EvaluationError> DeployedDecision::evaluate(expression::Scope& scope) const {
    auto outcome = model_->evaluate(stored_.key, scope);
    if (!outcome) return outcome;
    for (core::EvaluatedDecision& evaluated : outcome->decisions) {
        const auto sibling = siblings_->find(evaluated.key);
        ENSURE(sibling != siblings_->end());
        evaluated.decision = sibling->second;
    }
    return outcome;
}

DeployedDecisionPtr DecisionCache::use(const DecisionId& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return nullptr;
    found->second.used = ++uses_;
    return found->second.decision;
}

DeployedDecisionPtr DecisionCache::find(const DecisionId& id) const {
    const std::lock_guard lock(mutex_);
    return use(id);
}

core::DecisionPtr DecisionCache::find(const core::CalledDecision& called) const {
    const std::lock_guard lock(mutex_);
    const auto meant = lookups_.find(called);
    return meant == lookups_.end() ? nullptr : use(meant->second);
}

// All decisions of the file come with the one that was asked for: they share its model.
DeployedDecisionPtr DecisionCache::compile(const StoredDecision& stored) {
    const std::optional<Resource> resource = store_.find_resource(stored.deployment, stored.resource);
    if (!resource) return nullptr;  // deleted just now
    const Compiled compiled = compiler_.compile(resource->name, resource->content, {});
    ENSURE(compiled.decisions.has_value());
    std::vector<StoredDecision> of_file = store_.decisions_of(stored.deployment);
    std::erase_if(of_file, [&](const StoredDecision& decision) { return decision.resource != stored.resource; });
    auto siblings = std::make_shared<DeployedDecision::Siblings>();
    for (const StoredDecision& decision : of_file) (*siblings)[decision.key] = decision.id;
    DeployedDecisionPtr asked;
    const std::lock_guard lock(mutex_);
    for (StoredDecision& decision : of_file) {
        const DecisionId id = decision.id;
        auto made = std::make_shared<const DeployedDecision>(std::move(decision), compiled.decisions->model, siblings);
        if (id == stored.id) asked = made;
        by_id_[id] = {std::move(made), ++uses_};
    }
    make_room();
    return asked;
}

void DecisionCache::make_room() {
    while (by_id_.size() > max_decisions_)
        by_id_.erase(std::min_element(by_id_.begin(), by_id_.end(),
                                      [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    if (lookups_.size() > max_decisions_) lookups_.clear();
}

DeployedDecisionPtr DecisionCache::load(const DecisionId& id) {
    if (DeployedDecisionPtr known = find(id)) return known;
    const std::optional<StoredDecision> stored = store_.find_decision(id);
    return stored ? compile(*stored) : nullptr;
}

DeployedDecisionPtr DecisionCache::load(const core::CalledDecision& called) {
    std::uint64_t asked_after = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto meant = lookups_.find(called);
        if (meant != lookups_.end())
            if (DeployedDecisionPtr known = use(meant->second)) return known;
        asked_after = lookups_forgotten_;
    }
    const std::optional<StoredDecision> stored = store_.find_decision(called);
    if (!stored) return nullptr;
    DeployedDecisionPtr decision = load(stored->id);
    const std::lock_guard lock(mutex_);
    // A deployment that came between has made what was read old.
    if (called.binding != bpmn::Binding::version_tag && asked_after == lookups_forgotten_)
        lookups_[called] = stored->id;
    return decision;
}

void DecisionCache::forget_lookups() {
    const std::lock_guard lock(mutex_);
    lookups_.clear();
    ++lookups_forgotten_;
}

void DecisionCache::forget(const DeploymentId& deployment) {
    const std::lock_guard lock(mutex_);
    lookups_.clear();
    ++lookups_forgotten_;
    std::erase_if(by_id_, [&](const auto& entry) { return entry.second.decision->stored().deployment == deployment; });
}

}  // namespace pavane::engine
