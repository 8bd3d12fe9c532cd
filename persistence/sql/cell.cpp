#include "persistence/sql/cell.hpp"

#include <array>
#include <charconv>

namespace pavane::persistence {

namespace {

template <class Number>
Number parse(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) throw Unreadable("a number is not written as one");
    return value;
}

unsigned digit_of(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    if (c < 'A' || c > 'F') throw Unreadable("bytes are not written in hexadecimal");
    return static_cast<unsigned>(c - 'A') + 10;
}

}  // namespace

Cell cell(const Uuid& id) { return id.is_null() ? Cell() : Cell(to_string(id)); }

Cell cell(std::int64_t value) { return std::to_string(value); }

Cell cell(double value) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    ENSURE(error == std::errc{});
    return std::string(text.data(), end);
}

std::string hex_of(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::int64_t to_integer(std::string_view text) { return parse<std::int64_t>(text); }
double to_real(std::string_view text) { return parse<double>(text); }

const std::string& required(const Cell& cell, std::string_view what) {
    if (!cell) throw Unreadable(std::string(what) + " is missing");
    return *cell;
}

Uuid CellReader::uuid() {
    const Cell& text = next();
    if (!text) return {};
    const auto id = parse_uuid(*text);
    if (!id) throw Unreadable("an id is not written as one");
    return *id;
}

std::int64_t CellReader::integer() { return to_integer(required(next(), "a number")); }

std::string CellReader::bytes() {
    const std::string hex = text();
    if (hex.size() % 2 != 0) throw Unreadable("bytes are not written in hexadecimal");
    std::string content;
    content.reserve(hex.size() / 2);
    for (std::size_t at = 0; at < hex.size(); at += 2)
        content += static_cast<char>(digit_of(hex[at]) << 4 | digit_of(hex[at + 1]));
    return content;
}

std::optional<Instant> CellReader::optional_instant() {
    if (is_null()) return ++at_, std::nullopt;
    return instant();
}

std::optional<std::int32_t> CellReader::optional_integer32() {
    if (is_null()) return ++at_, std::nullopt;
    return integer32();
}

}  // namespace pavane::persistence
