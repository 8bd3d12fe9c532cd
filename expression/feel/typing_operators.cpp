#include <array>

#include "expression/feel/typing_walk.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Type::Kind;

bool is_temporal(Kind kind) { return is_scalar(kind) && kind != Kind::boolean && kind != Kind::string; }

}  // namespace

Type Walk::property(const Node& node) {
    const Type base = of(node.a);
    const std::string& name = code_.names[node.b];
    const Type& known = resolved(base);
    if (known.kind == Kind::context)
        for (const TypeMember& member : known.members)
            if (member.name == name) return pointed_at(member.type);
    if (known.kind == Kind::boolean || known.kind == Kind::number || known.kind == Kind::string)
        find(described(known) + " has no member '" + name + "'");
    return {};
}

Type Walk::arithmetic(const Node& node) {
    const Operands all = operands(node);
    Type left = of(all[0]);
    for (std::size_t i = 1; i < all.size(); i += 2) left = sum(static_cast<Arithmetic>(all[i]), left, of(all[i + 1]));
    return left;
}

Type Walk::sum(Arithmetic op, const Type& left, const Type& right) {
    constexpr std::array<std::string_view, 5> signs{"+", "-", "*", "/", "**"};
    const Kind a = resolved(left).kind;
    const Kind b = resolved(right).kind;
    if (a == Kind::number && b == Kind::number) return Kind::number;
    if (op == Arithmetic::add && a == Kind::string && b == Kind::string) return Kind::string;
    const auto takes = [op](Kind kind) {
        return kind == Kind::any || is_temporal(kind) || (kind == Kind::string && op == Arithmetic::add);
    };
    const bool one_text = (a == Kind::string) != (b == Kind::string) && a != Kind::any && b != Kind::any;
    if (!takes(a) || !takes(b) || one_text)
        find("'" + std::string(signs[static_cast<std::size_t>(op)]) + "' does not take " + described(left) + " and " +
             described(right));
    return {};
}

void Walk::compare(std::string_view what, const Type& left, const Type& right) {
    if (exclude_each_other(left, right))
        find(std::string(what) + " " + described(left) + (what.ends_with("from") ? " to " : " with ") +
             described(right));
}

Type Walk::comparison(const Node& node) {
    const Type left = of(node.a);
    const bool is_equality = node.op == Op::equal || node.op == Op::not_equal;
    compare(is_equality ? "'=' compares" : "'<' or '>' compares", left, of(node.b));
    return Kind::boolean;
}

Type Walk::junction(const Node& node, std::string_view word) {
    for (const NodeIndex operand : operands(node)) {
        const Type type = of(operand);
        if (exclude_each_other(type, Kind::boolean))
            find("'" + std::string(word) + "' takes true or false, not " + described(type));
    }
    return Kind::boolean;
}

Type Walk::choice(const Node& node) {
    const Operands all = operands(node);
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        const Type condition = of(all[i]);
        if (exclude_each_other(condition, Kind::boolean))
            find("the condition of 'if' is " + described(condition) + ", so that it never holds");
    }
    Type type = of(all.back());
    for (std::size_t i = 1; i < all.size(); i += 2) type = merged(type, of(all[i]));
    return type;
}

}  // namespace pavane::expression::feel
