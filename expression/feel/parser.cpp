#include "expression/feel/parser.hpp"

#include <algorithm>
#include <array>

#include "expression/feel/characters.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::feel {

Parser::Nesting::Nesting(Parser& parser, std::size_t levels) : parser_(parser) {
    for (std::size_t i = 0; i < levels; ++i) deeper();
}

void Parser::Nesting::deeper() {
    ++levels_;
    if (++parser_.nesting_ > max_depth)
        parser_.fail("the expression nests deeper than " + std::to_string(max_depth) + " levels",
                     parser_.token_.offset);
}

Parser::Parser(std::string_view text, const CompileOptions& options)
    : text_(text), options_(options), build_(options.camunda_extensions) {
    go_to(0);
}

Result<std::shared_ptr<Code>, SyntaxError> Parser::expression_only() { return finish(expression()); }

Result<std::shared_ptr<Code>, SyntaxError> Parser::finish(NodeIndex root) {
    if (!error_ && token_.kind != TokenKind::end) unexpected_token("an operator or the end of the expression");
    if (error_) return unexpected(std::move(*error_));
    return build_.finish(root);
}

void Parser::fail(std::string message, std::size_t offset) {
    if (!error_) error_ = SyntaxError{std::move(message), column_of(text_, offset)};
    token_ = Token{TokenKind::end, {}, text_.size(), text_.size(), Value()};
}

void Parser::unexpected_token(std::string_view expected) {
    const std::string found =
        token_.kind == TokenKind::end ? "the end of the text" : "'" + beginning_of(token_.text, 40) + "'";
    fail("found " + found + ", expected " + std::string(expected), token_.offset);
}

void Parser::go_to(std::size_t offset) {
    if (error_) return;
    auto next = token_at(text_, offset);
    if (next)
        token_ = std::move(*next);
    else
        fail(std::move(next.error().message), next.error().offset);
}

bool Parser::accept(std::string_view symbol) {
    if (!token_.is(symbol)) return false;
    advance();
    return true;
}

bool Parser::accept_word(std::string_view word) {
    if (!token_.is_word(word)) return false;
    advance();
    return true;
}

void Parser::expect(std::string_view symbol) {
    if (!accept(symbol)) unexpected_token("'" + std::string(symbol) + "'");
}

void Parser::expect_word(std::string_view word) {
    if (!accept_word(word)) unexpected_token("'" + std::string(word) + "'");
}

NodeIndex Parser::expression() {
    const Nesting nesting(*this, 1);
    return error_ ? 0 : disjunction();
}

NodeIndex Parser::disjunction() {
    const NodeIndex first = conjunction();
    if (!token_.is_word("or")) return first;
    std::vector<std::uint32_t> operands{first};
    while (accept_word("or")) operands.push_back(conjunction());
    return build_.add(Op::disjunction, operands);
}

NodeIndex Parser::conjunction() {
    const NodeIndex first = comparison();
    if (!token_.is_word("and")) return first;
    std::vector<std::uint32_t> operands{first};
    while (accept_word("and")) operands.push_back(comparison());
    return build_.add(Op::conjunction, operands);
}

NodeIndex Parser::comparison() {
    NodeIndex left = additive();
    Nesting nesting(*this, 0);
    while (true) {
        if (const auto op = test_operator()) {
            advance();
            left = compared(left, *op);
        } else if (accept_word("between")) {
            const NodeIndex low = additive();
            expect_word("and");
            left = build_.add(Node{Op::between, 0, left, low, additive()});
        } else if (accept_word("in")) {
            left = membership(left);
        } else {
            if (token_.is("==")) fail("found '==', FEEL compares with '='", token_.offset);
            return left;
        }
        nesting.deeper();
    }
}

NodeIndex Parser::compared(NodeIndex left, Op op) { return build_.add(Node{op, 0, left, additive()}); }

NodeIndex Parser::additive() {
    const NodeIndex first = multiplicative();
    if (!token_.is("+") && !token_.is("-")) return first;
    std::vector<std::uint32_t> operands{first};
    while (token_.is("+") || token_.is("-")) {
        operands.push_back(static_cast<std::uint32_t>(token_.is("+") ? Arithmetic::add : Arithmetic::subtract));
        advance();
        operands.push_back(multiplicative());
    }
    return build_.add(Op::arithmetic, operands);
}

NodeIndex Parser::multiplicative() {
    const NodeIndex first = power();
    if (!token_.is("*") && !token_.is("/")) return first;
    std::vector<std::uint32_t> operands{first};
    while (token_.is("*") || token_.is("/")) {
        operands.push_back(static_cast<std::uint32_t>(token_.is("*") ? Arithmetic::multiply : Arithmetic::divide));
        advance();
        operands.push_back(power());
    }
    return build_.add(Op::arithmetic, operands);
}

NodeIndex Parser::power() {
    const NodeIndex first = unary();
    if (!token_.is("**")) return first;
    std::vector<std::uint32_t> operands{first};
    while (accept("**")) {
        operands.push_back(static_cast<std::uint32_t>(Arithmetic::power));
        operands.push_back(unary());
    }
    return build_.add(Op::arithmetic, operands);
}

NodeIndex Parser::unary() {
    if (!token_.is("-")) return postfix();
    const Nesting nesting(*this, 1);
    advance();
    return build_.add(Node{Op::negate, 0, unary()});
}

bool is_keyword(std::string_view word) {
    constexpr std::array keywords{
        std::string_view("and"),      std::string_view("or"),      std::string_view("in"),
        std::string_view("between"),  std::string_view("then"),    std::string_view("else"),
        std::string_view("return"),   std::string_view("if"),      std::string_view("satisfies"),
        std::string_view("instance"), std::string_view("for"),     std::string_view("some"),
        std::string_view("every"),    std::string_view("true"),    std::string_view("false"),
        std::string_view("null"),     std::string_view("function")};
    return std::ranges::find(keywords, word) != keywords.end();
}

}  // namespace pavane::expression::feel
