#include "expression/feel/iteration.hpp"
#include "expression/feel/machine.hpp"

namespace pavane::expression::feel {

// Nothing where there is null to go through.
Result<std::optional<Domain>, LimitReached> Machine::domain(NodeIndex first, NodeIndex last) {
    Computed from = eval(first);
    if (!from) return unexpected(from.error());
    if (last == none) return domain_of(evaluation_, std::move(*from));
    const Computed to = eval(last);
    if (!to) return unexpected(to.error());
    return domain_from_to(evaluation_, *from, *to);
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
        Computed condition = eval(node.b);
        if (!condition) return condition;
        if (is_number(*condition)) return item_at(list, *condition);
        if (const bool* boolean = condition->boolean(); boolean != nullptr && *boolean) items.push_back(item);
    }
    if (auto allowed = evaluation_.produce(items.size() * sizeof(Value)); !allowed) return unexpected(allowed.error());
    return Value(std::move(items));
}

}  // namespace pavane::expression::feel
