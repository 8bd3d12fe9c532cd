#include <set>

#include "dmn/link/linking.hpp"
#include "expression/feel/simple_tests.hpp"
#include "foundation/utf8.hpp"

namespace pavane::dmn {

using namespace document;

namespace {

TableInput link_input(const Place& place, const InputClause& input) {
    TableInput linked;
    linked.id = input.id;
    linked.label = input.label.empty() ? input.expression.text : input.label;
    linked.variable = camunda_attribute(input, "inputVariable");
    linked.code = compile(place, input.expression);
    linked.type = find_type(place, input.expression.type, input.location);
    linked.column = column_type(input.expression.type);
    linked.allowed_values = compile_unary_tests(place, input.allowed_values);
    return linked;
}

// The values that an item definition allows, for an output that lists none itself: their order is the priority.
const TextExpression* allowed_by_type(const Place& place, const TypeReference& type) {
    for (const ItemDefinition& definition : place.file.definitions.item_definitions)
        if (definition.name == type.name && !definition.allowed_values.empty()) return &definition.allowed_values;
    return nullptr;
}

TableOutput link_output(const Place& place, const OutputClause& output, bool has_order) {
    TableOutput linked;
    linked.id = output.id;
    linked.name = output.name;
    linked.label = output.label;
    linked.type = find_type(place, output.type, output.location);
    linked.column = column_type(output.type);
    linked.allowed_values = compile_unary_tests(place, output.allowed_values);
    const TextExpression* order =
        output.allowed_values.empty() ? allowed_by_type(place, output.type) : &output.allowed_values;
    if (order != nullptr) linked.ordered_values = compile_ordered_values(place, *order);
    if (has_order && linked.ordered_values.empty())
        place.report(Severity::warning, "table-without-priorities",
                     "The decision table of the " + place.title +
                         " has a hit policy that needs an order, but an "
                         "output lists no values; list its values, the most important one first.",
                     output.location);
    if (output.default_entry) linked.default_value = compile(place, *output.default_entry);
    return linked;
}

// A row of results is a context with an entry for each output.
void check_output_names(const Place& place, const DecisionTable& table) {
    if (table.outputs.size() < 2) return;
    std::set<std::string_view> names;
    for (const OutputClause& output : table.outputs)
        if (output.name.empty())
            place.report(Severity::error, "output-without-name",
                         "The decision table of the " + place.title +
                             " has several outputs and one of them has no name; name each of them.",
                         output.location);
        else if (!names.insert(output.name).second)
            place.report(Severity::error, "output-name-repeated",
                         "The decision table of the " + place.title + " has more than one output with the name '" +
                             beginning_of(output.name, most_shown_bytes) +
                             "', of which a result can hold only one; give each a name of its own.",
                         output.location);
}

TableRule link_rule(const Place& place, const DecisionTable& table, const Rule& rule) {
    TableRule linked;
    linked.id = rule.id;
    if (rule.inputs.size() != table.inputs.size() || rule.outputs.size() != table.outputs.size())
        place.report(Severity::error, "rule-uneven",
                     "A rule of the decision table of the " + place.title + " has " +
                         std::to_string(rule.inputs.size()) + " input and " + std::to_string(rule.outputs.size()) +
                         " output cells, but the table has " + std::to_string(table.inputs.size()) + " inputs and " +
                         std::to_string(table.outputs.size()) + " outputs.",
                     rule.location);
    for (const TextExpression& input : rule.inputs) linked.inputs.push_back(compile_unary_tests(place, input));
    for (const TextExpression& output : rule.outputs) linked.outputs.push_back(compile(place, output));
    linked.inputs.resize(table.inputs.size());
    linked.outputs.resize(table.outputs.size());
    return linked;
}

// A shorter table is read through as fast.
constexpr std::size_t rules_worth_an_index = 4;

RuleIndex::Cell cell_of(const Code& code) {
    using Kind = RuleIndex::Cell::Kind;
    if (code.empty()) return {Kind::everything, {}};
    auto ranges = code.program ? expression::feel::simple_tests(*code.program) : std::nullopt;
    if (!ranges) return {Kind::asked, {}};
    return {Kind::ranges, std::move(*ranges)};
}

std::vector<RuleIndex> indexes_of(const TableLogic& table) {
    std::vector<RuleIndex> indexes;
    if (table.rules.size() < rules_worth_an_index) return indexes;
    for (std::size_t column = 0; column < table.inputs.size(); ++column) {
        std::vector<RuleIndex::Cell> cells;
        for (const TableRule& rule : table.rules) cells.push_back(cell_of(rule.inputs[column]));
        RuleIndex index(cells);
        if (!index.is_useful()) break;
        indexes.push_back(std::move(index));
    }
    return indexes;
}

}  // namespace

TableLogic link_table(const Place& place, const DecisionTable& table) {
    TableLogic linked;
    linked.hit_policy = table.hit_policy;
    linked.aggregation = table.aggregation;
    if (table.outputs.empty())
        place.report(Severity::error, "table-without-output",
                     "The decision table of the " + place.title + " has no output; give it one.", table.location);
    if (table.aggregation != Aggregation::none && table.outputs.size() > 1)
        place.report(Severity::error, "aggregation-of-several",
                     "The decision table of the " + place.title +
                         " aggregates, which only a table with one output can; remove the other outputs.",
                     table.location);
    if (table.aggregation != Aggregation::none && table.hit_policy != HitPolicy::collect)
        place.report(Severity::warning, "aggregation-without-effect",
                     "The decision table of the " + place.title +
                         " names an aggregation, which has an effect with the hit policy COLLECT only.",
                     table.location);
    const bool has_order = table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::output_order;
    for (const InputClause& input : table.inputs) linked.inputs.push_back(link_input(place, input));
    for (const OutputClause& output : table.outputs) linked.outputs.push_back(link_output(place, output, has_order));
    check_output_names(place, table);
    for (const Rule& rule : table.rules) linked.rules.push_back(link_rule(place, table, rule));
    linked.indexes = indexes_of(linked);
    for (const TableRule& rule : linked.rules)
        for (std::size_t at = 0; at < linked.inputs.size(); ++at)
            if (rule.inputs[at].text.find("cellInput") != std::string::npos) linked.inputs[at].has_cell_input = true;
    return linked;
}

}  // namespace pavane::dmn
