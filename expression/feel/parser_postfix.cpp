#include "expression/feel/function.hpp"
#include "expression/feel/parser.hpp"
#include "expression/feel/type_parser.hpp"

namespace pavane::expression::feel {
namespace {

class NoWorld final : public Scope {
  public:
    std::optional<Value> variable(std::string_view) const override { return std::nullopt; }
    Instant now() const override { return {}; }
};

bool makes_literals(std::string_view function) {
    return function == "date" || function == "time" || function == "date and time" || function == "duration";
}

}  // namespace

NodeIndex Parser::postfix() {
    Nesting nesting(*this, 0);
    NodeIndex base = error_ ? 0 : primary();
    while (!error_) {
        if (accept(".")) {
            base = path(base);
        } else if (token_.is("[") && !is_end_of_range()) {
            base = filter(base);
        } else if (token_.is("(")) {
            base = call(base);
        } else if (token_.is_word("instance")) {
            base = instance_of(base);
        } else {
            break;
        }
        nesting.deeper();
    }
    return base;
}

NodeIndex Parser::path(NodeIndex base) {
    const std::string member = member_name();
    return build_.add(Node{Op::property, 0, base, build_.name(member)});
}

NodeIndex Parser::filter(NodeIndex source) {
    const bool outer_ends_range = std::exchange(ends_range_, false);
    expect("[");
    const std::size_t mark = build_.mark();
    const Slot item = build_.declare("item");
    build_.open_item(item);
    ++filters_;
    const NodeIndex condition = expression();
    --filters_;
    build_.forget(mark);
    ends_range_ = outer_ends_range;
    expect("]");
    return build_.add(Node{Op::filter, 0, source, condition, item});
}

// `[1..10[`: the bracket behind the last value ends the range, unless something stands behind it that a filter may
// begin with.
bool Parser::is_end_of_range() const {
    if (!ends_range_) return false;
    const auto next = token_at(text_, token_.end);
    if (!next) return true;
    switch (next->kind) {
        case TokenKind::number:
        case TokenKind::string:
        case TokenKind::quoted:
            return false;
        case TokenKind::word:
            return is_keyword(next->text);
        default:
            return !(next->is("-") || next->is("(") || next->is("{") || next->is("[") || next->is("@"));
    }
}

NodeIndex Parser::call(NodeIndex function) {
    const bool outer_ends_range = std::exchange(ends_range_, false);
    const std::size_t offset = token_.offset;
    expect("(");
    std::vector<std::uint32_t> operands{function};
    bool named = false;
    if (!token_.is(")")) {
        named = label().has_value();
        do {
            if (named) {
                const auto name = label();
                if (!name) {
                    fail("found an argument without a name behind one with a name", token_.offset);
                    break;
                }
                operands.push_back(build_.name(name->name));
                go_to(name->end);
            }
            operands.push_back(expression());
        } while (accept(","));
    }
    ends_range_ = outer_ends_range;
    expect(")");
    if (error_) return 0;
    if (named) return build_.add(Op::call_named, operands);
    if (options_.refuse_unknown_calls) check_arity(function, operands.size() - 1, offset);
    if (auto value = literal_of(operands)) return build_.constant(std::move(*value));
    return build_.add(Op::call, operands);
}

void Parser::check_arity(NodeIndex function, std::size_t count, std::size_t offset) {
    const Value* constant = build_.constant_of(function);
    const Callable* code = constant == nullptr ? nullptr : callable(*constant);
    if (code == nullptr || code->accepts(count)) return;
    fail("the function '" + std::string(code->name()) + "' does not take " + std::to_string(count) +
             (count == 1 ? " argument" : " arguments"),
         offset);
}

// date("2024-02-29") is made once. What gives null stays a call, for its warning.
std::optional<Value> Parser::literal_of(const std::vector<std::uint32_t>& call) const {
    std::vector<Value> arguments;
    for (const NodeIndex operand : call) {
        const Value* constant = build_.constant_of(operand);
        if (constant == nullptr) return std::nullopt;
        arguments.push_back(*constant);
    }
    const Callable* function = callable(arguments.front());
    if (function == nullptr || !makes_literals(function->name())) return std::nullopt;
    const NoWorld world;
    Evaluation evaluation(world);
    const Computed value = evaluation.call(arguments.front(), std::span(arguments).subspan(1));
    return value && !value->is_null() ? std::optional(*value) : std::nullopt;
}

NodeIndex Parser::instance_of(NodeIndex value) {
    advance();
    expect_word("of");
    Type wanted = type();
    return build_.add(Node{Op::instance_of, 0, value, build_.type(std::move(wanted))});
}

Type Parser::type() {
    if (error_) return {};
    auto parsed = type_at(text_, token_.offset, options_.types);
    if (!parsed) {
        fail(std::move(parsed.error().message), parsed.error().offset);
        return {};
    }
    go_to(parsed->end);
    return std::move(parsed->type);
}

}  // namespace pavane::expression::feel
