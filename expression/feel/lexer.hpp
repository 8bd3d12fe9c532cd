// Cuts FEEL into tokens. Words are read one by one: which of them belong to one name only the parser can tell. Private
// to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::feel {

enum class TokenKind : std::uint8_t {
    end,
    word,    // a name, part of one, or a keyword
    number,  // `value`
    string,  // `value`, escapes resolved
    quoted,  // a name in `backticks`, which `text` leaves out
    symbol,  // an operator or a bracket
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;
    std::size_t offset = 0;  // of the first byte, in the whole text
    std::size_t end = 0;     // behind the last byte
    Value value;

    bool is(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
    bool is_word(std::string_view word) const { return kind == TokenKind::word && text == word; }
};

struct LexicalError {
    std::string message;
    std::size_t offset = 0;
};

// The first token at or behind that byte; spaces and comments are left out.
Result<Token, LexicalError> token_at(std::string_view text, std::size_t offset);

// The content of a string literal without its quotes, escapes resolved (\n, \", \u0041, \u{1F40E}, \U01F40E; surrogates
// in pairs). A backslash before anything else stands for itself, so that patterns need not double it.
std::string unescaped(std::string_view content);

}  // namespace pavane::expression::feel
