#include <algorithm>
#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/operators.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

Value number(std::size_t value) { return Value(static_cast<std::int64_t>(value)); }

Outcome list_size(const Value& base, Arguments, Evaluation&) { return number(base.list()->size()); }
Outcome list_is_empty(const Value& base, Arguments, Evaluation&) { return Value(base.list()->empty()); }

tl::unexpected<Fault> outside(std::int64_t position, const List& list) {
    return fault("position " + std::to_string(position) + " lies outside a list of " + std::to_string(list.size()));
}

Outcome list_get(const Value& base, Arguments arguments, Evaluation&) {
    const auto position = to_integer(arguments[0]);
    if (!position) return unexpected(position.error());
    const List& list = *base.list();
    if (*position < 0 || static_cast<std::size_t>(*position) >= list.size()) return outside(*position, list);
    return list[static_cast<std::size_t>(*position)];
}

Outcome list_first(const Value& base, Arguments, Evaluation&) {
    return base.list()->empty() ? outside(0, *base.list()) : Outcome(base.list()->front());
}

Outcome list_last(const Value& base, Arguments, Evaluation&) {
    return base.list()->empty() ? outside(0, *base.list()) : Outcome(base.list()->back());
}

// The first or the last position that holds the value; -1 if none does.
Outcome position_of(const List& list, const Value& wanted, bool from_end, Evaluation& evaluation) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::size_t at = from_end ? list.size() - 1 - i : i;
        const auto found = same(list[at], wanted, evaluation);
        if (!found) return unexpected(found.error());
        if (*found) return number(at);
    }
    return Value(-1);
}

Outcome list_index_of(const Value& base, Arguments arguments, Evaluation& evaluation) {
    return position_of(*base.list(), arguments[0], false, evaluation);
}

Outcome list_last_index_of(const Value& base, Arguments arguments, Evaluation& evaluation) {
    return position_of(*base.list(), arguments[0], true, evaluation);
}

Outcome list_contains(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto position = position_of(*base.list(), arguments[0], false, evaluation);
    if (!position) return position;
    return Value(*position->integer() >= 0);
}

Outcome list_contains_all(const Value& base, Arguments arguments, Evaluation& evaluation) {
    Value wanted = arguments[0];
    if (wanted.document()) {
        auto content = evaluation.content(wanted);
        if (!content) return content;
        wanted = std::move(*content);
    }
    if (!wanted.list()) return fault("containsAll needs a list, not " + described(wanted));
    for (const Value& item : *wanted.list()) {
        auto found = list_contains(base, std::span(&item, 1), evaluation);
        if (!found || !*found->boolean()) return found;
    }
    return Value(true);
}

Outcome list_sub_list(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const List& list = *base.list();
    const auto begin = to_integer(arguments[0]);
    if (!begin) return unexpected(begin.error());
    const auto end = to_integer(arguments[1]);
    if (!end) return unexpected(end.error());
    const auto size = static_cast<std::int64_t>(list.size());
    if (*begin < 0 || *begin > size) return outside(*begin, list);
    if (*end < *begin || *end > size) return outside(*end, list);
    if (auto counted = evaluation.read_items(static_cast<std::size_t>(*end - *begin)); !counted)
        return unexpected(counted.error());
    return Value(List(list.begin() + *begin, list.begin() + *end));
}

Outcome map_size(const Value& base, Arguments, Evaluation&) { return number(base.context()->entries().size()); }
Outcome map_is_empty(const Value& base, Arguments, Evaluation&) { return Value(base.context()->entries().empty()); }

// The entry whose key is the text of the argument, or nullptr.
Result<const Value*, Fault> find_entry(const Value& base, const Value& argument, Evaluation& evaluation) {
    const auto key = to_text(argument, evaluation);
    if (!key) return unexpected(key.error());
    if (auto counted = evaluation.read_items(base.context()->entries().size()); !counted)
        return unexpected(counted.error());
    return base.context()->find(*key);
}

Outcome map_get(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = find_entry(base, arguments[0], evaluation);
    if (!found) return unexpected(found.error());
    if (*found) return **found;
    return arguments.size() == 2 ? arguments[1] : Value();
}

Outcome map_contains_key(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = find_entry(base, arguments[0], evaluation);
    if (!found) return unexpected(found.error());
    return Value(*found != nullptr);
}

