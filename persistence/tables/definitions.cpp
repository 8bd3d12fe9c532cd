#include "persistence/tables/definitions.hpp"

#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {
constexpr auto uuid = ColumnType::uuid;
constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;
}  // namespace

const Table& deployment_table() {
    static const Table table{
        "deployment",
        {{"id", uuid}, {"tenant", text}, {"name", text}, {"source", text}, {"deployed_at", integer}},
        {"id"},
        {},
        {}};
    return table;
}

const Table& resource_table() {
    static const Table table{
        "resource",
        {{"id", uuid}, {"tenant", text}, {"deployment_id", uuid}, {"name", text}, {"content", ColumnType::bytes}},
        {"id"},
        {},
        {}};
    return table;
}

const Table& definition_table() {
    static const Table table{"process_definition",
                             {{"id", uuid},
                              {"tenant", text},
                              {"key", text},
                              {"version", integer},
                              {"name", text},
                              {"version_tag", text},
                              {"category", text},
                              {"description", text},
                              {"deployment_id", uuid},
                              {"resource", text},
                              {"history_time_to_live_days", integer},
                              {"startable_in_tasklist", integer},
                              {"suspended", integer}},
                             {"id"},
                             {},
                             {{"deleted", "0", ""}}};
    return table;
}

const Table& message_start_table() {
    static const Table table{"message_start",
                             {{"message", text}, {"tenant", text}, {"definition_id", uuid}, {"element", text}},
                             {"message", "tenant"},
                             {},
                             {}};
    return table;
}

Cells cells_of(const engine::Deployment& deployment) {
    return {cell(deployment.id), cell(deployment.tenant), deployment.named ? cell(deployment.name) : Cell(),
            cell(deployment.source), cell(deployment.deployed_at)};
}
engine::Deployment read_deployment(CellReader& cells) {
    engine::Deployment deployment;
    deployment.id = cells.id<engine::DeploymentId>();
    deployment.tenant = cells.text();
    const auto name = cells.optional_text();
    deployment.named = name.has_value();
    deployment.name = name.value_or(std::string());
    deployment.source = cells.text();
    deployment.deployed_at = cells.instant();
    return deployment;
}

Cells cells_of(const engine::Resource& resource, const engine::Deployment& deployment) {
    return {cell(resource.id), cell(deployment.tenant), cell(deployment.id), cell(resource.name),
            cell(resource.content)};
}

Cells cells_of(const engine::StoredDefinition& definition) {
    return {cell(definition.id),
            cell(definition.tenant),
            cell(definition.key),
            cell(definition.version),
            cell(definition.name),
            cell(definition.version_tag),
            cell(definition.category),
            cell(definition.description),
            cell(definition.deployment),
            cell(definition.resource),
            cell(definition.history_time_to_live_days),
            cell(definition.startable_in_tasklist),
            cell(definition.suspended)};
}
engine::StoredDefinition read_definition(CellReader& cells) {
    engine::StoredDefinition definition;
    definition.id = cells.id<engine::DefinitionId>();
    definition.tenant = cells.text();
    definition.key = cells.text();
    definition.version = cells.integer32();
    definition.name = cells.text();
    definition.version_tag = cells.text();
    definition.category = cells.text();
    definition.description = cells.text();
    definition.deployment = cells.id<engine::DeploymentId>();
    definition.resource = cells.text();
    definition.history_time_to_live_days = cells.optional_integer32();
    definition.startable_in_tasklist = cells.boolean();
    definition.suspended = cells.boolean();
    return definition;
}

Cells cells_of(const engine::MessageStart& start) {
    return {cell(start.message), cell(start.tenant), cell(start.definition), cell(start.element)};
}
engine::MessageStart read_message_start(CellReader& cells) {
    engine::MessageStart start;
    start.message = cells.text();
    start.tenant = cells.text();
    start.definition = cells.id<engine::DefinitionId>();
    start.element = cells.text();
    return start;
}

Cells cells_of(const engine::TimerStart& timer, Instant created_at) {
    engine::JobRow row;
    row.key = timer.job;
    row.origin.tenant = timer.tenant;
    row.origin.definition = timer.definition;
    row.origin.element = timer.element;
    row.record.kind = core::Job::Kind::timer;
    row.record.due = timer.due;
    row.record.cycle = timer.cycle;
    row.record.cycle_anchor = timer.cycle_anchor;
    row.record.cycle_index = timer.cycle_index;
    row.record.created_at = created_at;
    Cells cells = cells_of(row);
    cells.resize(cells.size() + job_table().inputs.size());  // free
    return cells;
}

}  // namespace pavane::persistence
