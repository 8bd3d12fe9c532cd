#include "foundation/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace pavane {

namespace {

// How many bytes the character that starts with `lead` has, and the range its second byte must be in (RFC 3629 §4); 0:
// no lead.
struct Form {
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
};

Form form_of(std::uint8_t lead) {
    if (lead < 0x80) return {1, 0x80, 0xBF};
    if (lead < 0xC2) return {};
    if (lead < 0xE0) return {2, 0x80, 0xBF};
    if (lead == 0xE0) return {3, 0xA0, 0xBF};
    if (lead == 0xED) return {3, 0x80, 0x9F};
    if (lead < 0xF0) return {3, 0x80, 0xBF};
    if (lead == 0xF0) return {4, 0x90, 0xBF};
    if (lead < 0xF4) return {4, 0x80, 0xBF};
    if (lead == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

}  // namespace

bool is_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const Form form = form_of(static_cast<std::uint8_t>(text[at]));
        if (form.length == 0 || text.size() - at < form.length) return false;
        for (std::size_t i = 1; i < form.length; ++i) {
            const auto byte = static_cast<std::uint8_t>(text[at + i]);
            const std::uint8_t low = i == 1 ? form.low : 0x80;
            const std::uint8_t high = i == 1 ? form.high : 0xBF;
            if (byte < low || byte > high) return false;
        }
        at += form.length;
    }
    return true;
}

std::string beginning_of(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return std::string(text);
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80) --end;
    return std::string(text.substr(0, end)) + "...";
}

}  // namespace pavane