Result<List, Fault> members(const Value& base, Value (*pick)(const Context::Entry&), Evaluation& evaluation) {
    const auto& entries = base.context()->entries();
    if (auto counted = evaluation.read_items(entries.size()); !counted) return unexpected(counted.error());
    List list;
    list.reserve(entries.size());
    for (const Context::Entry& entry : entries) list.push_back(pick(entry));
    return list;
}

Value key_of(const Context::Entry& entry) { return Value(entry.first); }
Value value_of(const Context::Entry& entry) { return entry.second; }
Value key_and_value_of(const Context::Entry& entry) {
    return Value(Context({{"key", Value(entry.first)}, {"value", entry.second}}));
}

template <Value (*pick)(const Context::Entry&)>
Outcome map_members(const Value& base, Arguments, Evaluation& evaluation) {
    auto list = members(base, pick, evaluation);
    if (!list) return unexpected(list.error());
    return Value(std::move(*list));
}

Outcome map_contains_value(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto values = map_members<value_of>(base, {}, evaluation);
    if (!values) return values;
    return list_contains(*values, arguments, evaluation);
}

// A decision's result is a list of maps, of each rule's outputs by name; so are other lists, and it does no harm that
// they have these methods too.

tl::unexpected<Fault> several(std::string_view method, std::size_t found, std::string_view what) {
    return fault(std::string(method) + " needs at most one " + std::string(what) + ", and there are " +
                 std::to_string(found));
}

Outcome result_first(const Value& base, Arguments, Evaluation&) {
    return base.list()->empty() ? Value() : base.list()->front();
}

Outcome result_single(const Value& base, Arguments, Evaluation&) {
    const List& list = *base.list();
    if (list.size() > 1) return several("getSingleResult", list.size(), "result");
    return list.empty() ? Value() : list.front();
}

Outcome result_single_entry(const Value& base, Arguments, Evaluation&) {
    const List& list = *base.list();
    if (list.size() > 1) return several("getSingleEntry", list.size(), "result");
    if (list.empty()) return Value();
    const Context* outputs = list.front().context();
    if (!outputs) return fault("getSingleEntry needs a map of outputs, not " + described(list.front()));
    if (outputs->entries().size() > 1) return several("getSingleEntry", outputs->entries().size(), "output");
    return outputs->entries().empty() ? Value() : outputs->entries().front().second;
}

Outcome result_collect(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto name = to_text(arguments[0], evaluation);
    if (!name) return unexpected(name.error());
    if (auto counted = evaluation.read_items(base.list()->size()); !counted) return unexpected(counted.error());
    List values;
    for (const Value& result : *base.list()) {
        const Context* outputs = result.context();
        if (!outputs) return fault("collectEntries needs maps of outputs, not " + described(result));
        if (const Value* value = outputs->find(*name)) values.push_back(*value);
    }
    return Value(std::move(values));
}

Outcome result_list(const Value& base, Arguments, Evaluation&) { return base; }

constexpr std::array of_lists{Method{"size", 0, 0, list_size},
                              Method{"isEmpty", 0, 0, list_is_empty},
                              Method{"get", 1, 1, list_get},
                              Method{"getFirst", 0, 0, list_first},
                              Method{"getLast", 0, 0, list_last},
                              Method{"contains", 1, 1, list_contains},
                              Method{"containsAll", 1, 1, list_contains_all},
                              Method{"indexOf", 1, 1, list_index_of},
                              Method{"lastIndexOf", 1, 1, list_last_index_of},
                              Method{"subList", 2, 2, list_sub_list},
                              Method{"getFirstResult", 0, 0, result_first},
                              Method{"getSingleResult", 0, 0, result_single},
                              Method{"getSingleEntry", 0, 0, result_single_entry},
                              Method{"collectEntries", 1, 1, result_collect},
                              Method{"getResultList", 0, 0, result_list}};

constexpr std::array of_maps{Method{"size", 0, 0, map_size},
                             Method{"isEmpty", 0, 0, map_is_empty},
                             Method{"get", 1, 1, map_get},
                             Method{"getOrDefault", 2, 2, map_get},
                             Method{"containsKey", 1, 1, map_contains_key},
                             Method{"containsValue", 1, 1, map_contains_value},
                             Method{"keySet", 0, 0, map_members<key_of>},
                             Method{"values", 0, 0, map_members<value_of>},
                             Method{"entrySet", 0, 0, map_members<key_and_value_of>}};

}  // namespace

std::span<const Method> list_methods() { return of_lists; }
std::span<const Method> map_methods() { return of_maps; }

}  // namespace pavane::expression::juel
