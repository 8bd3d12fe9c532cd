#include "expression/feel/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "expression/feel/characters.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::array<std::string_view, 7> long_symbols{"..", "**", "<=", ">=", "!=", "->", "=="};
constexpr std::string_view short_symbols = "()[]{},:.+-*/<>=@";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_length(std::string_view text) { return std::min(text.find_first_not_of("0123456789"), text.size()); }

tl::unexpected<LexicalError> wrong(std::string message, std::size_t offset) {
    return unexpected(LexicalError{std::move(message), offset});
}

// Spaces and comments.
Result<std::size_t, LexicalError> skip_blank(std::string_view text, std::size_t at) {
    while (true) {
        at += space_length(text.substr(at));
        const auto rest = text.substr(at);
        if (rest.starts_with("//")) {
            at += std::min(rest.find_first_of("\n\r"), rest.size());
        } else if (rest.starts_with("/*")) {
            const std::size_t end = rest.find("*/", 2);
            if (end == std::string_view::npos) return wrong("the comment has no end '*/'", at);
            at += end + 2;
        } else {
            return at;
        }
    }
}

std::size_t number_length(std::string_view text) {
    std::size_t at = digits_length(text);
    if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) at += 1 + digits_length(text.substr(at + 1));
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t power = at + 1;
        if (power < text.size() && (text[power] == '+' || text[power] == '-')) ++power;
        if (power < text.size() && is_digit(text[power])) at = power + digits_length(text.substr(power));
    }
    return at;
}

Token token(TokenKind kind, std::string_view text, std::size_t offset, std::size_t length) {
    return {kind, text.substr(offset, length), offset, offset + length, Value()};
}

Result<Token, LexicalError> number_at(std::string_view text, std::size_t offset) {
    Token result = token(TokenKind::number, text, offset, number_length(text.substr(offset)));
    const auto decimal = Decimal::parse(result.text);
    if (!decimal) return wrong("the number " + std::string(result.text) + " is too large", offset);
    result.value = number(*decimal);
    return result;
}

Result<Token, LexicalError> string_at(std::string_view text, std::size_t offset) {
    std::size_t end = offset + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    if (end >= text.size()) return wrong("the string has no closing quote", offset);
    Token result = token(TokenKind::string, text, offset, end + 1 - offset);
    result.value = Value(unescaped(text.substr(offset + 1, end - offset - 1)));
    return result;
}

Result<Token, LexicalError> backticks_at(std::string_view text, std::size_t offset) {
    const std::size_t end = text.find('`', offset + 1);
    if (end == std::string_view::npos) return wrong("the name has no closing backtick", offset);
    if (end == offset + 1) return wrong("there is no name between the backticks", offset);
    return Token{TokenKind::quoted, text.substr(offset + 1, end - offset - 1), offset, end + 1, Value()};
}

// Hexadecimal digits as a number; nothing if there are other characters.
std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
    std::uint32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
}

struct Escape {
    std::uint32_t code_point;
    std::size_t length;  // with the backslash
};

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

std::optional<Escape> plain_unicode_escape(std::string_view text) {
    if (text.starts_with("\\U") && text.size() >= 8) {
        if (const auto value = hexadecimal(text.substr(2, 6))) return Escape{*value, 8};
    }
    if (text.starts_with("\\u{")) {
        const std::size_t end = text.find('}');
        if (end == std::string_view::npos) return std::nullopt;
        if (const auto value = hexadecimal(text.substr(3, end - 3))) return Escape{*value, end + 1};
    } else if (text.starts_with("\\u") && text.size() >= 6) {
        if (const auto value = hexadecimal(text.substr(2, 4))) return Escape{*value, 6};
    }
    return std::nullopt;
}

std::optional<Escape> unicode_escape(std::string_view text) {
    auto escape = plain_unicode_escape(text);
    if (escape && is_high_surrogate(escape->code_point)) {
        const auto low = plain_unicode_escape(text.substr(escape->length));
        if (low && is_low_surrogate(low->code_point)) {
            escape->code_point = 0x10000 + ((escape->code_point - 0xD800) << 10U) + (low->code_point - 0xDC00);
            escape->length += low->length;
        }
    }
    if (!escape || escape->code_point > 0x10FFFF) return std::nullopt;
    if (is_high_surrogate(escape->code_point) || is_low_surrogate(escape->code_point)) escape->code_point = 0xFFFD;
    return escape;
}

std::optional<char> simple_escape(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case 'b':
            return std::nullopt;  // a word boundary in a pattern
        case '"':
        case '\'':
        case '\\':
            return c;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::string unescaped(std::string_view content) {
    std::string text;
    while (!content.empty()) {
        const std::size_t plain = std::min(content.find('\\'), content.size());
        text += content.substr(0, plain);
        content.remove_prefix(plain);
        if (content.empty()) break;
        if (const auto unicode = unicode_escape(content)) {
            append_utf8(text, unicode->code_point);
            content.remove_prefix(unicode->length);
        } else if (const auto simple = content.size() > 1 ? simple_escape(content[1]) : std::nullopt) {
            text += *simple;
            content.remove_prefix(2);
        } else {
            text += '\\';
            content.remove_prefix(1);
        }
    }
    return text;
}

Result<Token, LexicalError> token_at(std::string_view text, std::size_t offset) {
    const auto start = skip_blank(text, offset);
    if (!start) return unexpected(start.error());
    const auto rest = text.substr(*start);
    if (rest.empty()) return token(TokenKind::end, text, *start, 0);
    const char first = rest.front();
    if (is_digit(first) || (first == '.' && rest.size() > 1 && is_digit(rest[1]))) return number_at(text, *start);
    if (first == '"') return string_at(text, *start);
    if (first == '`') return backticks_at(text, *start);
    if (const std::size_t length = word_length(rest)) return token(TokenKind::word, text, *start, length);
    for (const std::string_view symbol : long_symbols)
        if (rest.starts_with(symbol)) return token(TokenKind::symbol, text, *start, symbol.size());
    if (short_symbols.find(first) != std::string_view::npos) return token(TokenKind::symbol, text, *start, 1);
    const std::size_t length = std::max<std::size_t>(first_code_point(rest).length, 1);
    return wrong("found '" + std::string(rest.substr(0, length)) + "', which begins nothing in FEEL", *start);
}

}  // namespace pavane::expression::feel
