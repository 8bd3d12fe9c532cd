#include <cstdlib>

#include "expression/feel/machine.hpp"

namespace pavane::expression::feel {

// The values that a variable takes one after the other: of a list, or whole numbers or days from one to another.
struct Machine::Domain {
    enum class Kind : std::uint8_t { values, numbers, days };
    Kind kind = Kind::values;
    Value list;
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::uint64_t size = 0;

    Value at(std::uint64_t index) const {
        if (kind == Kind::values) return canonical((*list.list())[index]);
        const std::int64_t number = first + step * static_cast<std::int64_t>(index);
        return kind == Kind::numbers ? Value(number) : Value(date_from(number));
    }
};

namespace {

struct Ends {
    std::int64_t first;
    std::int64_t last;
    bool are_days;
};

std::optional<Ends> ends_of(const Value& first, const Value& last) {
    if (first.date() != nullptr && last.date() != nullptr)
        return Ends{days_from(*first.date()), days_from(*last.date()), true};
    if (first.integer() != nullptr && last.integer() != nullptr) return Ends{*first.integer(), *last.integer(), false};
    return std::nullopt;
}

}  // namespace

Machine::Domain Machine::steps(std::int64_t first, std::int64_t last, bool are_days) {
    Domain domain;
    domain.kind = are_days ? Domain::Kind::days : Domain::Kind::numbers;
    domain.first = first;
    domain.step = first <= last ? 1 : -1;
    const auto from = static_cast<std::uint64_t>(first);
    const auto to = static_cast<std::uint64_t>(last);
    domain.size = (first <= last ? to - from : from - to);
    // The last of 2^64 values is left out: no evaluation takes so many steps.
    if (domain.size != std::numeric_limits<std::uint64_t>::max()) ++domain.size;
    return domain;
}

// Nothing where there is null to go through.
Result<std::optional<Machine::Domain>, LimitReached> Machine::domain(NodeIndex first, NodeIndex last) {
    Computed from = eval(first);
    if (!from) return unexpected(from.error());
    if (last != none) {
        const Computed to = eval(last);
        if (!to) return unexpected(to.error());
        const auto ends = ends_of(*from, *to);
        if (ends) return steps(ends->first, ends->last, ends->are_days);
        evaluation_.null("'for' goes from one whole number or date to another");
        return std::nullopt;
    }
    if (from->is_null()) return std::nullopt;
    if (const Range* range = from->range()) {
        const auto ends = ends_of(range->low, range->high);
        if (!ends) {
            evaluation_.null("only a range of whole numbers or dates can be gone through");
            return std::nullopt;
        }
        Domain domain = steps(ends->first, ends->last, ends->are_days);
        if (!range->includes_low && domain.size > 0) domain.first += 1, --domain.size;
        if (!range->includes_high && domain.size > 0) --domain.size;
        return domain;
    }
    Domain domain;
    domain.list = from->list() != nullptr ? std::move(*from) : Value(List{std::move(*from)});
    domain.size = domain.list.list()->size();
    return domain;
}

// Calls `visit` for each combination of values, the last variable the fastest, until it says false. False if a domain
// is null.
template <class Visit>
Result<Machine::Progress, LimitReached> Machine::for_each(Operands domains, Visit& visit) {
    if (domains.empty()) return visit();
    const auto values = domain(domains[1], domains[2]);
    if (!values) return unexpected(values.error());
    if (!*values) return Progress::met_null;
    for (std::uint64_t i = 0; i < (*values)->size; ++i) {
        if (auto allowed = evaluation_.step(); !allowed) return unexpected(allowed.error());
        frame_[domains[0]] = (*values)->at(i);
        const auto progress = for_each(domains.subspan(operands_per_domain), visit);
        if (!progress || *progress != Progress::goes_on) return progress;
    }
    return Progress::goes_on;
}

Computed Machine::iteration(const Node& node) {
    const Operands all = operands(node);
    List results;
    auto visit = [&]() -> Result<Progress, LimitReached> {
        if (all[0] != none) {
            if (auto allowed = evaluation_.read_items(results.size()); !allowed) return unexpected(allowed.error());
            frame_[all[0]] = Value(results);
        }
        Computed value = eval(all[1]);
        if (!value) return unexpected(value.error());
        if (auto allowed = evaluation_.produce(sizeof(Value)); !allowed) return unexpected(allowed.error());
        const auto depth = evaluation_.depth_of(*value, max_depth - 1);
        if (!depth) return unexpected(depth.error());
        results.push_back(std::move(*value));
        return Progress::goes_on;
    };
    const auto progress = for_each(all.subspan(2), visit);
    if (!progress) return unexpected(progress.error());
    if (*progress == Progress::met_null) return Value();
    return Value(std::move(results));
}

// `some` ends with the first true, `every` with the first false; what is no boolean makes the rest null.
Computed Machine::quantified(const Node& node) {
    const Operands all = operands(node);
    const bool wanted = node.op == Op::some;
    bool unknown = false;
    auto visit = [&]() -> Result<Progress, LimitReached> {
        const Computed value = eval(all[1]);
        if (!value) return unexpected(value.error());
        const bool* boolean = value->boolean();
        unknown = unknown || boolean == nullptr;
        return boolean != nullptr && *boolean == wanted ? Progress::ends : Progress::goes_on;
    };
    const auto progress = for_each(all.subspan(2), visit);
    if (!progress) return unexpected(progress.error());
    if (*progress == Progress::ends) return Value(wanted);
    return *progress == Progress::met_null || unknown ? Value() : Value(!wanted);
}

Computed Machine::filter(const Node& node) {
    Computed source = eval(node.a);
    if (!source || source->is_null()) return source;
    if (source->list() != nullptr) return filtered(*source->list(), node);
    return filtered(List{std::move(*source)}, node);
}

Computed Machine::item_at(const List& list, const Value& position) {
    const auto index = to_integer(position);
    if (!index || *index == 0) return evaluation_.null("a list has no item at the place that is asked for");
    const auto size = static_cast<std::int64_t>(list.size());
    const std::int64_t place = *index > 0 ? *index - 1 : size + *index;
    if (place < 0 || place >= size)
        return evaluation_.null("a list of " + std::to_string(size) + " has no item " + std::to_string(*index));
    return canonical(list[static_cast<std::size_t>(place)]);
}

// A condition that gives a number is a place in the list, counted from 1, or from the end where it is negative.
Computed Machine::filtered(const List& list, const Node& node) {
    if (list.empty()) {
        frame_[node.c] = Value();
        const Computed condition = eval(node.b);
        if (condition && is_number(*condition)) return item_at(list, *condition);
        return condition ? Computed(Value(List())) : condition;
    }
    List items;
    for (const Value& item : list) {
        frame_[node.c] = canonical(item);
        const Computed condition = eval(node.b);
        if (!condition) return condition;
        if (is_number(*condition)) return item_at(list, *condition);
        if (const bool* boolean = condition->boolean(); boolean != nullptr && *boolean) items.push_back(item);
    }
    if (auto allowed = evaluation_.produce(items.size() * sizeof(Value)); !allowed) return unexpected(allowed.error());
    return Value(std::move(items));
}

}  // namespace pavane::expression::feel
