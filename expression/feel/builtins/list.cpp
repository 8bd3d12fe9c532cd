// List functions (DMN 1.5 §10.3.4.4) that look into lists and make other lists of them. Positions begin at 1, or count
// backwards from -1. Those that make one value of a list are in aggregate.cpp.
#include <algorithm>

#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

using Members = std::span<const Value>;
using Found = Result<bool, LimitReached>;

Found same(Evaluation& evaluation, const Value& a, const Value& b) {
    if (auto allowed = evaluation.read_items(1); !allowed) return unexpected(allowed.error());
    const Truth truth = equal(evaluation, a, b);
    if (!truth) return unexpected(truth.error());
    return truth->value_or(false);
}

Found holds(Evaluation& evaluation, Members members, const Value& wanted) {
    for (const Value& member : members) {
        const Found found = same(evaluation, member, wanted);
        if (!found || *found) return found;
    }
    return false;
}

Computed contains_member(Evaluation& evaluation, Arguments arguments) {
    const Found found = holds(evaluation, *arguments[0].list(), arguments[1]);
    if (!found) return unexpected(found.error());
    return Value(*found);
}

Computed sublist(Evaluation& evaluation, Arguments arguments) {
    const List& list = *arguments[0].list();
    const auto start = index_at(arguments[1], list.size());
    if (!start) return evaluation.null("the start position of sublist lies outside the list");
    std::size_t length = list.size() - *start;
    if (arguments.size() == 3) {
        const auto wanted = truncated(arguments[2]);
        if (!wanted || *wanted < 0) return evaluation.null("the length of sublist is zero or more");
        length = std::min(length, static_cast<std::size_t>(*wanted));
    }
    const auto first = list.begin() + static_cast<std::ptrdiff_t>(*start);
    return evaluation.produced(List(first, first + static_cast<std::ptrdiff_t>(length)));
}

Computed append(Evaluation& evaluation, Arguments arguments) {
    const List& list = *arguments[0].list();
    List result;
    result.reserve(list.size() + arguments.size() - 1);
    result.assign(list.begin(), list.end());
    result.insert(result.end(), arguments.begin() + 1, arguments.end());
    return evaluation.produced(std::move(result));
}

Computed concatenate(Evaluation& evaluation, Arguments arguments) {
    std::size_t size = 0;
    for (const Value& list : arguments) size += list.list()->size();
    if (auto allowed = evaluation.produce(size * sizeof(Value)); !allowed) return unexpected(allowed.error());
    List result;
    result.reserve(size);
    for (const Value& list : arguments) result.insert(result.end(), list.list()->begin(), list.list()->end());
    return Value(std::move(result));
}

Computed insert_before(Evaluation& evaluation, Arguments arguments) {
    List list = *arguments[0].list();
    const auto index = index_at(arguments[1], list.size());
    if (!index) return evaluation.null("the position of insert before lies outside the list");
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(*index), arguments[2]);
    return evaluation.produced(std::move(list));
}

Computed remove(Evaluation& evaluation, Arguments arguments) {
    List list = *arguments[0].list();
    const auto index = index_at(arguments[1], list.size());
    if (!index) return evaluation.null("the position of remove lies outside the list");
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(*index));
    return evaluation.produced(std::move(list));
}

Computed replace_at(Evaluation& evaluation, Arguments arguments) {
    List list = *arguments[0].list();
    const auto index = index_at(arguments[1], list.size());
    if (!index) return evaluation.null("the position of list replace lies outside the list");
    list[*index] = arguments[2];
    return evaluation.produced(std::move(list));
}

Computed replace_matches(Evaluation& evaluation, Arguments arguments) {
    List list = *arguments[0].list();
    for (Value& member : list) {
        Computed matches = evaluation.call(arguments[1], std::array{member, arguments[2]});
        if (!matches) return matches;
        if (matches->boolean() == nullptr)
            return evaluation.null("the function that list replace calls gives true or false");
        if (*matches->boolean()) member = arguments[2];
    }
    return evaluation.produced(std::move(list));
}

Computed reverse(Evaluation& evaluation, Members members) {
    return evaluation.produced(List(members.rbegin(), members.rend()));
}

Computed index_of(Evaluation& evaluation, Arguments arguments) {
    List positions;
    std::int64_t position = 0;
    for (const Value& member : *arguments[0].list()) {
        ++position;
        const Found found = same(evaluation, member, arguments[1]);
        if (!found) return unexpected(found.error());
        if (*found) positions.emplace_back(position);
    }
    return evaluation.produced(std::move(positions));
}

