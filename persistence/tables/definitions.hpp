// The tables of deployments and what is in them, and their rows as cells.
#pragma once

#include "persistence/tables/table.hpp"
#include "runtime/engine/definition_store.hpp"

namespace pavane::persistence {

const Table& deployment_table();
const Table& resource_table();
const Table& definition_table();
const Table& message_start_table();

Cells cells_of(const engine::Deployment& deployment);
Cells cells_of(const engine::Resource& resource, const engine::Deployment& deployment);
Cells cells_of(const engine::StoredDefinition& definition);
Cells cells_of(const engine::MessageStart& start);
Cells cells_of(const engine::TimerStart& timer, Instant created_at);  // a row of job_table(), with its inputs

engine::Deployment read_deployment(CellReader& cells);
engine::StoredDefinition read_definition(CellReader& cells);
engine::MessageStart read_message_start(CellReader& cells);

}  // namespace pavane::persistence
