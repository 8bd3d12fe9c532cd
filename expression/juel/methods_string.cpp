#include <algorithm>
#include <array>

#include "expression/characters.hpp"
#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/operators.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

// The texts that a method works on, which are read once.
struct Texts {
    const std::string& base;
    std::string argument;
};

Result<Texts, Fault> texts(const Value& base, const Value& argument, Evaluation& evaluation) {
    auto text = to_text(argument, evaluation);
    if (!text) return unexpected(text.error());
    if (auto read = evaluation.read_text(base.string()->size() + text->size()); !read) return unexpected(read.error());
    return Texts{*base.string(), std::move(*text)};
}

template <bool (*holds)(std::string_view, std::string_view)>
Outcome test(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    return Value(holds(both->base, both->argument));
}

bool holds_text(std::string_view text, std::string_view wanted) {
    return find_text(text, wanted) != std::string_view::npos;
}
bool ends_with(std::string_view text, std::string_view wanted) { return text.ends_with(wanted); }
bool equals_without_case(std::string_view text, std::string_view other) { return to_lower(text) == to_lower(other); }

template <std::string (*change)(std::string_view)>
Outcome changed(const Value& base, Arguments, Evaluation& evaluation) {
    if (auto read = evaluation.read_text(base.string()->size()); !read) return unexpected(read.error());
    return evaluation.produced(change(*base.string()));
}

// As Java's trim: everything up to the blank goes.
std::string trimmed_before(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    return std::string(text);
}
std::string trimmed_behind(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return std::string(text);
}
std::string trimmed(std::string_view text) { return trimmed_before(trimmed_behind(text)); }

Outcome length(const Value& base, Arguments, Evaluation& evaluation) {
    if (auto read = evaluation.read_text(base.string()->size()); !read) return unexpected(read.error());
    return Value(static_cast<std::int64_t>(count_characters(*base.string())));
}

Outcome is_empty_text(const Value& base, Arguments, Evaluation&) { return Value(base.string()->empty()); }

Outcome is_blank(const Value& base, Arguments, Evaluation& evaluation) {
    if (auto read = evaluation.read_text(base.string()->size()); !read) return unexpected(read.error());
    return Value(trimmed(*base.string()).empty());
}

// The byte of a position that an argument gives.
Result<std::size_t, Fault> position_in(const std::string& text, const Value& argument, Evaluation& evaluation) {
    if (auto read = evaluation.read_text(text.size()); !read) return unexpected(read.error());
    const auto position = to_integer(argument);
    if (!position) return unexpected(position.error());
    const auto byte = *position < 0 ? std::nullopt : byte_at(text, static_cast<std::size_t>(*position));
    if (!byte) return fault("position " + std::to_string(*position) + " lies outside " + described(Value(text)));
    return *byte;
}

Outcome substring(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const std::string& text = *base.string();
    const auto begin = position_in(text, arguments[0], evaluation);
    if (!begin) return unexpected(begin.error());
    const auto end =
        arguments.size() == 2 ? position_in(text, arguments[1], evaluation) : Result<std::size_t, Fault>(text.size());
    if (!end) return unexpected(end.error());
    if (*end < *begin) return fault("the part of " + described(base) + " would end before it begins");
    return evaluation.produced(text.substr(*begin, *end - *begin));
}

Outcome char_at(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const std::string& text = *base.string();
    const auto begin = position_in(text, arguments[0], evaluation);
    if (!begin) return unexpected(begin.error());
    if (*begin == text.size()) return fault("position " + described(arguments[0]) + " lies behind " + described(base));
    const auto length = byte_at(std::string_view(text).substr(*begin), 1);
    return evaluation.produced(text.substr(*begin, length.value_or(1)));
}

Value position_of(std::string_view text, std::size_t byte) {
    if (byte == std::string_view::npos) return Value(-1);
    return Value(static_cast<std::int64_t>(count_characters(text.substr(0, byte))));
}

// A start before the text is its begin, one behind it finds nothing, as in Java.
Outcome index_of(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    std::size_t from = 0;
    if (arguments.size() == 2) {
        const auto position = to_integer(arguments[1]);
        if (!position) return unexpected(position.error());
        from = byte_at(both->base, static_cast<std::size_t>(std::max<std::int64_t>(*position, 0)))
                   .value_or(std::string::npos);
    }
    return position_of(both->base, find_text(both->base, both->argument, from));
}

// The second argument of Java is the last position that counts.
Outcome last_index_of(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    std::string_view searched = both->base;
    if (arguments.size() == 2) {
        const auto position = to_integer(arguments[1]);
        if (!position) return unexpected(position.error());
        if (*position < 0) return Value(-1);
        const auto last = byte_at(searched, static_cast<std::size_t>(*position));
        if (last) searched = searched.substr(0, *last + both->argument.size());
    }
    // Found forwards in the reversed texts, where the search is linear.
    const std::string text(searched.rbegin(), searched.rend());
    const std::string wanted(both->argument.rbegin(), both->argument.rend());
    const std::size_t found = find_text(text, wanted);
    return position_of(both->base, found == std::string::npos ? found : text.size() - found - wanted.size());
}

