#include "dmn/execution/hit_policy.hpp"

#include <algorithm>

#include "expression/feel/values.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using expression::List;

namespace {

Result<bool, Stop> is_equal(Execution& execution, const Value& a, const Value& b) {
    const auto truth = feel::equal(execution.evaluation, a, b);
    if (!truth) return unexpected(Stop{truth.error(), {}});
    return truth->has_value() && **truth;
}

Evaluated unique(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits) {
    if (hits.size() == 1) return as_one(table, hits.front().outputs);
    std::string numbers;
    for (const Hit& hit : hits) numbers += (numbers.empty() ? "" : ", ") + std::to_string(hit.rule + 1);
    return execution.evaluation.null("Several rules of a decision table with the hit policy UNIQUE match: " + numbers +
                                     ".");
}

Evaluated any(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits) {
    Value first = as_one(table, hits.front().outputs);
    for (const Hit& hit : hits) {
        const auto same = is_equal(execution, first, as_one(table, hit.outputs));
        if (!same) return unexpected(same.error());
        if (!*same)
            return execution.evaluation.null(
                "Rules of a decision table with the hit policy ANY match and differ: rules " +
                std::to_string(hits.front().rule + 1) + " and " + std::to_string(hit.rule + 1) + ".");
    }
    return first;
}

// Where a value stands among the values of its output; what is not there comes last.
Result<std::size_t, Stop> place_of(Execution& execution, const Value& value, const List& order) {
    for (std::size_t at = 0; at < order.size(); ++at) {
        if (const expression::Range* range = order[at].range()) {
            if (feel::contains(*range, value).value_or(false)) return at;
            continue;
        }
        const auto same = is_equal(execution, value, order[at]);
        if (!same) return unexpected(same.error());
        if (*same) return at;
    }
    return order.size();
}

// By the places of their outputs, the first output counting most; equal ones keep the order of the rules.
std::optional<Stop> sort_by_priority(Execution& execution, const TableLogic& table, std::vector<Hit>& hits,
                                     const Frame& frame) {
    std::vector<std::pair<std::vector<std::size_t>, Hit>> keyed;
    for (Hit& hit : hits) keyed.emplace_back(std::vector<std::size_t>(), std::move(hit));
    for (std::size_t at = 0; at < table.outputs.size(); ++at) {
        const Evaluated order = evaluate(execution, table.outputs[at].ordered_values, frame);
        if (!order) return order.error();
        const List* values = order->list();
        if (values == nullptr) continue;
        for (auto& [key, hit] : keyed) {
            const auto place = place_of(execution, hit.outputs[at], *values);
            if (!place) return place.error();
            key.push_back(*place);
        }
    }
    std::ranges::stable_sort(keyed, {}, [](const auto& each) -> const auto& { return each.first; });
    hits.clear();
    for (auto& [key, hit] : keyed) hits.push_back(std::move(hit));
    return std::nullopt;
}

Evaluated all(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits) {
    List values;
    for (const Hit& hit : hits) values.push_back(as_one(table, hit.outputs));
    return evaluated(execution.evaluation.produced(std::move(values)));
}

Evaluated sum(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits) {
    std::optional<expression::Decimal> total = expression::Decimal();
    for (const Hit& hit : hits) {
        const auto number = feel::to_decimal(as_one(table, hit.outputs));
        if (!number || !total) return execution.evaluation.null("A decision table can add up numbers only.");
        total = add(*total, *number);
    }
    return feel::number(total);
}

Evaluated extreme(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits, bool smallest) {
    Value best = as_one(table, hits.front().outputs);
    for (const Hit& hit : hits) {
        Value value = as_one(table, hit.outputs);
        const auto order = feel::compare(value, best);
        if (!order) return execution.evaluation.null("A decision table can compare values of one kind only.");
        if (smallest ? *order < 0 : *order > 0) best = std::move(value);
    }
    return best;
}

Evaluated collect(Execution& execution, const TableLogic& table, const std::vector<Hit>& hits) {
    switch (table.aggregation) {
        case Aggregation::none:
            return all(execution, table, hits);
        case Aggregation::count:
            return Value(static_cast<std::int64_t>(hits.size()));
        case Aggregation::sum:
            return sum(execution, table, hits);
        case Aggregation::min:
            return extreme(execution, table, hits, true);
        case Aggregation::max:
            return extreme(execution, table, hits, false);
    }
    return Value();
}

}  // namespace

Value as_one(const TableLogic& table, const List& outputs) {
    if (outputs.size() == 1) return outputs.front();
    expression::Context context;
    for (std::size_t at = 0; at < outputs.size(); ++at) context.set(table.outputs[at].name, outputs[at]);
    return context;
}

Value value_without_match(const TableLogic& table) {
    switch (table.hit_policy) {
        case HitPolicy::collect:
            if (table.aggregation == Aggregation::count) return 0;
            return table.aggregation == Aggregation::none ? Value(List()) : Value();
        case HitPolicy::rule_order:
        case HitPolicy::output_order:
            return List();
        case HitPolicy::unique:
        case HitPolicy::first:
        case HitPolicy::priority:
        case HitPolicy::any:
            break;
    }
    return {};
}

Evaluated apply_hit_policy(Execution& execution, const TableLogic& table, std::vector<Hit> hits, const Frame& frame) {
    if (table.hit_policy == HitPolicy::priority || table.hit_policy == HitPolicy::output_order)
        if (auto stop = sort_by_priority(execution, table, hits, frame)) return unexpected(std::move(*stop));
    switch (table.hit_policy) {
        case HitPolicy::unique:
            return unique(execution, table, hits);
        case HitPolicy::any:
            return any(execution, table, hits);
        case HitPolicy::first:
        case HitPolicy::priority:
            return as_one(table, hits.front().outputs);
        case HitPolicy::rule_order:
        case HitPolicy::output_order:
            return all(execution, table, hits);
        case HitPolicy::collect:
            return collect(execution, table, hits);
    }
    return Value();
}

}  // namespace pavane::dmn
