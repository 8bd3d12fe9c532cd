#include "expression/feel/characters.hpp"

#include <algorithm>
#include <array>

namespace pavane::expression::feel {
namespace {

struct Interval {
    std::uint32_t first;
    std::uint32_t last;
};

constexpr std::array name_starts{
    Interval{'?', '?'},       Interval{'A', 'Z'},       Interval{'_', '_'},       Interval{'a', 'z'},
    Interval{0xC0, 0xD6},     Interval{0xD8, 0xF6},     Interval{0xF8, 0x2FF},    Interval{0x370, 0x37D},
    Interval{0x37F, 0x1FFF},  Interval{0x200C, 0x200D}, Interval{0x2070, 0x218F}, Interval{0x2C00, 0x2FEF},
    Interval{0x3001, 0xD7FF}, Interval{0xF900, 0xFDCF}, Interval{0xFDF0, 0xFFFD}, Interval{0x10000, 0xEFFFF},
};

// Besides the starts. 2019 is the apostrophe of "Applicant’s age", which no operator of FEEL is.
constexpr std::array name_parts{
    Interval{'0', '9'},       Interval{0xB7, 0xB7},     Interval{0x300, 0x36F},
    Interval{0x203F, 0x2040}, Interval{0x2019, 0x2019},
};

constexpr std::array spaces{
    Interval{0x09, 0x0D},     Interval{0x20, 0x20},     Interval{0x85, 0x85},     Interval{0xA0, 0xA0},
    Interval{0x1680, 0x1680}, Interval{0x180E, 0x180E}, Interval{0x2000, 0x200B}, Interval{0x2028, 0x2029},
    Interval{0x202F, 0x202F}, Interval{0x205F, 0x205F}, Interval{0x3000, 0x3000}, Interval{0xFEFF, 0xFEFF},
};

template <std::size_t n>
bool contains(const std::array<Interval, n>& intervals, std::uint32_t code_point) {
    return std::ranges::any_of(intervals,
                               [&](const Interval& i) { return code_point >= i.first && code_point <= i.last; });
}

template <class Belongs>
std::size_t length_while(std::string_view text, Belongs belongs) {
    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint next = first_code_point(text.substr(at));
        if (next.length == 0 || !belongs(next.value)) break;
        at += next.length;
    }
    return at;
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
    if (text.empty()) return {};
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
    std::uint32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    return {value, length};
}

void append_utf8(std::string& text, std::uint32_t code_point) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    const auto put_rest = [&](unsigned shift) { put(0x80U | ((code_point >> shift) & 0x3FU)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0U | (code_point >> 6U));
        put_rest(0);
    } else if (code_point < 0x10000) {
        put(0xE0U | (code_point >> 12U));
        put_rest(6);
        put_rest(0);
    } else {
        put(0xF0U | (code_point >> 18U));
        put_rest(12);
        put_rest(6);
        put_rest(0);
    }
}

bool is_space(std::uint32_t code_point) { return contains(spaces, code_point); }
bool is_name_start(std::uint32_t code_point) { return contains(name_starts, code_point) && !is_space(code_point); }
bool is_name_part(std::uint32_t code_point) { return contains(name_parts, code_point) || is_name_start(code_point); }

std::size_t space_length(std::string_view text) { return length_while(text, is_space); }
std::size_t parts_length(std::string_view text) { return length_while(text, is_name_part); }

std::size_t word_length(std::string_view text) {
    const CodePoint first = first_code_point(text);
    return first.length != 0 && is_name_start(first.value) ? parts_length(text) : 0;
}

std::size_t column_of(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::ranges::count_if(
                   before, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace pavane::expression::feel
