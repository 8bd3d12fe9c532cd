// 16-byte identifiers, written as RFC 9562 text (36 characters, lower case). The null id (all zero) means "none".
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pavane {

struct Uuid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
    constexpr bool is_null() const { return high == 0 && low == 0; }
};

std::string to_string(const Uuid& id);

// The id written in `text` (36 characters, hexadecimal of either case, hyphens at 8, 13, 18, 23), or nothing.
std::optional<Uuid> parse_uuid(std::string_view text);

// A time-ordered id (RFC 9562 §5.7, version 7): 48 bits of milliseconds since 1970, then 12 + 62 bits given by the
// caller.
Uuid make_uuid7(std::uint64_t unix_ms, std::uint16_t sequence, std::uint64_t random);

// An id that cannot be mistaken for another kind's. Tag is an empty struct named after what it identifies.
template <class Tag>
struct Id {
    Uuid value;

    friend constexpr auto operator<=>(const Id&, const Id&) = default;
    constexpr bool is_null() const { return value.is_null(); }
    constexpr explicit operator bool() const { return !value.is_null(); }
};

template <class Tag>
std::string to_string(const Id<Tag>& id) {
    return to_string(id.value);
}

}  // namespace pavane

template <>
struct std::hash<pavane::Uuid> {
    std::size_t operator()(const pavane::Uuid& id) const noexcept {
        return static_cast<std::size_t>(id.low ^ (id.high * 0x9E3779B97F4A7C15ULL));
    }
};

template <class Tag>
struct std::hash<pavane::Id<Tag>> {
    std::size_t operator()(const pavane::Id<Tag>& id) const noexcept { return std::hash<pavane::Uuid>()(id.value); }
};
