#include "xml/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace pavane::xml {
namespace {

enum class Encoding { utf8, utf16_little, utf16_big, ascii, latin1, windows1252, unsupported };

// What the bytes 0x80 to 0x9F stand for in windows-1252; the five that it leaves out are control characters.
constexpr std::array<char16_t, 32> windows1252_high = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                       0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// The length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7), or 0.
std::size_t utf8_sequence_length(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t offset) -> unsigned {
        return at + offset < bytes.size() ? static_cast<std::uint8_t>(bytes[at + offset]) : 0U;
    };
    const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0) == 0x80; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool too_large = first == 0xF4 && second > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !too_large ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8_sequence_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string from_windows1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char each : bytes) {
        const auto byte = static_cast<std::uint8_t>(each);
        append_utf8(text, byte >= 0x80 && byte <= 0x9F ? windows1252_high[byte - 0x80U] : char32_t{byte});
    }
    return text;
}

Result<std::string, std::string> from_utf16(std::string_view bytes, bool big_endian) {
    if (bytes.size() % 2 != 0)
        return unexpected<std::string>("The file is UTF-16 but ends in the middle of a character.");
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        char32_t character = unit(at);
        if (character >= 0xD800 && character <= 0xDFFF) {
            const bool paired =
                character <= 0xDBFF && at + 2 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) <= 0xDFFF;
            if (!paired) return unexpected<std::string>("The file is UTF-16 but holds half of a character pair.");
            at += 2;
            character = 0x10000 + ((character - 0xD800) << 10) + (unit(at) - 0xDC00);
        }
        append_utf8(text, character);
    }
    return text;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

// The value of `encoding` in the XML declaration, in lower case; empty if there is none.
std::string declared_encoding(std::string_view text) {
    if (!text.starts_with("<?xml")) return {};
    const std::string_view declaration = text.substr(0, std::min(text.find("?>"), text.size()));
    const std::size_t name = declaration.find("encoding");
    if (name == std::string_view::npos) return {};
    const std::size_t open = declaration.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    return lower_case(declaration.substr(open + 1, close - open - 1));
}

Encoding encoding_named(std::string_view name) {
    if (name.empty() || name == "utf-8" || name == "utf8") return Encoding::utf8;
    if (name == "us-ascii" || name == "ascii") return Encoding::ascii;
    if (name == "iso-8859-1" || name == "latin1" || name == "iso_8859-1") return Encoding::latin1;
    if (name == "windows-1252" || name == "cp1252") return Encoding::windows1252;
    if (name == "utf-16" || name == "utf-16le") return Encoding::utf16_little;
    if (name == "utf-16be") return Encoding::utf16_big;
    return Encoding::unsupported;
}

Decoded decode_utf8(std::string_view bytes, std::string_view name) {
    if (is_utf8(bytes)) return {std::string(bytes), std::string(name), std::nullopt};
    return {from_windows1252(bytes), "windows-1252",
            "The file says that it is " + std::string(name) +
                " but is not; it was read as windows-1252. Save it as UTF-8."};
}

Result<Decoded, std::string> decode_utf16(std::string_view bytes, bool big_endian) {
    return from_utf16(bytes, big_endian).map([](std::string&& text) {
        return Decoded{std::move(text), "UTF-16", std::nullopt};
    });
}

}  // namespace

void append_utf8(std::string& text, char32_t character) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | (character >> 6));
        put(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    } else {
        put(0xF0 | (character >> 18));
        put(0x80 | ((character >> 12) & 0x3F));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

Result<Decoded, std::string> decode(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\0\0\0<"sv) ||
        bytes.starts_with("<\0\0\0"sv))
        return unexpected<std::string>("The file is UTF-32. Save it as UTF-8.");
    if (bytes.starts_with("\xFF\xFE"sv)) return decode_utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xFE\xFF"sv)) return decode_utf16(bytes.substr(2), true);
    if (bytes.starts_with("<\0"sv)) return decode_utf16(bytes, false);
    if (bytes.starts_with("\0<"sv)) return decode_utf16(bytes, true);
    const bool has_mark = bytes.starts_with("\xEF\xBB\xBF"sv);
    if (has_mark) bytes.remove_prefix(3);

    switch (has_mark ? Encoding::utf8 : encoding_named(declared_encoding(bytes))) {
        case Encoding::utf8:
            return decode_utf8(bytes, "UTF-8");
        case Encoding::ascii: {
            Decoded decoded = decode_utf8(bytes, "US-ASCII");
            const bool ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
            if (!ascii && !decoded.warning)
                decoded = {decoded.text, "UTF-8",
                           "The file says that it is US-ASCII but holds other characters; it was read as UTF-8."};
            return decoded;
        }
        // Nobody means the control characters that ISO-8859-1 has where windows-1252 has quotation marks and dashes.
        case Encoding::latin1:
            return Decoded{from_windows1252(bytes), "ISO-8859-1", std::nullopt};
        case Encoding::windows1252:
            return Decoded{from_windows1252(bytes), "windows-1252", std::nullopt};
        case Encoding::utf16_little:
        case Encoding::utf16_big: {
            // Tools that write a string's own declaration into a file of bytes: the bytes of "<?xml" have shown that it
            // is not UTF-16.
            Decoded decoded = decode_utf8(bytes, "UTF-8");
            decoded.warning = "The file says that it is UTF-16 but is not; it was read as " + decoded.encoding + ".";
            return decoded;
        }
        case Encoding::unsupported:
            break;
    }
    return unexpected<std::string>(
        "The file declares an encoding that is not accepted. Save it as UTF-8 (UTF-16, US-ASCII, ISO-8859-1 and "
        "windows-1252 are read too).");
}

}  // namespace pavane::xml
