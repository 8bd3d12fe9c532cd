#include <algorithm>
#include <iterator>

#include "dmn/execution/hit_policy.hpp"

namespace pavane::dmn {

namespace {

// Null is the absence of a value, and cells may ask for it.
Result<bool, Stop> is_allowed(Execution& execution, const Code& allowed_values, const Value& value,
                              const Frame& frame) {
    if (value.is_null()) return true;
    const Within within(execution.evaluation, frame);
    return matches(execution, allowed_values, value, frame);
}

// The values of the input clauses; nothing, with a warning, if one of them is not allowed.
Result<std::optional<expression::List>, Stop> evaluate_inputs(Execution& execution, const TableLogic& table,
                                                              const Frame& frame) {
    expression::List values;
    for (const TableInput& input : table.inputs) {
        const Here here(execution.evaluation, [&input] { return "input column '" + input.label + "'"; });
        Evaluated value = evaluate(execution, input.code, frame);
        if (value) *value = as_column(execution, std::move(*value), input.column);
        if (value && !is_kind_of_date(*value, input.type))
            value = typed(execution, std::move(*value), input.type, "the input '" + input.label + "'");
        if (!value) return unexpected(std::move(value.error()));
        const auto allowed = is_allowed(execution, input.allowed_values, *value, frame);
        if (!allowed) return unexpected(allowed.error());
        if (!*allowed) {
            execution.evaluation.null("The value of the input '" + input.label + "' is not among those allowed (" +
                                      input.allowed_values.text + ").");
            return std::optional<expression::List>();
        }
        values.push_back(std::move(*value));
    }
    return std::optional(std::move(values));
}

std::string cell_of(std::size_t rule, std::string_view kind, const std::string& column) {
    const std::string name = column.empty() ? "" : " '" + column + "'";
    return "rule " + std::to_string(rule + 1) + ", " + std::string(kind) + name;
}

Result<bool, Stop> matches_with_name(Execution& execution, const Code& cell, const Value& input, const Frame& frame) {
    Frame named(frame, nullptr);
    named.set("cellInput", input);
    const Within within(execution.evaluation, named);
    return matches(execution, cell, input, named);
}

Result<bool, Stop> matches(Execution& execution, const TableLogic& table, std::size_t number,
                           const expression::List& inputs, const Frame& frame) {
    if (const auto allowed = execution.evaluation.step(); !allowed) return unexpected(Stop{allowed.error(), {}});
    const TableRule& rule = table.rules[number];
    for (std::size_t at = 0; at < inputs.size(); ++at) {
        const Here here(execution.evaluation, [&] { return cell_of(number, "input", table.inputs[at].label); });
        const auto cell = table.inputs[at].has_cell_input
                              ? matches_with_name(execution, rule.inputs[at], inputs[at], frame)
                              : matches(execution, rule.inputs[at], inputs[at], frame);
        if (!cell || !*cell) return cell;
    }
    return true;
}

const std::string& title_of(const TableOutput& output) { return output.name.empty() ? output.label : output.name; }

Result<expression::List, Stop> evaluate_outputs(Execution& execution, const TableLogic& table, std::size_t number,
                                                const Frame& frame) {
    expression::List values;
    const TableRule& rule = table.rules[number];
    for (std::size_t at = 0; at < table.outputs.size(); ++at) {
        const TableOutput& output = table.outputs[at];
        const Here here(execution.evaluation, [&] { return cell_of(number, "output", title_of(output)); });
        Evaluated value = evaluate(execution, rule.outputs[at], frame);
        if (value) *value = as_column(execution, std::move(*value), output.column);
        if (value && !is_kind_of_date(*value, output.type))
            value = typed(execution, std::move(*value), output.type, "the output '" + output.name + "'");
        if (!value) return unexpected(std::move(value.error()));
        const auto allowed = is_allowed(execution, output.allowed_values, *value, frame);
        if (!allowed) return unexpected(allowed.error());
        if (!*allowed)
            *value = execution.evaluation.null("The value of the output '" + output.name +
                                               "' is not among those allowed (" + output.allowed_values.text + ").");
        values.push_back(std::move(*value));
    }
    return values;
}

Evaluated default_value(Execution& execution, const TableLogic& table, const Frame& frame) {
    expression::List values;
    bool has_default = false;
    for (const TableOutput& output : table.outputs) {
        has_default = has_default || output.default_value.has_value();
        Evaluated value = output.default_value ? evaluate(execution, *output.default_value, frame) : Evaluated(Value());
        if (value) value = typed(execution, std::move(*value), output.type, "the output '" + output.name + "'");
        if (!value) return value;
        values.push_back(std::move(*value));
    }
    if (has_default) return as_one(table, values);
    return value_without_match(table);
}

void trace_inputs(const TableLogic& table, const expression::List& values, EvaluatedDecision& trace) {
    for (std::size_t at = 0; at < values.size(); ++at)
        trace.inputs.push_back({table.inputs[at].id, table.inputs[at].label, values[at]});
}

void trace_rule(const TableLogic& table, const Hit& hit, EvaluatedDecision& trace) {
    MatchedRule matched{table.rules[hit.rule].id, hit.rule + 1, {}};
    for (std::size_t at = 0; at < hit.outputs.size(); ++at)
        matched.outputs.push_back({table.outputs[at].id, table.outputs[at].name, hit.outputs[at]});
    trace.rules.push_back(std::move(matched));
}

// The cells see the inputs under the names that Camunda lets a table give them.
void name_inputs(const TableLogic& table, const expression::List& inputs, Frame& frame) {
    for (std::size_t at = 0; at < inputs.size(); ++at)
        if (!table.inputs[at].variable.empty()) frame.set(table.inputs[at].variable, inputs[at]);
}

// The rules that can match; nothing: all of them. A column counts only while those before it would have said nothing of
// the rules that it leaves out.
std::optional<RuleIndex::Rules> candidates(const TableLogic& table, const expression::List& inputs) {
    std::optional<RuleIndex::Found> best;
    for (std::size_t column = 0; column < table.indexes.size(); ++column) {
        const RuleIndex::Found found = table.indexes[column].find(inputs[column]);
        if (found.always == nullptr) break;
        if (!best || found.size() < best->size()) best = found;
        if (!found.says_nothing_else) break;
    }
    if (!best) return std::nullopt;
    RuleIndex::Rules rules;
    rules.reserve(best->size());
    std::ranges::merge(*best->always, *best->matching, std::back_inserter(rules));
    return rules;
}

Result<std::vector<Hit>, Stop> find_hits(Execution& execution, const TableLogic& table, const expression::List& inputs,
                                         const Frame& frame) {
    std::vector<Hit> hits;
    const Within within(execution.evaluation, frame);
    const auto some = candidates(table, inputs);
    const std::size_t count = some ? some->size() : table.rules.size();
    for (std::size_t at = 0; at < count; ++at) {
        const std::size_t rule = some ? (*some)[at] : at;
        const auto hit = matches(execution, table, rule, inputs, frame);
        if (!hit) return unexpected(hit.error());
        if (!*hit) continue;
        auto outputs = evaluate_outputs(execution, table, rule, frame);
        if (!outputs) return unexpected(std::move(outputs.error()));
        hits.push_back({rule, std::move(*outputs)});
        if (table.hit_policy == HitPolicy::first) break;
    }
    return hits;
}

}  // namespace

Evaluated evaluate_table(Execution& execution, const TableLogic& table, const Frame& outer, EvaluatedDecision* trace) {
    auto inputs = evaluate_inputs(execution, table, outer);
    if (!inputs) return unexpected(std::move(inputs.error()));
    if (!*inputs) return Value();
    Frame frame(outer, nullptr);
    name_inputs(table, **inputs, frame);
    if (trace != nullptr) trace_inputs(table, **inputs, *trace);
    auto hits = find_hits(execution, table, **inputs, frame);
    if (!hits) return unexpected(std::move(hits.error()));
    if (trace != nullptr)
        for (const Hit& hit : *hits) trace_rule(table, hit, *trace);
    if (hits->empty()) return default_value(execution, table, frame);
    return apply_hit_policy(execution, table, std::move(*hits), frame);
}

}  // namespace pavane::dmn
