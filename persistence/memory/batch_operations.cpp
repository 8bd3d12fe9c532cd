#include <algorithm>

#include "persistence/memory/memory_store.hpp"
#include "persistence/memory/sorting.hpp"

namespace pavane::persistence {

namespace {

using core::DecisionInstanceId;
using engine::BatchOperation;
using engine::BatchOperationCriteria;
using engine::BatchOperationId;
using engine::SetRemovalTime;

constexpr std::int64_t day_ms = 86'400'000;

std::optional<Instant> calculated(const MemoryTables& tables, const core::DecisionInstance& base) {
    const auto decision = tables.decisions.find(base.decision.decision);
    if (decision == tables.decisions.end()) return std::nullopt;
    const std::optional<std::int32_t>& days = decision->second.definition.history_time_to_live_days;
    if (!days) return std::nullopt;
    if (*days > engine::days_of_always) return engine::latest_removal_time;
    return base.evaluated_at + Milliseconds(*days * day_ms);
}

void apply(MemoryTables& tables, const engine::DeleteEvaluations&, const DecisionInstanceId& record) {
    tables.evaluated_decisions.erase(record);
}

void apply(MemoryTables& tables, const SetRemovalTime& removal, const DecisionInstanceId& record) {
    const auto found = tables.evaluated_decisions.find(record);
    if (found == tables.evaluated_decisions.end()) return;
    std::optional<Instant> at = removal.at;
    const DecisionInstanceId& root = found->second.instance.root;
    const DecisionInstanceId base = removal.hierarchical && root ? root : record;
    if (removal.mode == SetRemovalTime::Mode::calculated) {
        const auto evaluated = tables.evaluated_decisions.find(base);
        if (evaluated == tables.evaluated_decisions.end()) return;
        at = calculated(tables, evaluated->second.instance);
    }
    found->second.removal_time = at;
    if (!removal.hierarchical) return;
    for (auto& [id, row] : tables.evaluated_decisions)
        if (id == base || row.instance.root == base) row.removal_time = at;
}

bool is_under_way(const BatchOperation& operation) { return !operation.ended_at; }

MemoryBatchOperation* find_under_way(MemoryTables& tables, const BatchOperationId& id) {
    const auto found = tables.batch_operations.find(id);
    if (found == tables.batch_operations.end() || !is_under_way(found->second.operation)) return nullptr;
    return &found->second;
}

MemoryBatchOperation* waiting_longest(MemoryTables& tables) {
    MemoryBatchOperation* longest = nullptr;
    for (auto& [id, waiting] : tables.batch_operations)
        if (is_under_way(waiting.operation) && !waiting.operation.suspended &&
            (!longest || waiting.last_piece_at < longest->last_piece_at))
            longest = &waiting;
    return longest;
}

void end(MemoryTables& tables, MemoryBatchOperation& ended, Instant now, bool in_history) {
    if (!in_history) {
        tables.batch_operations.erase(BatchOperationId(ended.operation.id));
        return;
    }
    ended.left.clear();
    ended.operation.ended_at = now;
}

std::vector<BatchOperation> find(const MemoryTables& tables, const BatchOperationCriteria& criteria) {
    std::vector<BatchOperation> items;
    for (const auto& [id, kept] : tables.batch_operations) {
        const BatchOperation& operation = kept.operation;
        const std::optional<Instant> at = operation.started_at;
        if (fits(criteria.id, operation.id) && fits(criteria.type, std::string(engine::type_of(operation.work))) &&
            (!criteria.in_history || operation.in_history) && (!criteria.under_way || is_under_way(operation)) &&
            (!criteria.ended || !is_under_way(operation)) && (!criteria.active || !operation.suspended) &&
            (!criteria.suspended || operation.suspended) && !criteria.with_failures &&
            is_at_most(at, criteria.started_before) && is_at_least(at, criteria.started_after) &&
            fits_tenant(criteria.tenant, operation.tenant))
            items.push_back(operation);
    }
    return items;
}

SortKey key_of(const BatchOperation& operation, BatchOperationCriteria::Field field) {
    using Field = BatchOperationCriteria::Field;
    switch (field) {
        case Field::id:
            return sort_key(operation.id);
        case Field::tenant:
            return sort_key(operation.tenant);
        case Field::start_time:
            return sort_key(operation.started_at);
        case Field::end_time:
            return sort_key(operation.ended_at);
    }
    ENSURE(false);
}

}  // namespace

void MemoryStore::create_operation(const BatchOperation& operation, const std::vector<DecisionInstanceId>& records) {
    const std::lock_guard lock(mutex_);
    tables_.batch_operations.emplace(
        operation.id, MemoryBatchOperation{operation, {records.rbegin(), records.rend()}, operation.started_at});
}

bool MemoryStore::run_piece(std::int32_t most) {
    const std::lock_guard lock(mutex_);
    MemoryBatchOperation* next = waiting_longest(tables_);
    if (!next) return false;
    for (std::int32_t number = 0; number < most && !next->left.empty(); ++number) {
        const DecisionInstanceId record = next->left.back();
        std::visit([&](const auto& work) { apply(tables_, work, record); }, next->operation.work);
        next->left.pop_back();
        ++next->operation.done;
    }
    next->last_piece_at = clock_();
    if (!next->operation.first_piece_at) next->operation.first_piece_at = next->last_piece_at;
    if (next->left.empty()) end(tables_, *next, next->last_piece_at, next->operation.in_history);
    return true;
}

bool MemoryStore::suspend_operation(const BatchOperationId& id, bool suspended) {
    const std::lock_guard lock(mutex_);
    MemoryBatchOperation* found = find_under_way(tables_, id);
    if (found) found->operation.suspended = suspended;
    return found != nullptr;
}

bool MemoryStore::end_operation(const BatchOperationId& id, engine::HistoryOf history) {
    const std::lock_guard lock(mutex_);
    MemoryBatchOperation* found = find_under_way(tables_, id);
    if (!found) return false;
    end(tables_, *found, clock_(), found->operation.in_history && history == engine::HistoryOf::kept);
    return true;
}

bool MemoryStore::forget_operation(const BatchOperationId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = tables_.batch_operations.find(id);
    if (found == tables_.batch_operations.end() || !found->second.operation.in_history) return false;
    if (is_under_way(found->second.operation))
        found->second.operation.in_history = false;
    else
        tables_.batch_operations.erase(found);
    return true;
}

void MemoryStore::visit(const BatchOperationCriteria& criteria, const engine::Page& page,
                        const engine::Visit<BatchOperation>& visit) {
    visit_sorted(
        mutex_, criteria, page, visit, [&] { return find(tables_, criteria); },
        [](const auto& item, auto field) { return key_of(item, field); });
}
std::int64_t MemoryStore::count(const BatchOperationCriteria& criteria) {
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(find(tables_, criteria).size());
}

}  // namespace pavane::persistence
