// The tables of batch operations and of the records that they have not come to yet.
#pragma once

#include "persistence/tables/table.hpp"
#include "runtime/engine/batch_operation_store.hpp"

namespace pavane::persistence {

const Table& batch_operation_table();
const Table& batch_operation_record_table();

Cells cells_of(const engine::BatchOperation& operation);
engine::BatchOperation read_batch_operation(CellReader& cells);

}  // namespace pavane::persistence
