#include "foundation/uuid.hpp"

namespace pavane {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_hyphen_position(int at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

std::string to_string(const Uuid& id) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text(36, '-');
    int nibble = 0;
    for (int at = 0; at < 36; ++at) {
        if (is_hyphen_position(at)) continue;
        const std::uint64_t half = nibble < 16 ? id.high : id.low;
        text[static_cast<std::size_t>(at)] = digits[(half >> (60 - 4 * (nibble % 16))) & 0xF];
        ++nibble;
    }
    return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Uuid id;
    int nibble = 0;
    for (int at = 0; at < 36; ++at) {
        const char c = text[static_cast<std::size_t>(at)];
        if (is_hyphen_position(at)) {
            if (c != '-') return std::nullopt;
            continue;
        }
        const int digit = digit_of(c);
        if (digit < 0) return std::nullopt;
        std::uint64_t& half = nibble < 16 ? id.high : id.low;
        half = (half << 4) | static_cast<std::uint64_t>(digit);
        ++nibble;
    }
    return id;
}

Uuid make_uuid7(std::uint64_t unix_ms, std::uint16_t sequence, std::uint64_t random) {
    Uuid id;
    id.high = ((unix_ms & 0xFFFFFFFFFFFFULL) << 16) | 0x7000ULL | (sequence & 0x0FFFULL);
    id.low = 0x8000000000000000ULL | (random & 0x3FFFFFFFFFFFFFFFULL);
    return id;
}

}  // namespace pavane
