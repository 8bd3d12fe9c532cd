#include "expression/feel/parser.hpp"

namespace pavane::expression::feel {

std::optional<Op> Parser::test_operator() const {
    if (token_.kind != TokenKind::symbol) return std::nullopt;
    if (token_.text == "=") return Op::equal;
    if (token_.text == "!=") return Op::not_equal;
    if (token_.text == "<") return Op::less;
    if (token_.text == "<=") return Op::less_or_equal;
    if (token_.text == ">") return Op::greater;
    if (token_.text == ">=") return Op::greater_or_equal;
    return std::nullopt;
}

// Entries of a decision table: `-`, `not(...)`, or tests.
Result<std::shared_ptr<Code>, SyntaxError> Parser::unary_tests_only() {
    const Slot input = build_.declare("?");
    NodeIndex root = 0;
    if (token_.is("-") && token_at(text_, token_.end).has_value() &&
        token_at(text_, token_.end)->kind == TokenKind::end) {
        advance();
        root = build_.add(Node{Op::test_any, 0, 0, input});
    } else {
        const bool negated = is_negation();
        if (negated) {
            advance();
            expect("(");
        }
        root = build_.add(Op::tests, tests(input), negated ? 1 : 0);
        if (negated) expect(")");
    }
    auto code = finish(root);
    if (code) (*code)->is_tests = true;
    return code;
}

// Whether the text is `not(` ... `)` as a whole, so that tests may stand within.
bool Parser::is_negation() const {
    if (!token_.is_word("not")) return false;
    auto next = token_at(text_, token_.end);
    if (!next || !next->is("(")) return false;
    std::size_t open = 0;
    while (next && next->kind != TokenKind::end) {
        if (next->is("(")) ++open;
        if (next->is(")") && --open == 0) break;
        next = token_at(text_, next->end);
    }
    if (!next || next->kind == TokenKind::end) return true;  // the missing parenthesis is reported where it is missed
    const auto behind = token_at(text_, next->end);
    return !behind || behind->kind == TokenKind::end;
}

std::vector<std::uint32_t> Parser::tests(Slot input) {
    std::vector<std::uint32_t> all;
    do all.push_back(test(input));
    while (accept(","));
    return all;
}

NodeIndex Parser::test(Slot input) {
    if (const auto op = test_operator()) {
        advance();
        return build_.add(Node{Op::test_compare, 0, additive(), input, static_cast<std::uint32_t>(*op)});
    }
    return test_of(expression(), input);
}

NodeIndex Parser::test_of(NodeIndex value, Slot input) {
    const bool reads_input = build_.take_read(input);
    return build_.add(Node{Op::test_value, static_cast<std::uint8_t>(reads_input ? 1 : 0), value, input});
}

// Behind `in`: one test, or several in parentheses.
NodeIndex Parser::membership(NodeIndex value) {
    const std::size_t mark = build_.mark();
    const Slot input = build_.declare("?");
    std::vector<std::uint32_t> operands{input, value};
    if (token_.is("(")) {
        in_parentheses(&operands);
    } else if (const auto op = test_operator()) {
        advance();
        operands.push_back(build_.add(Node{Op::test_compare, 0, additive(), input, static_cast<std::uint32_t>(*op)}));
    } else {
        operands.push_back(test_of(additive(), input));
    }
    build_.forget(mark);
    return build_.add(Op::in, operands);
}

// An expression, a range or one comparison as a value; or, where `membership` is given (its slot of the input comes
// first), tests that are added to it.
NodeIndex Parser::in_parentheses(std::vector<std::uint32_t>* membership) {
    const bool outer_ends_range = std::exchange(ends_range_, false);
    expect("(");
    NodeIndex result = 0;
    if (membership != nullptr) {
        const Slot input = membership->front();
        do {
            if (test_operator()) {
                membership->push_back(test(input));
                continue;
            }
            NodeIndex value = expression();
            if (membership->size() == 2 && accept("..")) {
                value = range(value, false);
                membership->push_back(test_of(value, input));
                ends_range_ = outer_ends_range;
                return value;
            }
            membership->push_back(test_of(value, input));
        } while (accept(","));
    } else if (const auto op = test_operator()) {
        advance();
        result = build_.add(Node{Op::test_as_value, 0, additive(), 0, static_cast<std::uint32_t>(*op)});
    } else {
        result = expression();
        if (accept("..")) {
            result = range(result, false);
            ends_range_ = outer_ends_range;
            return result;
        }
    }
    ends_range_ = outer_ends_range;
    expect(")");
    return result;
}

}  // namespace pavane::expression::feel
