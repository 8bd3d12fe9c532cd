#include "expression/feel/simple_tests.hpp"

#include <typeinfo>

#include "expression/feel/code.hpp"
#include "expression/feel/values.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::feel {

namespace {

class Reader {
  public:
    explicit Reader(const Code& code) : code_(code) {}

    std::optional<Range> read(const Node& test) const {
        if (test.op == Op::test_compare) return comparison(static_cast<Op>(test.c), number_at(test.a));
        if (test.op != Op::test_value || test.flags != 0) return std::nullopt;
        const Node& wanted = code_.nodes[test.a];
        if (wanted.op == Op::range) return between(wanted);
        if (wanted.op == Op::constant && code_.constants[wanted.a].string() != nullptr)
            return only(code_.constants[wanted.a]);
        const std::optional<Value> number = number_at(test.a);
        return number ? std::optional(only(*number)) : std::nullopt;
    }

  private:
    static Range only(const Value& value) { return {value, value, true, true}; }

    std::optional<Value> number_at(NodeIndex index) const {
        const Node& node = code_.nodes[index];
        const bool is_negative = node.op == Op::negate && code_.nodes[node.a].op == Op::constant;
        if (node.op != Op::constant && !is_negative) return std::nullopt;
        const Value& value = code_.constants[is_negative ? code_.nodes[node.a].a : node.a];
        if (!is_number(value)) return std::nullopt;
        return is_negative ? feel::number(negate(to_decimal(value).value())) : value;
    }

    static std::optional<Range> comparison(Op op, const std::optional<Value>& end) {
        if (!end) return std::nullopt;
        switch (op) {
            case Op::equal:
                return only(*end);
            case Op::less:
                return Range{Value(), *end, false, false};
            case Op::less_or_equal:
                return Range{Value(), *end, false, true};
            case Op::greater:
                return Range{*end, Value(), false, false};
            case Op::greater_or_equal:
                return Range{*end, Value(), true, false};
            default:
                return std::nullopt;
        }
    }

    std::optional<Range> between(const Node& range) const {
        const std::optional<Value> low = number_at(range.a);
        const std::optional<Value> high = number_at(range.b);
        if (!low || !high || compare(*low, *high) == std::strong_ordering::greater) return std::nullopt;
        return Range{*low, *high, (range.flags & includes_low) != 0, (range.flags & includes_high) != 0};
    }

    const Code& code_;
};

}  // namespace

std::optional<std::vector<Range>> simple_tests(const Program& program) {
    ENSURE(typeid(program) == typeid(Code));
    const auto& code = static_cast<const Code&>(program);
    const Node& root = code.nodes[code.root];
    if (!code.is_tests || root.op != Op::tests || root.flags != 0) return std::nullopt;
    const Reader reader(code);
    std::vector<Range> ranges;
    for (std::uint32_t at = root.a; at < root.a + root.count; ++at) {
        auto range = reader.read(code.nodes[code.operands[at]]);
        if (!range) return std::nullopt;
        const bool is_text = range->low.string() != nullptr;
        if (!ranges.empty() && is_text != (ranges.front().low.string() != nullptr)) return std::nullopt;
        ranges.push_back(std::move(*range));
    }
    return ranges;
}

}  // namespace pavane::expression::feel
