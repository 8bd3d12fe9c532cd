// Batch operations on evaluated decisions, most of which are not there, for tests of stores and nodes.
#pragma once

#include "tests/contract/checks.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

namespace pavane::tests {

inline engine::BatchOperation begin(engine::Store& store, const std::vector<engine::DecisionInstanceId>& records,
                                    engine::BatchWork work = {}, Instant started_at = at(1)) {
    engine::BatchOperation operation;
    operation.id = new_id<engine::BatchOperationId>();
    operation.work = std::move(work);
    operation.total = static_cast<std::int64_t>(records.size());
    operation.started_at = started_at;
    store.create_operation(operation, records);
    return operation;
}

inline std::optional<engine::BatchOperation> find(engine::Store& store, const engine::BatchOperation& operation) {
    const auto found = store.list(with(&engine::BatchOperationCriteria::id, operation.id), {});
    return found.empty() ? std::nullopt : std::optional(found.front());
}

inline std::vector<engine::DecisionInstanceId> unknown(std::size_t count) {
    std::vector<engine::DecisionInstanceId> ids;
    while (ids.size() < count) ids.push_back(new_id<engine::DecisionInstanceId>());
    return ids;
}

}  // namespace pavane::tests
