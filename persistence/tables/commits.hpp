// The tables of the commit protocol, and the columns of other tables that only a commit writes.
#pragma once

#include "persistence/tables/table.hpp"

namespace pavane::persistence {

const Table& operation_table();    // id, node, tombstone; the time is the database's
const Table& refusal_table();      // operation_id, command, reason, answer
const Table& idempotency_table();  // tenant, key, answer
const Table& revision_table();     // of process_instance: id, revision_counter, revision_operation
const Table& worker_lock_table();  // of external_task: id; the lock's rest of time as input

}  // namespace pavane::persistence
