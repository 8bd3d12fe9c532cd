#include "expression/juel/expression_parser.hpp"

#include <array>

#include "expression/juel/functions.hpp"
#include "expression/juel/lexer.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::juel {
namespace {

constexpr std::size_t max_arguments = 16;

struct BinaryOperator {
    std::string_view symbol;
    std::string_view word;
    int precedence;
    Op op;
};

constexpr int or_precedence = 1;
constexpr int and_precedence = 2;
constexpr std::array<BinaryOperator, 13> binary_operators{{{"||", "or", or_precedence, Op::jump_if_true},
                                                           {"&&", "and", and_precedence, Op::jump_if_false},
                                                           {"==", "eq", 3, Op::equal},
                                                           {"!=", "ne", 3, Op::not_equal},
                                                           {"<", "lt", 4, Op::less},
                                                           {"<=", "le", 4, Op::less_or_equal},
                                                           {">", "gt", 4, Op::greater},
                                                           {">=", "ge", 4, Op::greater_or_equal},
                                                           {"+", "", 5, Op::add},
                                                           {"-", "", 5, Op::subtract},
                                                           {"*", "", 6, Op::multiply},
                                                           {"/", "div", 6, Op::divide},
                                                           {"%", "mod", 6, Op::modulo}}};

bool is_symbol(const Token& token, std::string_view text) {
    return token.kind == TokenKind::symbol && token.text == text;
}

bool is_word(const Token& token, std::string_view text) {
    return token.kind == TokenKind::identifier && token.text == text;
}

const BinaryOperator* binary_operator(const Token& token) {
    for (const BinaryOperator& candidate : binary_operators)
        if (is_symbol(token, candidate.symbol) || (!candidate.word.empty() && is_word(token, candidate.word)))
            return &candidate;
    return nullptr;
}

bool is_reserved(std::string_view word) {
    for (const std::string_view reserved : {"and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod",
                                            "empty", "true", "false", "null", "instanceof"})
        if (word == reserved) return true;
    return false;
}

std::string described(const Token& token) {
    switch (token.kind) {
        case TokenKind::end:
            return "the end of the text";
        case TokenKind::close:
            return "the closing }";
        case TokenKind::identifier:
        case TokenKind::literal:
        case TokenKind::symbol:
            return "'" + beginning_of(token.text, 40) + "'";
    }
    return "";
}

}  // namespace

tl::unexpected<SyntaxError> syntax_error(std::string_view text, std::size_t offset, std::string message) {
    std::size_t column = 1;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++column;
    return unexpected(SyntaxError{std::move(message), column});
}

Result<std::size_t, SyntaxError> ExpressionParser::parse() {
    if (auto read = advance(); !read) return unexpected(read.error());
    if (token_.kind == TokenKind::close) return fail("there is no expression between the braces");
    if (auto read = expression(); !read) return unexpected(read.error());
    if (token_.kind == TokenKind::close) return token_.offset + 1;
    if (is_symbol(token_, "=")) return fail("'=' assigns, which is not possible here: write == to compare");
    return wrong("an operator or the closing }");
}

tl::unexpected<SyntaxError> ExpressionParser::fail_at(std::size_t offset, std::string message) const {
    return syntax_error(text_, offset, std::move(message));
}

tl::unexpected<SyntaxError> ExpressionParser::wrong(std::string_view expected) const {
    return fail("found " + described(token_) + " where " + std::string(expected) + " was expected");
}

Result<void, SyntaxError> ExpressionParser::advance() {
    auto next = lexer_.next();
    if (!next) return fail_at(next.error().offset, next.error().message);
    token_ = std::move(*next);
    return {};
}

Result<void, SyntaxError> ExpressionParser::expect(std::string_view symbol) {
    if (!is_symbol(token_, symbol)) return wrong("'" + std::string(symbol) + "'");
    return advance();
}

Result<void, SyntaxError> ExpressionParser::expression() {
    if (++nesting_ > max_nesting) return fail("the expression is nested more than 100 levels deep");
    if (auto read = operation(or_precedence); !read) return read;
    if (is_symbol(token_, "?")) {
        const std::size_t to_else = emitter_.emit({.op = Op::jump_unless}, 1, 0);
        if (auto read = advance(); !read) return read;
        if (auto read = expression(); !read) return read;
        const std::size_t to_end = emitter_.emit({.op = Op::jump}, 0, 0);
        if (auto read = expect(":"); !read) return read;
        emitter_.land(to_else);
        emitter_.begin_other_branch();
        if (auto read = expression(); !read) return read;
        emitter_.land(to_end);
    }
    --nesting_;
    return {};
}

