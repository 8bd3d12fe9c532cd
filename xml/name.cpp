#include "xml/name.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace pavane::xml {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// XML 1.0, fifth edition, productions 4 and 4a, without the colon.
constexpr Range first_characters[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},        {0xC0, 0xD6},
                                      {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},    {0x37F, 0x1FFF},
                                      {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},  {0x3001, 0xD7FF},
                                      {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr Range further_characters[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t Size>
bool is_in(const Range (&ranges)[Size], char32_t character) {
    return std::ranges::any_of(ranges,
                               [&](const Range& range) { return character >= range.first && character <= range.last; });
}

// Takes the character that the text begins with.
char32_t take(std::string_view& text) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const std::size_t wanted = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    const std::size_t length = std::min(wanted, text.size());
    char32_t character = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
    for (std::size_t at = 1; at < length; ++at) character = character << 6U | (byte(at) & 0x3FU);
    text.remove_prefix(length);
    return character;
}

}  // namespace

bool is_ncname(std::string_view text) {
    if (text.empty() || !is_in(first_characters, take(text))) return false;
    while (!text.empty())
        if (const char32_t next = take(text); !is_in(first_characters, next) && !is_in(further_characters, next))
            return false;
    return true;
}

}  // namespace pavane::xml
