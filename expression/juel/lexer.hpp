// Cuts the inside of ${ } into tokens. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::juel {

enum class TokenKind : std::uint8_t {
    end,         // the end of the text
    close,       // the } that ends the expression
    identifier,  // a name, also one of the words below
    literal,     // a number or a string
    symbol,      // an operator or a bracket
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;   // as written
    std::size_t offset = 0;  // in bytes from the start of the whole text
    Value value;             // of a literal
};

struct LexicalError {
    std::string message;
    std::size_t offset;
};

class Lexer {
  public:
    // `offset` is the first byte behind ${.
    Lexer(std::string_view text, std::size_t offset) : text_(text), position_(offset) {}

    Result<Token, LexicalError> next();

  private:
    Result<Token, LexicalError> number();
    Result<Token, LexicalError> string();
    Token token(TokenKind kind, std::size_t length);

    std::string_view text_;
    std::size_t position_;
};

}  // namespace pavane::expression::juel
