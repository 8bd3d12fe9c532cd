// How points and ranges lie to each other (DMN 1.5 §10.3.4.9).
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

// A place between values: just below or just above one, or beyond them all. A range lies between two of them, a point
// between the one below it and the one above it; then every relation is a comparison of such places.
struct Cut {
    const Value* value = nullptr;  // null: beyond all values, on that side
    bool is_above = false;
};

struct Extent {
    Cut low;
    Cut high;
};

Cut cut(const Value& end, bool is_above, bool is_high) {
    if (end.is_null()) return {nullptr, is_high};
    return {&end, is_above};
}

Extent extent(const Value& value) {
    const Range* range = value.range();
    if (range == nullptr) return {{&value, false}, {&value, true}};
    return {cut(range->low, !range->includes_low, false), cut(range->high, range->includes_high, true)};
}

using Order = std::optional<std::strong_ordering>;

// Nothing if the values have no order.
Order order(const Cut& a, const Cut& b) {
    if (a.value == nullptr && b.value == nullptr) return a.is_above <=> b.is_above;
    if (a.value == nullptr) return a.is_above ? std::strong_ordering::greater : std::strong_ordering::less;
    if (b.value == nullptr) return b.is_above ? std::strong_ordering::less : std::strong_ordering::greater;
    const Order values = compare(*a.value, *b.value);
    return values == std::strong_ordering::equal ? Order(a.is_above <=> b.is_above) : values;
}

// The four orders that matter, all of them known.
struct Orders {
    std::strong_ordering low_low;
    std::strong_ordering low_high;
    std::strong_ordering high_low;
    std::strong_ordering high_high;
};

using Relation = bool (*)(const Orders& orders);

bool is_before(const Orders& a) { return a.high_low <= 0; }
bool overlaps(const Orders& a) { return a.high_low > 0 && a.low_high < 0; }
bool overlaps_before(const Orders& a) { return a.low_low < 0 && a.high_low > 0 && a.high_high <= 0; }
bool finishes(const Orders& a) { return a.high_high == 0 && a.low_low >= 0; }
bool includes(const Orders& a) { return a.low_low <= 0 && a.high_high >= 0; }
bool starts(const Orders& a) { return a.low_low == 0 && a.high_high <= 0; }
bool coincides(const Orders& a) { return a.low_low == 0 && a.high_high == 0; }

Computed related(Evaluation& evaluation, const Value& a, const Value& b, Relation relation) {
    for (const Value* value : {&a, &b}) {
        const Range* range = value->range();
        const Value& end = range == nullptr ? *value : range->low;
        if (auto allowed = read_texts(evaluation, {&end, 1}); !allowed) return unexpected(allowed.error());
    }
    const Extent first = extent(a);
    const Extent second = extent(b);
    const Order low_low = order(first.low, second.low);
    const Order low_high = order(first.low, second.high);
    const Order high_low = order(first.high, second.low);
    const Order high_high = order(first.high, second.high);
    if (!low_low || !low_high || !high_low || !high_high)
        return evaluation.null("these values have no order to each other");
    return Value(relation({*low_low, *low_high, *high_low, *high_high}));
}

template <Relation relation>
Computed relate(Evaluation& evaluation, Arguments arguments) {
    return related(evaluation, arguments[0], arguments[1], relation);
}

// The same with the sides exchanged: "after" is "before" read backwards.
template <Relation relation>
Computed relate_backwards(Evaluation& evaluation, Arguments arguments) {
    return related(evaluation, arguments[1], arguments[0], relation);
}

// Both ends belong to their ranges and are the same.
Computed meeting(Evaluation& evaluation, const Value& a, const Value& b) {
    const Range& first = *a.range();
    const Range& second = *b.range();
    if (first.high.is_null() || second.low.is_null()) return Value(false);
    const Order ends = compare(first.high, second.low);
    if (!ends) return evaluation.null("these ranges have no order to each other");
    return Value(*ends == 0 && first.includes_high && second.includes_low);
}

Computed meets(Evaluation& evaluation, Arguments arguments) { return meeting(evaluation, arguments[0], arguments[1]); }
Computed met_by(Evaluation& evaluation, Arguments arguments) { return meeting(evaluation, arguments[1], arguments[0]); }

Signature of_points(BuiltinCode code) { return {{{"point1", kinds::point}, {"point2", kinds::point}}, code}; }
Signature of_ranges(BuiltinCode code) { return {{{"range1", kinds::range}, {"range2", kinds::range}}, code}; }
Signature of_point(BuiltinCode code) { return {{{"point", kinds::point}, {"range", kinds::range}}, code}; }
Signature of_range(BuiltinCode code) { return {{{"range", kinds::range}, {"point", kinds::point}}, code}; }

Builtin order_function(std::string_view name, BuiltinCode code) {
    return {name, {of_points(code), of_point(code), of_range(code), of_ranges(code)}};
}

}  // namespace

std::vector<Builtin> interval_functions() {
    const auto overlap_after = &relate_backwards<overlaps_before>;
    return {order_function("before", &relate<is_before>),
            order_function("after", &relate_backwards<is_before>),
            {"meets", {of_ranges(&meets)}},
            {"met by", {of_ranges(&met_by)}},
            {"overlaps", {of_ranges(&relate<overlaps>)}},
            {"overlaps before", {of_ranges(&relate<overlaps_before>)}},
            {"overlaps after", {of_ranges(overlap_after)}},
            {"finishes", {of_point(&relate<finishes>), of_ranges(&relate<finishes>)}},
            {"finished by", {of_range(&relate_backwards<finishes>), of_ranges(&relate_backwards<finishes>)}},
            {"includes", {of_range(&relate<includes>), of_ranges(&relate<includes>)}},
            {"during", {of_point(&relate_backwards<includes>), of_ranges(&relate_backwards<includes>)}},
            {"starts", {of_point(&relate<starts>), of_ranges(&relate<starts>)}},
            {"started by", {of_range(&relate_backwards<starts>), of_ranges(&relate_backwards<starts>)}},
            {"coincides", {of_points(&relate<coincides>), of_ranges(&relate<coincides>)}}};
}

}  // namespace pavane::expression::feel