Result<void, SyntaxError> ExpressionParser::operation(int precedence) {
    if (auto read = unary(); !read) return read;
    while (const BinaryOperator* found = binary_operator(token_)) {
        if (found->precedence < precedence) break;
        const bool is_logical = found->precedence <= and_precedence;
        std::size_t shortcut = 0;
        if (is_logical) shortcut = emitter_.emit({.op = found->op}, 1, 0);
        if (auto read = advance(); !read) return read;
        if (auto read = operation(found->precedence + 1); !read) return read;
        if (is_logical) {
            emitter_.emit({.op = Op::to_boolean}, 1, 1);
            emitter_.land(shortcut);
        } else {
            emitter_.emit({.op = found->op}, 2, 1);
        }
    }
    return {};
}

Result<void, SyntaxError> ExpressionParser::unary() {
    Op op = Op::negate;
    if (is_symbol(token_, "!") || is_word(token_, "not"))
        op = Op::negate_boolean;
    else if (is_word(token_, "empty"))
        op = Op::is_empty;
    else if (!is_symbol(token_, "-"))
        return value();
    if (++nesting_ > max_nesting) return fail("the expression is nested more than 100 levels deep");
    if (auto read = advance(); !read) return read;
    if (auto read = unary(); !read) return read;
    emitter_.emit({.op = op}, 1, 1);
    --nesting_;
    return {};
}

Result<void, SyntaxError> ExpressionParser::value() {
    if (token_.kind == TokenKind::identifier && !is_reserved(token_.text)) {
        const Token name = token_;
        if (auto read = advance(); !read) return read;
        if (is_symbol(token_, "(")) {
            if (auto read = function(name); !read) return read;
        } else if (is_symbol(token_, ".")) {
            if (auto read = member(emitter_.name(name.text)); !read) return read;
        } else {
            emitter_.emit({.op = Op::variable, .operand = emitter_.name(name.text)}, 0, 1);
        }
    } else if (auto read = primary(); !read) {
        return read;
    }
    while (true) {
        if (is_symbol(token_, ".")) {
            if (auto read = member(std::nullopt); !read) return read;
        } else if (is_symbol(token_, "[")) {
            if (auto read = advance(); !read) return read;
            if (auto read = expression(); !read) return read;
            if (auto read = expect("]"); !read) return read;
            emitter_.emit({.op = Op::index}, 2, 1);
        } else {
            return {};
        }
    }
}

Result<void, SyntaxError> ExpressionParser::primary() {
    if (token_.kind == TokenKind::literal) {
        emitter_.constant(std::move(token_.value));
        return advance();
    }
    if (is_word(token_, "true") || is_word(token_, "false")) {
        emitter_.constant(Value(token_.text == "true"));
        return advance();
    }
    if (is_word(token_, "null")) {
        emitter_.constant(Value());
        return advance();
    }
    if (!is_symbol(token_, "(")) return wrong("a value");
    if (auto read = advance(); !read) return read;
    if (auto read = expression(); !read) return read;
    return expect(")");
}

Result<void, SyntaxError> ExpressionParser::member(std::optional<std::uint32_t> object) {
    if (auto read = advance(); !read) return read;
    if (token_.kind != TokenKind::identifier) return wrong("the name of a property or a method");
    const std::uint32_t name = emitter_.name(token_.text);
    if (auto read = advance(); !read) return read;
    if (is_symbol(token_, "(")) {
        if (auto read = advance(); !read) return read;
        const auto count = arguments();
        if (!count) return unexpected(count.error());
        if (object)
            emitter_.emit({.op = Op::object_method, .count = *count, .operand = *object, .operand2 = name}, *count, 1);
        else
            emitter_.emit({.op = Op::method, .count = *count, .operand = name}, *count + std::size_t{1}, 1);
    } else if (object) {
        emitter_.emit({.op = Op::object_property, .operand = *object, .operand2 = name}, 0, 1);
    } else {
        emitter_.emit({.op = Op::property, .operand = name}, 1, 1);
    }
    return {};
}

Result<void, SyntaxError> ExpressionParser::function(const Token& name) {
    const auto known = find_function(name.text);
    if (!known) return fail_at(name.offset, "there is no function '" + std::string(name.text) + "'");
    if (auto read = advance(); !read) return read;
    const auto count = arguments();
    if (!count) return unexpected(count.error());
    const Function& function = functions()[*known];
    if (*count < function.least || *count > function.most)
        return fail_at(name.offset, "the function '" + std::string(name.text) + "' does not take " +
                                        std::to_string(*count) + (*count == 1 ? " argument" : " arguments"));
    emitter_.emit({.op = Op::function, .count = *count, .operand = *known}, *count, 1);
    return {};
}

Result<std::uint16_t, SyntaxError> ExpressionParser::arguments() {
    std::uint16_t count = 0;
    while (!is_symbol(token_, ")")) {
        if (count > 0)
            if (auto read = expect(","); !read) return unexpected(read.error());
        if (count == max_arguments) return fail("a call takes at most 16 arguments");
        if (auto read = expression(); !read) return unexpected(read.error());
        ++count;
    }
    if (auto read = advance(); !read) return unexpected(read.error());
    return count;
}

}  // namespace pavane::expression::juel
