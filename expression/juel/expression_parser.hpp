// Compiles what stands between ${ and }: the grammar of EL 2.2 §1.19, read from left to right with one token ahead.
// Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expression/evaluator.hpp"
#include "expression/juel/emitter.hpp"
#include "expression/juel/lexer.hpp"

namespace pavane::expression::juel {

inline constexpr std::size_t max_nesting = 100;

// The error with the column of a byte of the text.
tl::unexpected<SyntaxError> syntax_error(std::string_view text, std::size_t offset, std::string message);

// Reads one expression, from behind ${ to its }.
class ExpressionParser {
  public:
    ExpressionParser(std::string_view text, std::size_t offset, Emitter& emitter)
        : text_(text), lexer_(text, offset), emitter_(emitter) {}

    // The offset behind the closing brace.
    Result<std::size_t, SyntaxError> parse();

  private:
    using Parsed = Result<void, SyntaxError>;

    tl::unexpected<SyntaxError> fail(std::string message) const { return fail_at(token_.offset, std::move(message)); }
    tl::unexpected<SyntaxError> wrong(std::string_view expected) const;
    tl::unexpected<SyntaxError> fail_at(std::size_t offset, std::string message) const;

    Parsed advance();
    Parsed expect(std::string_view symbol);
    Parsed expression();               // with ? :
    Parsed operation(int precedence);  // binary operators that bind at least as tightly
    Parsed unary();                    // - ! not empty
    Parsed value();                    // with . [] and calls
    Parsed primary();
    Parsed member(std::optional<std::uint32_t> object);  // what follows a . ; `object` if it follows a plain identifier
    Parsed function(const Token& name);                  // `name` is read, ( is not
    Result<std::uint16_t, SyntaxError> arguments();      // from behind ( to behind )

    std::string_view text_;
    Lexer lexer_;
    Emitter& emitter_;
    Token token_;
    std::size_t nesting_ = 0;
};

}  // namespace pavane::expression::juel
