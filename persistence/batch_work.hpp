// What a piece of a batch operation does to its records, within the transaction of the piece. A new kind of work: its
// overload here, and in memory/batch_operations.cpp.
#pragma once

#include "persistence/sql/connection.hpp"
#include "runtime/engine/batch_operation_store.hpp"

namespace pavane::persistence {

void apply(Connection& connection, const engine::DeleteEvaluations& deletion,
           const std::vector<core::DecisionInstanceId>& records);
void apply(Connection& connection, const engine::SetRemovalTime& removal,
           const std::vector<core::DecisionInstanceId>& records);

}  // namespace pavane::persistence
