#include <map>

#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using engine::DecisionCriteria;
using engine::HistoryDecisionCriteria;
using engine::HistoryDecisionItem;
using engine::RequirementsCriteria;
using engine::StoredDecision;
using engine::StoredRequirements;

template <class Id, class Stored>
bool fits_deployed(const engine::DeployedFilter<Id>& filter, const std::map<Id, Kept<Stored>>& all,
                   const Stored& stored) {
    return fits_any(filter.id_in, stored.id) && fits(filter.key, stored.key) &&
           fits_like(filter.key_like, stored.key) && fits(filter.name, stored.name) &&
           fits_like(filter.name_like, stored.name) && fits(filter.category, stored.category) &&
           fits_like(filter.category_like, stored.category) && fits(filter.version, stored.version) &&
           fits(filter.resource_name, stored.resource) && fits_like(filter.resource_name_like, stored.resource) &&
           fits(filter.deployment, stored.deployment) && (!filter.latest || is_newest(all, stored)) &&
           fits_tenant(filter.tenant, stored.tenant);
}

std::optional<Instant> deployed_at(const MemoryTables& tables, const engine::DeploymentId& id) {
    const auto found = tables.deployments.find(id);
    return found == tables.deployments.end() ? std::nullopt : std::optional(found->second.deployed_at);
}

std::vector<StoredDecision> find(const MemoryTables& tables, const DecisionCriteria& criteria) {
    std::vector<StoredDecision> items;
    for (const auto& [id, kept] : tables.decisions) {
        const StoredDecision& decision = kept.definition;
        const std::optional<Instant> at = deployed_at(tables, decision.deployment);
        if (!kept.deleted && fits_deployed(criteria.deployed, tables.decisions, decision) &&
            is_above(at, criteria.deployed_after) && (!criteria.deployed_at || at == criteria.deployed_at) &&
            fits(criteria.version_tag, decision.version_tag) &&
            fits_like(criteria.version_tag_like, decision.version_tag) &&
            fits(criteria.requirements, decision.requirements.id) &&
            fits(criteria.requirements_key, decision.requirements.key) &&
            (!criteria.without_requirements || !decision.requirements.id))
            items.push_back(decision);
    }
    return items;
}

SortKey key_of(const MemoryTables& tables, const StoredDecision& decision, DecisionCriteria::Field field) {
    using Field = DecisionCriteria::Field;
    switch (field) {
        case Field::category:
            return sort_key(decision.category);
        case Field::requirements_key:
            return sort_key(decision.requirements.key);
        case Field::key:
            return sort_key(decision.key);
        case Field::id:
            return sort_key(decision.id);
        case Field::name:
            return sort_key(decision.name);
        case Field::version:
            return sort_key(decision.version);
        case Field::deployment:
            return sort_key(decision.deployment);
        case Field::deploy_time:
            return sort_key(deployed_at(tables, decision.deployment));
        case Field::version_tag:
            return sort_key(decision.version_tag);
        case Field::tenant:
            return sort_key(decision.tenant);
    }
    ENSURE(false);
}

std::vector<StoredRequirements> find(const MemoryTables& tables, const RequirementsCriteria& criteria) {
    std::vector<StoredRequirements> items;
    for (const auto& [id, kept] : tables.requirements)
        if (!kept.deleted && fits_deployed(criteria.deployed, tables.requirements, kept.definition))
            items.push_back(kept.definition);
    return items;
}

SortKey key_of(const StoredRequirements& requirements, RequirementsCriteria::Field field) {
    using Field = RequirementsCriteria::Field;
    switch (field) {
        case Field::id:
            return sort_key(requirements.id);
        case Field::key:
            return sort_key(requirements.key);
        case Field::name:
            return sort_key(requirements.name);
        case Field::version:
            return sort_key(requirements.version);
        case Field::deployment:
            return sort_key(requirements.deployment);
        case Field::category:
            return sort_key(requirements.category);
        case Field::tenant:
            return sort_key(requirements.tenant);
    }
    ENSURE(false);
}

