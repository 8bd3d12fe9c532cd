#include "expression/feel/machine.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <typeinfo>

#include "expression/feel/builtin.hpp"
#include "foundation/closest_word.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::size_t small_frame = 8;

// Nodes that wait for each other: what bounds the native stack.
constexpr std::size_t max_waiting_nodes = 2'000;

}  // namespace

Computed run(const Program& program, const Value& input, Evaluation& evaluation) {
    ENSURE(typeid(program) == typeid(Code));
    const auto* code = static_cast<const Code*>(&program);
    const auto run_in = [&](Value* frame) {
        if (code->is_tests) frame[0] = canonical(input);
        return Machine(*code, evaluation, frame).eval(code->root);
    };
    if (code->slots <= small_frame) {
        std::array<Value, small_frame> frame;
        return run_in(frame.data());
    }
    std::vector<Value> frame(code->slots);
    return run_in(frame.data());
}

Computed Machine::eval(NodeIndex index) {
    if (auto allowed = evaluation_.step(); !allowed) return unexpected(allowed.error());
    const Node& node = code_.nodes[index];
    switch (node.op) {
        case Op::constant:
            return code_.constants[node.a];
        case Op::local:
            return frame_[node.a];
        case Op::global:
            return global(node);
        default:
            break;
    }
    if (evaluation_.nodes_ >= max_waiting_nodes) return unexpected(LimitReached::depth);
    ++evaluation_.nodes_;
    Computed result = dispatch(node);
    --evaluation_.nodes_;
    return result;
}

Computed Machine::dispatch(const Node& node) {
    switch (node.op) {
        case Op::invalid:
            return evaluation_.null(code_.names[node.a]);
        case Op::member_of_item:
            return member_of_item(node);
        case Op::filter:
            return filter(node);
        case Op::list:
            return list(node);
        case Op::context:
            return context(node);
        case Op::range:
            return range(node);
        case Op::test_as_value:
            return test_as_value(node);
        case Op::choice:
            return choice(node);
        case Op::iteration:
            return iteration(node);
        case Op::some:
        case Op::every:
            return quantified(node);
        case Op::function:
            return function(node);
        case Op::call:
            return call(node);
        case Op::call_named:
            return call_named(node);
        case Op::tests:
        case Op::test_any:
            return tests(node);
        default:
            return eval_operator(node);
    }
}

Computed Machine::eval_operator(const Node& node) {
    switch (node.op) {
        case Op::arithmetic:
            return arithmetic(node);
        case Op::conjunction:
            return junction(node, true);
        case Op::disjunction:
            return junction(node, false);
        case Op::between:
            return between(node);
        case Op::in:
            return membership(node);
        case Op::property: {
            const Computed base = eval(node.a);
            return base ? property_of(evaluation_, *base, code_.names[node.b]) : base;
        }
        case Op::negate: {
            const Computed value = eval(node.a);
            return value ? negated(evaluation_, *value) : value;
        }
        case Op::instance_of: {
            Computed value = eval(node.a);
            if (!value) return value;
            const Fits is_instance = conforms(evaluation_, *value, code_.types[node.b]);
            return is_instance ? Computed(*is_instance) : unexpected(is_instance.error());
        }
        default:
            return comparison(node);
    }
}

Computed Machine::global(const Node& node) {
    if (auto value = known_global(node)) return std::move(*value);
    if (node.b != none) return code_.constants[node.b];
    const std::string& name = code_.names[node.a];
    std::vector<std::string> known = evaluation_.scope().names();
    if ((node.flags & is_called) == 0)
        return evaluation_.null("there is no variable '" + name + "'" + did_you_mean(name, known));
    std::ranges::move(names_of_builtins(true), std::back_inserter(known));
    return evaluation_.null("there is no function '" + name + "'" + did_you_mean(name, known));
}

std::optional<Value> Machine::known_global(const Node& node) {
    if (node.c != none && frame_[node.c].boolean() != nullptr) return frame_[node.c + 1];
    auto value = evaluation_.scope().variable(code_.names[node.a]);
    if (value && value->real() != nullptr) return canonical(*value);
    return value;
}

Computed Machine::member_of_item(const Node& node) {
    if (const Context* item = frame_[node.b].context())
        if (const Value* member = item->find(code_.names[node.a])) return canonical(*member);
    return eval(node.c);
}

Computed Machine::list(const Node& node) {
    List items;
    items.reserve(node.count);
    for (const NodeIndex operand : operands(node)) {
        Computed item = eval(operand);
        if (!item) return item;
        items.push_back(std::move(*item));
    }
    return evaluation_.produced(std::move(items));
}

Computed Machine::context(const Node& node) {
    const Operands all = operands(node);
    std::vector<Context::Entry> entries;
    entries.reserve(all.size() / 3);
    for (std::size_t i = 0; i < all.size(); i += 3) {
        Computed value = eval(all[i + 2]);
        if (!value) return value;
        frame_[all[i + 1]] = *value;
        entries.emplace_back(code_.names[all[i]], std::move(*value));
    }
    return evaluation_.produced(Context(std::move(entries)));
}

Computed Machine::arithmetic(const Node& node) {
    const Operands all = operands(node);
    Computed left = eval(all[0]);
    for (std::size_t i = 1; left && i < all.size(); i += 2) {
        const Computed right = eval(all[i + 1]);
        if (!right) return right;
        left = calculate(evaluation_, static_cast<Arithmetic>(all[i]), *left, *right);
    }
    return left;
}

Computed Machine::comparison(const Node& node) {
    Computed left = eval(node.a);
    if (!left) return left;
    Computed right = eval(node.b);
    if (!right) return right;
    const Truth truth = compared(evaluation_, node.op, *left, *right);
    if (!truth) return unexpected(truth.error());
    return to_value(*truth);
}

// `and` and `or` (DMN 1.5 table 50): what is no boolean counts as null.
Computed Machine::junction(const Node& node, bool neutral) {
    bool unknown = false;
    for (const NodeIndex operand : operands(node)) {
        Computed value = eval(operand);
        if (!value) return value;
        const bool* boolean = value->boolean();
        if (boolean == nullptr)
            unknown = true;
        else if (*boolean != neutral)
            return Value(!neutral);
    }
    return unknown ? Value() : Value(neutral);
}

Computed Machine::choice(const Node& node) {
    const Operands all = operands(node);
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        Computed condition = eval(all[i]);
        if (!condition) return condition;
        if (const bool* boolean = condition->boolean(); boolean != nullptr && *boolean) return eval(all[i + 1]);
    }
    return eval(all.back());
}

}  // namespace pavane::expression::feel
