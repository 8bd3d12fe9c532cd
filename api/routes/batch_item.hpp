// A batch operation as the contract writes it: "Batch" while it is under way, "Historic batch" as history keeps it.
#pragma once

#include "json/writer.hpp"
#include "runtime/engine/batch_operation_store.hpp"

namespace pavane::api {

void write_batch(json::Writer& writer, const engine::BatchOperation& operation);

// Members that both have, after the id and the type. A record is a job of the contract's; they are all made at the
// beginning, and there are no definitions of jobs.
void job_members(json::Writer& writer, const engine::BatchOperation& operation);

}  // namespace pavane::api
