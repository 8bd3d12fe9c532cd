#include <algorithm>

#include "persistence/called.hpp"
#include "persistence/commit_guards.hpp"
#include "persistence/memory/memory_store.hpp"

namespace pavane::persistence {

using engine::StoredDecision;
using engine::StoredRequirements;

std::optional<StoredDecision> MemoryStore::find_decision(const core::DecisionId& id) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.decisions, [&](const StoredDecision& decision) { return decision.id == id; });
}

std::optional<StoredDecision> MemoryStore::find_decision(const core::CalledDecision& called) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.decisions, [&](const StoredDecision& decision) { return is_called(decision, called); });
}

std::vector<StoredDecision> MemoryStore::decisions_of(const DeploymentId& id) {
    const std::lock_guard lock(mutex_);
    std::vector<StoredDecision> decisions;
    for (const auto& [decision, kept] : tables_.decisions)
        if (!kept.deleted && kept.definition.deployment == id) decisions.push_back(kept.definition);
    std::sort(decisions.begin(), decisions.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return decisions;
}

std::optional<StoredRequirements> MemoryStore::find_requirements(const engine::RequirementsId& id) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.requirements,
                       [&](const StoredRequirements& requirements) { return requirements.id == id; });
}

std::optional<StoredRequirements> MemoryStore::newest_requirements(const std::string& key, const std::string& tenant) {
    const std::lock_guard lock(mutex_);
    return newest_that(tables_.requirements, [&](const StoredRequirements& requirements) {
        return requirements.key == key && requirements.tenant == tenant;
    });
}

bool MemoryStore::set_history_time_to_live(const core::DecisionId& id, const std::optional<std::int32_t>& days) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.decisions.find(id);
    if (found == tables_.decisions.end() || found->second.deleted) return false;
    found->second.definition.history_time_to_live_days = days;
    return true;
}

Result<void, engine::NoHistory> MemoryStore::write_history(const std::vector<engine::DecisionRow>& decisions) {
    const std::lock_guard lock(mutex_);
    for (const core::DecisionId& id : decisions_in(decisions)) {
        const auto found = tables_.decisions.find(id);
        if (found == tables_.decisions.end() || found->second.deleted)
            return unexpected(engine::NoHistory(engine::DecisionGone{}));
    }
    for (const engine::DecisionRow& row : decisions) tables_.evaluated_decisions.emplace(row.instance.id, row);
    return {};
}

}  // namespace pavane::persistence
