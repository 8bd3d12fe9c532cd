#include "expression/juel/json_path.hpp"

#include <algorithm>

#include "expression/text_cursor.hpp"

namespace pavane::expression::juel {
namespace {

using Done = Result<void, Fault>;

// The values found so far point into the document, which outlives them.
using Found = std::vector<const Value*>;

const Value* find_member(const Value& of, const Value& member) {
    if (const std::string* name = member.string()) return of.context() ? of.context()->find(*name) : nullptr;
    if (!of.list()) return nullptr;
    const auto size = static_cast<std::int64_t>(of.list()->size());
    const std::int64_t position = *member.integer() < 0 ? size + *member.integer() : *member.integer();
    if (position < 0 || position >= size) return nullptr;
    return &(*of.list())[static_cast<std::size_t>(position)];
}

std::size_t members_of(const Value& value) {
    if (value.list()) return value.list()->size();
    return value.context() ? value.context()->entries().size() : 0;
}

template <class Visit>
void each_member(const Value& value, Visit visit) {
    if (value.list())
        for (const Value& item : *value.list()) visit(item);
    if (value.context())
        for (const auto& [key, member] : value.context()->entries()) visit(member);
}

// The value, and behind it everything in it; values nest at most max_depth deep.
void add_all_below(const Value& value, Found& found) {
    found.push_back(&value);
    each_member(value, [&](const Value& member) { add_all_below(member, found); });
}

std::optional<double> number_of(const Value& value) {
    if (value.integer()) return static_cast<double>(*value.integer());
    if (value.real()) return *value.real();
    return std::nullopt;
}

// Nothing if they cannot be compared.
std::optional<int> order(const Value& a, const Value& b) {
    const auto number = number_of(a);
    const auto other = number_of(b);
    if (number && other) return *number < *other ? -1 : (*number > *other ? 1 : 0);
    if (a.string() && b.string()) return a.string()->compare(*b.string());
    return std::nullopt;
}

bool holds(const JsonCondition& condition, const Value& element) {
    const Value* at = &element;
    for (const Value& member : condition.path) {
        at = find_member(*at, member);
        if (!at) return false;
    }
    const auto ordered = order(*at, condition.with);
    const bool is_equal = ordered ? *ordered == 0 : *at == condition.with;
    switch (condition.comparison) {
        case JsonComparison::exists:
            return true;
        case JsonComparison::equal:
            return is_equal;
        case JsonComparison::not_equal:
            return !is_equal;
        case JsonComparison::less:
            return ordered && *ordered < 0;
        case JsonComparison::less_or_equal:
            return ordered && *ordered <= 0;
        case JsonComparison::greater:
            return ordered && *ordered > 0;
        case JsonComparison::greater_or_equal:
            return ordered && *ordered >= 0;
    }
    return false;
}

bool holds(const JsonPathStep& step, const Value& element) {
    return std::ranges::any_of(step.any_of, [&](const std::vector<JsonCondition>& all_of) {
        return std::ranges::all_of(all_of, [&](const JsonCondition& condition) { return holds(condition, element); });
    });
}

void add_slice(const JsonPathStep& step, const List& list, Found& found) {
    const auto size = static_cast<std::int64_t>(list.size());
    const auto bound = [&](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? size + at : at, 0, size); };
    const std::int64_t end = bound(step.end.value_or(size));
    for (std::int64_t i = bound(step.begin.value_or(0)); i < end; ++i)
        found.push_back(&list[static_cast<std::size_t>(i)]);
}

void add_found(const JsonPathStep& step, const Value& value, Found& found) {
    switch (step.kind) {
        case JsonPathStep::Kind::members:
            for (const Value& member : step.members)
                if (const Value* one = find_member(value, member)) found.push_back(one);
            break;
        case JsonPathStep::Kind::slice:
            if (value.list()) add_slice(step, *value.list(), found);
            break;
        case JsonPathStep::Kind::wildcard:
            each_member(value, [&](const Value& member) { found.push_back(&member); });
            break;
        case JsonPathStep::Kind::filter:
            each_member(value, [&](const Value& member) {
                if (holds(step, member)) found.push_back(&member);
            });
            break;
    }
}

// What one step costs at one value, besides what it finds.
Done count(const JsonPathStep& step, const Value& value, Evaluation& evaluation) {
    std::size_t conditions = 1;
    for (const auto& all_of : step.any_of)
        for (const JsonCondition& condition : all_of) conditions += 1 + condition.path.size();
    return evaluation.read_items((members_of(value) + 1) * (conditions + step.members.size()));
}

Result<Found, Fault> next(const JsonPathStep& step, const Found& from, Evaluation& evaluation) {
    Found all;
    for (const Value* value : from) {
        Found starts;
        if (step.is_deep)
            add_all_below(*value, starts);
        else
            starts.push_back(value);
        for (const Value* start : starts) {
            if (auto counted = count(step, *start, evaluation); !counted) return unexpected(counted.error());
            add_found(step, *start, all);
        }
    }
    return all;
}

tl::unexpected<Fault> nothing_there(const JsonPathStep& step, const Value& value) {
    const Value& member = step.members.front();
    if (member.string())
        return value.context()
                   ? fault("the JSON object has no property " + quoted(*member.string()))
                   : fault("the JSON value is no object, so it has no property " + quoted(*member.string()));
    return value.list()
               ? fault("the JSON array has no element " + std::to_string(*member.integer()))
               : fault("the JSON value is no array, so it has no element " + std::to_string(*member.integer()));
}

}  // namespace

Outcome follow(const JsonPath& path, const Value& root, Evaluation& evaluation) {
    Found found{&root};
    bool is_definite = true;
    for (const JsonPathStep& step : path) {
        is_definite = is_definite && step.is_definite();
        auto further = next(step, found, evaluation);
        if (!further) return unexpected(further.error());
        if (is_definite && further->empty()) return nothing_there(step, *found.front());
        found = std::move(*further);
    }
    if (is_definite) return *found.front();
    List list;
    for (const Value* value : found) list.push_back(*value);
    return Value(std::move(list));
}

}  // namespace pavane::expression::juel
