#include <algorithm>
#include <array>

#include "expression/feel/function.hpp"
#include "expression/feel/machine.hpp"

namespace pavane::expression::feel {
namespace {

// A function literal with what it saw where it was made.
class Closure final : public Callable, public std::enable_shared_from_this<Closure> {
  public:
    Closure(std::shared_ptr<const Code> code, const Procedure& procedure, std::vector<std::pair<Slot, Value>> seen,
            std::size_t depth)
        : code_(std::move(code)), procedure_(procedure), seen_(std::move(seen)), depth_(depth) {}

    std::span<const std::string> parameters() const override { return procedure_.parameters; }
    std::size_t depth() const override { return depth_; }
    std::optional<Type> type() const override {
        Type type(Type::Kind::function);
        type.inner = procedure_.types;
        type.inner.emplace_back();
        return type;
    }
    Computed call(Evaluation& evaluation, std::span<const Value> arguments) const override;

  private:
    std::shared_ptr<const Code> code_;
    const Procedure& procedure_;
    std::vector<std::pair<Slot, Value>> seen_;
    std::size_t depth_;
};

Computed Closure::call(Evaluation& evaluation, std::span<const Value> arguments) const {
    std::vector<Value> frame(procedure_.slots);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Value argument = canonical(arguments[i]);
        Computed value = converted(evaluation, argument, procedure_.types[i]);
        if (!value) return value;
        frame[i] = std::move(*value);
        if (frame[i].is_null() && !argument.is_null())
            return evaluation.null("the argument '" + procedure_.parameters[i] + "' is " + described(argument) +
                                   ", expected " + name_of(procedure_.types[i]));
    }
    for (const auto& [slot, value] : seen_) frame[slot] = value;
    if (procedure_.self) frame[*procedure_.self] = Value(std::shared_ptr<const Function>(shared_from_this()));
    if (auto allowed = evaluation.enter(name()); !allowed) return unexpected(allowed.error());
    Computed result = Machine(*code_, evaluation, frame.data()).eval(procedure_.body);
    evaluation.leave();
    return result;
}

}  // namespace

Computed Machine::function(const Node& node) {
    const Procedure& procedure = code_.procedures[node.a];
    std::vector<std::pair<Slot, Value>> seen;
    for (const auto& [from, to] : procedure.captures) seen.emplace_back(to, frame_[from]);
    for (const auto& [index, slot] : procedure.globals) {
        if (auto value = known_global(code_.nodes[index])) {
            seen.emplace_back(slot, Value(true));
            seen.emplace_back(slot + 1, std::move(*value));
        }
    }
    std::size_t depth = 1;
    for (const auto& [slot, value] : seen) {
        const auto own = evaluation_.depth_of(value, max_depth - 1);
        if (!own) return unexpected(own.error());
        depth = std::max(depth, *own + 1);
    }
    if (auto allowed = evaluation_.produce(seen.size() * sizeof(seen.front())); !allowed)
        return unexpected(allowed.error());
    return Value(std::shared_ptr<const Function>(
        std::make_shared<Closure>(code_.shared_from_this(), procedure, std::move(seen), depth)));
}

// What is called need not be copied where it is a built-in function.
Computed Machine::call(const Node& node) {
    const Operands all = operands(node);
    const Node& callee = code_.nodes[all[0]];
    Value held;
    if (callee.op != Op::constant) {
        Computed function = eval(all[0]);
        if (!function) return function;
        held = std::move(*function);
    }
    const Value& function = callee.op == Op::constant ? code_.constants[callee.a] : held;
    constexpr std::size_t few = 4;
    const Operands nodes = all.subspan(1);
    const auto called = [&](Value* arguments) -> Computed {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            Computed argument = eval(nodes[i]);
            if (!argument) return argument;
            arguments[i] = std::move(*argument);
        }
        return evaluation_.call(function, {arguments, nodes.size()});
    };
    if (nodes.size() <= few) {
        std::array<Value, few> arguments;
        return called(arguments.data());
    }
    std::vector<Value> arguments(nodes.size());
    return called(arguments.data());
}

Computed Machine::call_named(const Node& node) {
    const Operands all = operands(node);
    Computed function = eval(all[0]);
    if (!function) return function;
    std::vector<std::string> names;
    std::vector<Value> arguments;
    for (std::size_t i = 1; i < all.size(); i += 2) {
        Computed argument = eval(all[i + 1]);
        if (!argument) return argument;
        names.push_back(code_.names[all[i]]);
        arguments.push_back(std::move(*argument));
    }
    const Callable* code = callable(*function);
    if (code == nullptr) return evaluation_.call(*function, arguments);
    return code->call_named(evaluation_, names, arguments);
}

}  // namespace pavane::expression::feel
