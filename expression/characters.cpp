#include "expression/characters.hpp"

#include <clocale>
#include <cstring>
#include <cwctype>

#include "foundation/ensure.hpp"

namespace pavane::expression {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

locale_t unicode() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    ENSURE(locale != nullptr);  // built into glibc since 2.35
    return locale;
}

// The character at `at`, which is moved behind it. A byte that is no UTF-8 stands for itself.
char32_t take_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0xC0) return lead;
    char32_t character = lead < 0xE0 ? lead & 0x1FU : (lead < 0xF0 ? lead & 0x0FU : lead & 0x07U);
    while (at < text.size() && continues_character(text[at])) character = character << 6 | (byte(at++) & 0x3FU);
    return character;
}

void append_character(std::string& text, char32_t character) {
    const auto tail = [&](int shift) { text.push_back(static_cast<char>(0x80U | (character >> shift & 0x3FU))); };
    if (character < 0x80) {
        text.push_back(static_cast<char>(character));
    } else if (character < 0x800) {
        text.push_back(static_cast<char>(0xC0U | character >> 6));
        tail(0);
    } else if (character < 0x10000) {
        text.push_back(static_cast<char>(0xE0U | character >> 12));
        tail(6);
        tail(0);
    } else {
        text.push_back(static_cast<char>(0xF0U | character >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

template <class Map>
std::string mapped(std::string_view text, const Map& map) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_character(result, map(take_character(text, at)));
    return result;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += continues_character(c) ? 0 : 1;
    return count;
}

std::optional<std::size_t> byte_at(std::string_view text, std::size_t position) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (continues_character(text[at])) continue;
        if (position == 0) return at;
        --position;
    }
    return position == 0 ? std::optional(at) : std::nullopt;
}

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from_byte) {
    if (from_byte > text.size()) return std::string_view::npos;
    if (wanted.empty()) return from_byte;
    // std::string_view::find is quadratic for hostile texts, memmem is not.
    const void* found = memmem(text.data() + from_byte, text.size() - from_byte, wanted.data(), wanted.size());
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

std::string to_upper(std::string_view text) {
    std::string upper =
        mapped(text, [](char32_t c) { return static_cast<char32_t>(towupper_l(static_cast<wint_t>(c), unicode())); });
    // The one letter of the western scripts whose upper case is two letters.
    constexpr std::string_view sharp_s = "ß";
    for (std::size_t at = upper.find(sharp_s); at != std::string::npos; at = upper.find(sharp_s, at))
        upper.replace(at, sharp_s.size(), "SS");
    return upper;
}

std::string to_lower(std::string_view text) {
    return mapped(text,
                  [](char32_t c) { return static_cast<char32_t>(towlower_l(static_cast<wint_t>(c), unicode())); });
}

}  // namespace pavane::expression
