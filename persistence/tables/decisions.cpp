#include "persistence/tables/decisions.hpp"

#include "persistence/tables/value_columns.hpp"

namespace pavane::persistence {

namespace {

constexpr auto uuid = ColumnType::uuid;
constexpr auto text = ColumnType::text;
constexpr auto integer = ColumnType::integer;

std::vector<Column> with_value(std::vector<Column> columns) {
    columns.insert(columns.end(), value_columns().begin(), value_columns().end());
    return columns;
}

}  // namespace

const Table& requirements_table() {
    static const Table table{"decision_requirements_definition",
                             {{"id", uuid},
                              {"tenant", text},
                              {"key", text},
                              {"version", integer},
                              {"name", text},
                              {"category", text},
                              {"deployment_id", uuid},
                              {"resource", text}},
                             {"id"},
                             {},
                             {{"deleted", "0", ""}}};
    return table;
}

const Table& decision_table() {
    static const Table table{"decision_definition",
                             {{"id", uuid},
                              {"tenant", text},
                              {"key", text},
                              {"version", integer},
                              {"name", text},
                              {"version_tag", text},
                              {"category", text},
                              {"deployment_id", uuid},
                              {"resource", text},
                              {"history_time_to_live_days", integer},
                              {"requirements_id", uuid},
                              {"requirements_key", text},
                              {"requirements_version", integer}},
                             {"id"},
                             {},
                             {{"deleted", "0", ""}}};
    return table;
}

const Table& history_decision_table() {
    static const Table table{"history_decision",
                             {{"id", uuid},
                              {"tenant", text},
                              {"root_id", uuid},
                              {"process_id", uuid},
                              {"definition_id", uuid},
                              {"element", text},
                              {"activity_id", uuid},
                              {"decision_id", uuid},
                              {"root_decision_id", uuid},
                              {"evaluated_at", integer},
                              {"collected", text},
                              {"removal_time", integer}},
                             {"id"},
                             {},
                             {}};
    return table;
}

const Table& history_input_table() {
    static const Table table{"history_decision_input",
                             with_value({{"decision_instance_id", uuid},
                                         {"number", integer},
                                         {"tenant", text},
                                         {"clause_id", text},
                                         {"clause_name", text}}),
                             {"decision_instance_id", "number"},
                             {},
                             {}};
    return table;
}

const Table& history_output_table() {
    static const Table table{"history_decision_output",
                             with_value({{"decision_instance_id", uuid},
                                         {"number", integer},
                                         {"tenant", text},
                                         {"clause_id", text},
                                         {"clause_name", text},
                                         {"rule_id", text},
                                         {"rule_order", integer},
                                         {"variable_name", text}}),
                             {"decision_instance_id", "number"},
                             {},
                             {}};
    return table;
}

Cells cells_of(const engine::StoredRequirements& requirements) {
    return {cell(requirements.id),         cell(requirements.tenant),  cell(requirements.key),
            cell(requirements.version),    cell(requirements.name),    cell(requirements.category),
            cell(requirements.deployment), cell(requirements.resource)};
}
engine::StoredRequirements read_requirements(CellReader& cells) {
    engine::StoredRequirements requirements;
    requirements.id = cells.id<engine::RequirementsId>();
    requirements.tenant = cells.text();
    requirements.key = cells.text();
    requirements.version = cells.integer32();
    requirements.name = cells.text();
    requirements.category = cells.text();
    requirements.deployment = cells.id<engine::DeploymentId>();
    requirements.resource = cells.text();
    return requirements;
}

Cells cells_of(const engine::StoredDecision& decision) {
    return {cell(decision.id),
            cell(decision.tenant),
            cell(decision.key),
            cell(decision.version),
            cell(decision.name),
            cell(decision.version_tag),
            cell(decision.category),
            cell(decision.deployment),
            cell(decision.resource),
            cell(decision.history_time_to_live_days),
            cell(decision.requirements.id),
            cell(decision.requirements.key),
            cell(decision.requirements.version)};
}
engine::RequirementsRef read_requirements_ref(CellReader& cells) {
    engine::RequirementsRef requirements;
    requirements.id = cells.id<engine::RequirementsId>();
    requirements.key = cells.text();
    requirements.version = cells.integer32();
    return requirements;
}
engine::StoredDecision read_decision(CellReader& cells) {
    engine::StoredDecision decision;
    decision.id = cells.id<engine::DecisionId>();
    decision.tenant = cells.text();
    decision.key = cells.text();
    decision.version = cells.integer32();
    decision.name = cells.text();
    decision.version_tag = cells.text();
    decision.category = cells.text();
    decision.deployment = cells.id<engine::DeploymentId>();
    decision.resource = cells.text();
    decision.history_time_to_live_days = cells.optional_integer32();
    decision.requirements = read_requirements_ref(cells);
    return decision;
}

Cells cells_of(const engine::DecisionRow& row) {
    const core::DecisionInstance& instance = row.instance;
    return {cell(instance.id),           cell(row.origin.tenant),           cell(row.origin.root),
            cell(row.origin.process),    cell(row.origin.definition),       cell(row.origin.element),
            cell(instance.activity),     cell(instance.decision.decision),  cell(instance.root),
            cell(instance.evaluated_at), cell(instance.decision.collected), cell(row.removal_time)};
}
engine::DecisionRow read_decision_row(CellReader& cells) {
    engine::DecisionRow row;
    row.instance.id = cells.id<core::DecisionInstanceId>();
    row.origin.tenant = cells.text();
    row.origin.root = cells.id<core::ActivityId>();
    row.instance.process = row.origin.process = cells.id<core::ActivityId>();
    row.origin.definition = cells.id<core::DefinitionId>();
    row.origin.element = cells.text();
    row.instance.activity = cells.id<core::ActivityId>();
    row.instance.decision.decision = cells.id<core::DecisionId>();
    row.instance.root = cells.id<core::DecisionInstanceId>();
    row.instance.evaluated_at = cells.instant();
    if (const auto collected = cells.optional_text()) row.instance.decision.collected = to_real(*collected);
    row.removal_time = cells.optional_instant();
    return row;
}

std::vector<Cells> input_cells_of(const engine::DecisionRow& row, const ValueText& value_text) {
    std::vector<Cells> rows;
    for (const core::DecisionInput& input : row.instance.decision.inputs) {
        Cells cells{cell(row.instance.id), cell(static_cast<std::int64_t>(rows.size() + 1)), cell(row.origin.tenant),
                    cell(input.clause_id), cell(input.clause_name)};
        append_value(cells, input.value, value_text);
        rows.push_back(std::move(cells));
    }
    return rows;
}
std::vector<Cells> output_cells_of(const engine::DecisionRow& row, const ValueText& value_text) {
    std::vector<Cells> rows;
    for (const core::DecisionOutput& output : row.instance.decision.outputs) {
        Cells cells{cell(row.instance.id),    cell(static_cast<std::int64_t>(rows.size() + 1)),
                    cell(row.origin.tenant),  cell(output.clause_id),
                    cell(output.clause_name), cell(output.rule_id),
                    cell(output.rule_order),  cell(output.variable_name)};
        append_value(cells, output.value, value_text);
        rows.push_back(std::move(cells));
    }
    return rows;
}

core::DecisionInput read_decision_input(CellReader& cells, const ValueText& value_text) {
    cells.text();  // the tenant, which is the evaluation's
    core::DecisionInput input;
    input.clause_id = cells.text();
    input.clause_name = cells.text();
    input.value = read_value(cells, value_text);
    return input;
}
core::DecisionOutput read_decision_output(CellReader& cells, const ValueText& value_text) {
    cells.text();
    core::DecisionOutput output;
    output.clause_id = cells.text();
    output.clause_name = cells.text();
    output.rule_id = cells.text();
    output.rule_order = cells.integer32();
    output.variable_name = cells.text();
    output.value = read_value(cells, value_text);
    return output;
}

}  // namespace pavane::persistence