Result<bool, LimitReached> add_new(Evaluation& evaluation, List& to, const Value& member) {
    const Found found = holds(evaluation, to, member);
    if (found && !*found) to.push_back(member);
    return found;
}

Computed distinct(Evaluation& evaluation, Members members) {
    List result;
    for (const Value& member : members)
        if (const Found found = add_new(evaluation, result, member); !found) return unexpected(found.error());
    return evaluation.produced(std::move(result));
}

Computed united(Evaluation& evaluation, Arguments arguments) {
    List result;
    for (const Value& list : arguments)
        for (const Value& member : *list.list())
            if (const Found found = add_new(evaluation, result, member); !found) return unexpected(found.error());
    return evaluation.produced(std::move(result));
}

// Each member that comes more than once, at its first place.
Computed duplicates(Evaluation& evaluation, Members members) {
    List met;
    List repeated;
    for (const Value& member : members) {
        const Found found = add_new(evaluation, met, member);
        if (!found) return unexpected(found.error());
        if (!*found) continue;
        if (const Found again = add_new(evaluation, repeated, member); !again) return unexpected(again.error());
    }
    List result;
    for (const Value& member : met) {
        const Found found = holds(evaluation, repeated, member);
        if (!found) return unexpected(found.error());
        if (*found) result.push_back(member);
    }
    return evaluation.produced(std::move(result));
}

// As deep as a value may nest. What the list shares is copied as often as it is held.
Allowed collect(Evaluation& evaluation, const Value& value, List& into) {
    if (value.list() == nullptr) {
        into.push_back(value);
        return evaluation.produce(sizeof(Value));
    }
    if (auto allowed = evaluation.read_items(value.list()->size()); !allowed) return allowed;
    for (const Value& member : *value.list())
        if (auto allowed = collect(evaluation, member, into); !allowed) return allowed;
    return {};
}

Computed flatten(Evaluation& evaluation, Arguments arguments) {
    List result;
    if (auto allowed = collect(evaluation, arguments[0], result); !allowed) return unexpected(allowed.error());
    return Value(std::move(result));
}

Computed partition(Evaluation& evaluation, Arguments arguments) {
    const List& list = *arguments[0].list();
    const auto size = truncated(arguments[1]);
    if (!size || *size < 1) return evaluation.null("the size of partition is one or more");
    List parts;
    for (std::size_t begin = 0; begin < list.size();) {
        const std::size_t length = std::min(list.size() - begin, static_cast<std::size_t>(*size));
        const auto first = list.begin() + static_cast<std::ptrdiff_t>(begin);
        auto part = evaluation.produced(List(first, first + static_cast<std::ptrdiff_t>(length)));
        if (!part) return part;
        parts.push_back(std::move(*part));
        begin += length;
    }
    return evaluation.produced(std::move(parts));
}

Computed is_empty(Evaluation&, Members members) { return Value(members.empty()); }

constexpr Parameter list_parameter{"list", kinds::list};
constexpr Parameter position_parameter{"position", kinds::number};

}  // namespace

std::vector<Builtin> list_functions() {
    Builtin duplicate_values = list_function<duplicates>("duplicate values");
    duplicate_values.is_extension = true;
    Builtin is_empty_list = list_function<is_empty>("is empty");
    is_empty_list.is_extension = true;
    return {
        {"list contains", {{{list_parameter, {"element"}}, &contains_member}}},
        {"sublist", {{{list_parameter, {"start position", kinds::number}, {"length", kinds::number, true}}, &sublist}}},
        {"append", {{{list_parameter, {"item"}}, &append, true}}},
        {"concatenate", {{{list_parameter}, &concatenate, true}}},
        {"insert before", {{{list_parameter, position_parameter, {"newItem"}}, &insert_before}}},
        {"remove", {{{list_parameter, position_parameter}, &remove}}},
        {"list replace",
         {{{list_parameter, position_parameter, {"newItem"}}, &replace_at},
          {{list_parameter, {"match", kinds::function}, {"newItem"}}, &replace_matches}}},
        list_function<reverse>("reverse"),
        {"index of", {{{list_parameter, {"match"}}, &index_of}}},
        {"union", {{{list_parameter}, &united, true}}},
        list_function<distinct>("distinct values"),
        {"flatten", {{{list_parameter}, &flatten}}},
        duplicate_values,
        {"partition", {{{list_parameter, {"size", kinds::number}}, &partition}}, true},
        is_empty_list};
}

}  // namespace pavane::expression::feel
