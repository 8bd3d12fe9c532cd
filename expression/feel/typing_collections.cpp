#include <utility>

#include "expression/feel/function.hpp"
#include "expression/feel/function_results.hpp"
#include "expression/feel/typing_walk.hpp"

namespace pavane::expression::feel {

using Kind = Type::Kind;

Type Walk::context(const Node& node) {
    const Operands all = operands(node);
    Type type(Kind::context);
    for (std::size_t i = 0; i < all.size(); i += 3) {
        Type member = of(all[i + 2]);
        know(all[i + 1], member);
        type.members.push_back({code_.names[all[i]], std::move(member)});
    }
    return kept(std::move(type));
}

Type Walk::list(const Node& node) {
    Type item;
    bool is_first = true;
    for (const NodeIndex operand : operands(node)) {
        Type next = of(operand);
        item = std::exchange(is_first, false) ? std::move(next) : merged(item, next);
    }
    return list_of(std::move(item));
}

// By position it gives an item, by a condition a list.
Type Walk::filter(const Node& node) {
    const Type source = of(node.a);
    const Type& list = resolved(source);
    if (list.kind == Kind::list && !list.inner.empty()) know(node.c, pointed_at(list.inner.front()));
    const Type condition = of(node.b);
    if (resolved(condition).kind == Kind::boolean) return Kind::list;
    return {};
}

Type Walk::member_of_item(const Node& node) {
    const auto item = slots_.find(node.b);
    if (item == slots_.end()) return {};
    const Type& known = resolved(item->second);
    if (is_scalar(known.kind)) return of(node.c);
    if (known.kind == Kind::context)
        for (const TypeMember& member : known.members)
            if (member.name == code_.names[node.a]) return pointed_at(member.type);
    return {};
}

void Walk::domains(Operands domains) {
    for (std::size_t i = 0; i + 2 < domains.size(); i += operands_per_domain) {
        const Type first = of(domains[i + 1]);
        if (domains[i + 2] != none) {
            of(domains[i + 2]);
            continue;
        }
        const Type& list = resolved(first);
        if (list.kind == Kind::list && !list.inner.empty()) know(domains[i], pointed_at(list.inner.front()));
    }
}

Type Walk::iteration(const Node& node) {
    const Operands all = operands(node);
    domains(all.subspan(2));
    Type body = of(all[1]);
    if (node.op != Op::iteration) {
        if (exclude_each_other(body, Kind::boolean)) find("'satisfies' takes a condition, not " + described(body));
        return Kind::boolean;
    }
    return list_of(std::move(body));
}

Type Walk::function(const Node& node) {
    const Procedure& procedure = code_.procedures[node.a];
    Walk body(code_, names_, notes_);
    for (std::size_t at = 0; at < procedure.types.size(); ++at)
        body.know(static_cast<Slot>(at), pointed_at(procedure.types[at]));
    for (const auto& [outer, inner] : procedure.captures)
        if (const auto known = slots_.find(outer); known != slots_.end()) body.know(inner, known->second);
    body.of(procedure.body);
    return Kind::function;
}

// `stride` 2: names stand before the arguments.
Type Walk::call(const Node& node, std::size_t stride) {
    const Operands all = operands(node);
    for (std::size_t at = stride; at < all.size(); at += stride) of(all[at]);
    const Node& callee = code_.nodes[all[0]];
    if (callee.op == Op::constant) {
        const Callable* function = callable(code_.constants[callee.a]);
        return function == nullptr ? Type() : result_of_builtin(function->name());
    }
    if (callee.op != Op::global) of(all[0]);
    if (callee.op != Op::global || callee.b == none || names_.find(code_.names[callee.a]) != nullptr) return {};
    return result_of_builtin(code_.names[callee.a]);
}

Type Walk::membership(const Node& node) {
    const Operands all = operands(node);
    know(all[0], of(all[1]));
    for (const NodeIndex index : all.subspan(2)) test(code_.nodes[index]);
    return Kind::boolean;
}

Type Walk::tests(const Node& node) {
    for (const NodeIndex index : operands(node)) test(code_.nodes[index]);
    return Kind::boolean;
}

void Walk::test(const Node& node) {
    if (node.op == Op::test_any) return;
    const Type wanted = of(node.a);
    const auto known = slots_.find(node.b);
    if (known == slots_.end() || (node.op == Op::test_value && (node.flags & 1U) != 0)) return;
    const Type& one = resolved(wanted);
    const bool is_several = (one.kind == Kind::list || one.kind == Kind::range) && !one.inner.empty();
    const Type& value = is_several ? resolved(one.inner.front()) : one;
    // A condition that does not mention the input holds or does not, whatever the input is.
    if (value.kind == Kind::boolean && node.op == Op::test_value) return;
    if (exclude_each_other(known->second, value))
        find("it tests for " + described(value) + ", but what it tests is " + described(known->second));
}

}  // namespace pavane::expression::feel