Outcome starts_with(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    if (arguments.size() == 1) return Value(both->base.starts_with(both->argument));
    const auto position = to_integer(arguments[1]);
    if (!position) return unexpected(position.error());
    const auto from = *position < 0 ? std::nullopt : byte_at(both->base, static_cast<std::size_t>(*position));
    return Value(from && std::string_view(both->base).substr(*from).starts_with(both->argument));
}

// Java's: over the units of UTF-16, modulo 2^32.
Outcome hash_code(const Value& base, Arguments, Evaluation& evaluation) {
    const std::string& text = *base.string();
    if (auto read = evaluation.read_text(text.size()); !read) return unexpected(read.error());
    std::uint32_t hash = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[at++]);
        const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        std::uint32_t character = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
        for (int i = 0; i < more; ++i) character = (character << 6U) | (static_cast<std::uint8_t>(text[at++]) & 0x3FU);
        if (character < 0x10000) {
            hash = hash * 31 + character;
        } else {
            hash = hash * 31 + (0xD800 + ((character - 0x10000) >> 10U));
            hash = hash * 31 + (0xDC00 + ((character - 0x10000) & 0x3FFU));
        }
    }
    return Value(std::int64_t{static_cast<std::int32_t>(hash)});
}

Outcome concat(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    if (auto counted = evaluation.produce(both->base.size()); !counted) return unexpected(counted.error());
    return Value(both->base + both->argument);
}

// `wanted` is not empty.
Outcome replaced(const std::string& text, std::string_view wanted, std::string_view replacement,
                 Evaluation& evaluation) {
    std::string result;
    std::size_t from = 0;
    for (std::size_t at = find_text(text, wanted); at != std::string::npos; at = find_text(text, wanted, from)) {
        if (auto counted = evaluation.produce(at - from + replacement.size()); !counted)
            return unexpected(counted.error());
        result.append(text, from, at - from).append(replacement);
        from = at + wanted.size();
    }
    if (auto counted = evaluation.produce(text.size() - from); !counted) return unexpected(counted.error());
    return Value(std::move(result.append(text, from)));
}

Outcome replace(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    if (both->argument.empty()) return fault("replace needs a text to look for");
    const auto replacement = to_text(arguments[1], evaluation);
    if (!replacement) return unexpected(replacement.error());
    return replaced(both->base, both->argument, *replacement, evaluation);
}

Outcome repeat(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto times = to_integer(arguments[0]);
    if (!times) return unexpected(times.error());
    if (*times < 0) return fault("a text cannot be repeated " + std::to_string(*times) + " times");
    const std::string& text = *base.string();
    const auto limit = text.empty() ? 0 : max_produced_bytes / text.size() + 1;
    const std::size_t count = std::min(static_cast<std::size_t>(*times), limit);
    if (auto counted = evaluation.produce(text.size() * count); !counted) return unexpected(counted.error());
    std::string result;
    result.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) result.append(text);
    return Value(std::move(result));
}

Outcome compare_without_case(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto both = texts(base, arguments[0], evaluation);
    if (!both) return unexpected(both.error());
    const int order = to_lower(both->base).compare(to_lower(both->argument));
    return Value(order < 0 ? -1 : (order > 0 ? 1 : 0));
}

constexpr std::array methods{Method{"contains", 1, 1, test<holds_text>},
                             Method{"startsWith", 1, 2, starts_with},
                             Method{"endsWith", 1, 1, test<ends_with>},
                             Method{"equalsIgnoreCase", 1, 1, test<equals_without_case>},
                             Method{"toUpperCase", 0, 0, changed<to_upper>},
                             Method{"toLowerCase", 0, 0, changed<to_lower>},
                             Method{"trim", 0, 0, changed<trimmed>},
                             Method{"strip", 0, 0, changed<trimmed>},
                             Method{"stripLeading", 0, 0, changed<trimmed_before>},
                             Method{"stripTrailing", 0, 0, changed<trimmed_behind>},
                             Method{"hashCode", 0, 0, hash_code},
                             Method{"length", 0, 0, length},
                             Method{"isEmpty", 0, 0, is_empty_text},
                             Method{"isBlank", 0, 0, is_blank},
                             Method{"substring", 1, 2, substring},
                             Method{"charAt", 1, 1, char_at},
                             Method{"indexOf", 1, 2, index_of},
                             Method{"lastIndexOf", 1, 2, last_index_of},
                             Method{"concat", 1, 1, concat},
                             Method{"replace", 2, 2, replace},
                             Method{"repeat", 1, 1, repeat},
                             Method{"compareToIgnoreCase", 1, 1, compare_without_case}};

}  // namespace

std::span<const Method> string_methods() { return methods; }

}  // namespace pavane::expression::juel
