#include "expression/juel/lexer.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace pavane::expression::juel {
namespace {

// Longer ones first.
constexpr std::array<std::string_view, 23> symbols{"==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<",
                                                   ">",  "!",  "?",  ":",  "(",  ")",  "[", "]", ".", ",", "="};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters of any script: bytes above ASCII belong to them.
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) > 127;
}

tl::unexpected<LexicalError> fail(std::size_t offset, std::string message) {
    return unexpected(LexicalError{std::move(message), offset});
}

}  // namespace

Token Lexer::token(TokenKind kind, std::size_t length) {
    const Token found{kind, text_.substr(position_, length), position_, {}};
    position_ += length;
    return found;
}

Result<Token, LexicalError> Lexer::next() {
    while (position_ < text_.size() && is_blank(text_[position_])) ++position_;
    if (position_ == text_.size()) return token(TokenKind::end, 0);
    const char c = text_[position_];
    const bool digit_follows = position_ + 1 < text_.size() && is_digit(text_[position_ + 1]);
    if (c == '}') return token(TokenKind::close, 1);
    if (c == '\'' || c == '"') return string();
    if (is_digit(c) || (c == '.' && digit_follows)) return number();
    if (begins_name(c)) {
        std::size_t end = position_ + 1;
        while (end < text_.size() && (begins_name(text_[end]) || is_digit(text_[end]))) ++end;
        return token(TokenKind::identifier, end - position_);
    }
    for (const std::string_view symbol : symbols)
        if (text_.substr(position_).starts_with(symbol)) return token(TokenKind::symbol, symbol.size());
    return fail(position_, "'" + std::string(1, c) + "' has no meaning here");
}

Result<Token, LexicalError> Lexer::number() {
    std::size_t end = position_;
    const auto skip_digits = [&] {
        while (end < text_.size() && is_digit(text_[end])) ++end;
    };
    skip_digits();
    const std::size_t whole_end = end;
    if (end < text_.size() && text_[end] == '.') {
        ++end;
        skip_digits();
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
        std::size_t exponent = end + 1;
        if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
        if (exponent < text_.size() && is_digit(text_[exponent])) {
            end = exponent;
            skip_digits();
        }
    }
    Token found = token(TokenKind::literal, end - position_);
    const char* first = found.text.data();
    const char* last = first + found.text.size();
    if (end == whole_end) {
        std::int64_t whole = 0;
        if (std::from_chars(first, last, whole).ec != std::errc())
            return fail(found.offset, "the number " + std::string(found.text.substr(0, 40)) + " is too large");
        found.value = Value(whole);
        return found;
    }
    double real = 0;
    if (std::from_chars(first, last, real).ec != std::errc() || !std::isfinite(real))
        return fail(found.offset, "the number " + std::string(found.text.substr(0, 40)) + " is too large or too small");
    found.value = Value(real);
    return found;
}

Result<Token, LexicalError> Lexer::string() {
    const char quote = text_[position_];
    std::string content;
    for (std::size_t at = position_ + 1; at < text_.size(); ++at) {
        if (text_[at] == quote) {
            Token found = token(TokenKind::literal, at + 1 - position_);
            found.value = Value(std::move(content));
            return found;
        }
        if (text_[at] == '\\') {
            ++at;
            const char escaped = at < text_.size() ? text_[at] : '\0';
            if (escaped != '\\' && escaped != '\'' && escaped != '"')
                return fail(at - 1, "in a string a \\ stands before a quote or another \\ only");
        }
        content.push_back(text_[at]);
    }
    return fail(position_, "the string that begins here has no closing " + std::string(1, quote));
}

}  // namespace pavane::expression::juel
