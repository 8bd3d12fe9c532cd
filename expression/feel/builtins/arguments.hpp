// What the built-in functions read off their arguments. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "expression/feel/builtin.hpp"

namespace pavane::expression::feel {

using Arguments = std::span<const Value>;

// The number without its fraction; nothing if it is no number or beyond 64 bits.
std::optional<std::int64_t> truncated(const Value& value);

// The index that a position means in something of that size: 1 is the first, -1 the last. Nothing if it lies outside.
std::optional<std::size_t> index_at(const Value& position, std::size_t size);

// Nothing if one of them is no number.
std::optional<std::vector<Decimal>> decimals(std::span<const Value> values);

// Before values are compared: texts are as long as they are.
Allowed read_texts(Evaluation& evaluation, std::span<const Value> values);

// Signatures for functions of one list: `f(list)` and, where its members may be given one by one, `f(a, b, c)`. The
// code sees the members.
using MembersCode = Computed (*)(Evaluation& evaluation, std::span<const Value> members);

template <MembersCode code>
Computed of_list(Evaluation& evaluation, Arguments arguments) {
    const List& list = *arguments[0].list();
    if (auto read = evaluation.read_items(list.size()); !read) return unexpected(read.error());
    return code(evaluation, list);
}

template <MembersCode code>
Builtin list_function(std::string_view name) {
    return {name, {{{{"list", kinds::list}}, &of_list<code>}}};
}

template <MembersCode code>
Builtin members_function(std::string_view name) {
    return {name, {{{{"list", kinds::list}}, &of_list<code>}, {{{"c", kinds::any}}, code, true}}};
}

}  // namespace pavane::expression::feel