engine::DecisionRef decision_ref(const MemoryTables& tables, const core::DecisionId& id) {
    const auto found = tables.decisions.find(id);
    if (found == tables.decisions.end()) return {};
    const StoredDecision& decision = found->second.definition;
    return {decision.key, decision.version, decision.name, decision.requirements};
}

bool matches(const HistoryDecisionItem& item, const HistoryDecisionCriteria& criteria) {
    const core::DecisionInstance& instance = item.row.instance;
    const engine::Origin& origin = item.row.origin;
    const std::optional<Instant> at = instance.evaluated_at;
    return fits_any(criteria.id_in, instance.id) && fits_any(criteria.decision_in, instance.decision.decision) &&
           fits_any(criteria.key_in, item.decision.key) && fits(criteria.name, item.decision.name) &&
           fits_like(criteria.name_like, item.decision.name) && fits(criteria.process_definition, origin.definition) &&
           fits(criteria.process_definition_key, item.definition.key) && fits(criteria.process, origin.process) &&
           fits_any(criteria.activity_in, origin.element) &&
           fits_any(criteria.activity_instance_in, instance.activity) && is_at_most(at, criteria.evaluated_before) &&
           is_at_least(at, criteria.evaluated_after) &&
           (!criteria.root || instance.id == *criteria.root || instance.root == *criteria.root) &&
           (!criteria.roots_only || !instance.root) && fits(criteria.requirements, item.decision.requirements.id) &&
           fits(criteria.requirements_key, item.decision.requirements.key) &&
           fits_tenant(criteria.tenant, origin.tenant);
}

std::vector<HistoryDecisionItem> find(const MemoryTables& tables, const HistoryDecisionCriteria& criteria) {
    std::vector<HistoryDecisionItem> items;
    for (const auto& [id, row] : tables.evaluated_decisions) {
        HistoryDecisionItem item{row, decision_ref(tables, row.instance.decision.decision),
                                 definition_ref(tables, row.origin.definition)};
        if (!matches(item, criteria)) continue;
        if (!criteria.with_inputs) item.row.instance.decision.inputs.clear();
        if (!criteria.with_outputs) item.row.instance.decision.outputs.clear();
        items.push_back(std::move(item));
    }
    return items;
}

SortKey key_of(const HistoryDecisionItem& item, HistoryDecisionCriteria::Field field) {
    switch (field) {
        case HistoryDecisionCriteria::Field::evaluation_time:
            return sort_key(item.row.instance.evaluated_at);
        case HistoryDecisionCriteria::Field::tenant:
            return sort_key(item.row.origin.tenant);
    }
    ENSURE(false);
}

}  // namespace

void MemoryStore::visit(const DecisionCriteria& criteria, const engine::Page& page,
                        const engine::Visit<StoredDecision>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [this](const auto& item, auto field) { return key_of(tables_, item, field); });
}
std::int64_t MemoryStore::count(const DecisionCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const RequirementsCriteria& criteria, const engine::Page& page,
                        const engine::Visit<StoredRequirements>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const RequirementsCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

void MemoryStore::visit(const HistoryDecisionCriteria& criteria, const engine::Page& page,
                        const engine::Visit<HistoryDecisionItem>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const HistoryDecisionCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

std::vector<core::DecisionInstanceId> MemoryStore::list_ids(const HistoryDecisionCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    std::vector<core::DecisionInstanceId> ids;
    for (const HistoryDecisionItem& item : find(tables_, criteria)) ids.push_back(item.row.instance.id);
    return ids;
}

std::vector<engine::DecisionCount> MemoryStore::count_evaluations(const engine::RequirementsId& requirements,
                                                                  const std::optional<core::DecisionInstanceId>& root) {
    const std::lock_guard lock(mutex_);
    HistoryDecisionCriteria criteria;
    criteria.requirements = requirements;
    criteria.root = root;
    std::map<std::string, std::int64_t> counts;
    for (const HistoryDecisionItem& item : find(tables_, criteria)) ++counts[item.decision.key];
    std::vector<engine::DecisionCount> list;
    for (const auto& [key, count] : counts) list.push_back({key, count});
    return list;
}

}  // namespace pavane::persistence
