#include "expression/juel/machine.hpp"

#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/functions.hpp"
#include "expression/juel/members.hpp"
#include "expression/juel/operators.hpp"

namespace pavane::expression::juel {
namespace {

using Done = Result<void, Fault>;

constexpr std::size_t small_stack = 16;

Outcome unresolved(std::string_view name) {
    return unknown_property("Cannot resolve identifier '" + std::string(name) + "'");
}

// A name that is neither a variable nor an object of the engine's.
Outcome unresolved_name(std::string_view name) {
    if (is_engine_object(name)) return unresolved(name);
    return unknown_property("Cannot resolve identifier '" + std::string(name) +
                            "'. There is no variable of that name, and there are no Java beans here: let an external "
                            "task do the work, or give the value as a variable");
}

Outcome unresolved_bean(std::string_view name) {
    return unknown_method(
        "Cannot resolve identifier '" + std::string(name) +
        "'. There are no Java beans here: let an external task do the work, or give the value as a variable");
}

Outcome of_scope(Result<Value, EvaluationError> answer, Fault::Kind kind) {
    if (answer) return std::move(*answer);
    return unexpected(Fault{kind, std::move(answer.error().message)});
}

class Machine {
  public:
    // `stack` has room for the code's stack_size values.
    Machine(const Code& code, Evaluation& evaluation, Value* stack)
        : code_(code), evaluation_(evaluation), top_(stack) {}

    Outcome run() {
        while (next_ < code_.instructions.size()) {
            if (auto counted = evaluation_.step(); !counted) return unexpected(counted.error());
            if (auto done = execute(code_.instructions[next_++]); !done) return unexpected(std::move(done.error()));
        }
        return pop();
    }

  private:
    void push(Value value) { *top_++ = std::move(value); }
    Value pop() { return std::move(*--top_); }
    std::span<const Value> pop_arguments(std::size_t count) {
        top_ -= count;
        return {top_, count};
    }

    Done push(Outcome outcome) {
        if (!outcome) return unexpected(std::move(outcome.error()));
        push(std::move(*outcome));
        return {};
    }
    Done push_boolean(Result<bool, Fault> outcome) {
        if (!outcome) return unexpected(std::move(outcome.error()));
        push(Value(*outcome));
        return {};
    }

    Done execute(const Instruction& instruction);
    Done execute_member(const Instruction& instruction);
    Done execute_operator(Op op);
    Done execute_jump(const Instruction& instruction);

    Outcome variable(const std::string& name);
    Outcome object_property(const std::string& object, const std::string& name);
    Outcome object_method(const std::string& object, const std::string& name, std::span<const Value> arguments);
    Outcome concatenated(std::span<const Value> parts);

    const Code& code_;
    Evaluation& evaluation_;
    Value* top_;  // behind the last
    std::size_t next_ = 0;
};

Done Machine::execute(const Instruction& instruction) {
    switch (instruction.op) {
        case Op::constant:
            push(code_.constants[instruction.operand]);
            return {};
        case Op::variable:
            return push(variable(code_.names[instruction.operand]));
        case Op::property:
        case Op::index:
        case Op::method:
        case Op::object_property:
        case Op::object_method:
        case Op::function:
            return execute_member(instruction);
        case Op::jump:
        case Op::jump_unless:
        case Op::jump_if_false:
        case Op::jump_if_true:
            return execute_jump(instruction);
        case Op::concatenate:
            return push(concatenated(pop_arguments(instruction.count)));
        default:
            return execute_operator(instruction.op);
    }
}

Done Machine::execute_member(const Instruction& instruction) {
    if (instruction.op == Op::function)
        return push(functions()[instruction.operand].run(pop_arguments(instruction.count), evaluation_));
    if (instruction.op == Op::index) {
        const Value index = pop();
        return push(read_index(pop(), index, evaluation_));
    }
    const std::string& name = code_.names[instruction.operand];
    switch (instruction.op) {
        case Op::property:
            return push(read_property(pop(), name, evaluation_));
        case Op::method: {
            const auto arguments = pop_arguments(instruction.count);
            const Value base = pop();
            return push(call_method(base, name, arguments, evaluation_));
        }
        case Op::object_property:
            return push(object_property(name, code_.names[instruction.operand2]));
        default:
            return push(object_method(name, code_.names[instruction.operand2], pop_arguments(instruction.count)));
    }
}

Done Machine::execute_operator(Op op) {
    if (op == Op::negate) return push(negate(pop()));
    if (op == Op::is_empty) return push_boolean(is_empty(pop(), evaluation_));
    if (op == Op::to_boolean || op == Op::negate_boolean) {
        auto boolean = to_boolean(pop());
        if (boolean && op == Op::negate_boolean) *boolean = !*boolean;
        return push_boolean(std::move(boolean));
    }
    const Value right = pop();
    const Value left = pop();
    switch (op) {
        case Op::equal:
            return push_boolean(equal(left, right, evaluation_));
        case Op::not_equal: {
            auto result = equal(left, right, evaluation_);
            if (result) *result = !*result;
            return push_boolean(std::move(result));
        }
        case Op::less:
        case Op::less_or_equal:
        case Op::greater:
        case Op::greater_or_equal:
            return push_boolean(compare(op, left, right, evaluation_));
        default:
            return push(calculate(op, left, right));
    }
}

Done Machine::execute_jump(const Instruction& instruction) {
    if (instruction.op == Op::jump) {
        next_ = instruction.operand;
        return {};
    }
    const auto boolean = to_boolean(pop());
    if (!boolean) return unexpected(boolean.error());
    const bool wanted = instruction.op == Op::jump_if_true;
    if (*boolean != wanted) return {};
    if (instruction.op != Op::jump_unless) push(Value(*boolean));
    next_ = instruction.operand;
    return {};
}

// The engine's own objects come before variables of their names; anything else is a variable, or an object that only
// this scope offers.
Outcome Machine::variable(const std::string& name) {
    if (is_engine_object(name))
        return fault("'" + name +
                     "' is an object of the engine: read one of its properties; there are no Java beans that it could "
                     "be given to, so let an external task do such work");
    auto value = evaluation_.scope().variable(name);
    return value ? Outcome(std::move(*value)) : unresolved_name(name);
}

Outcome Machine::object_property(const std::string& object, const std::string& name) {
    Scope& scope = evaluation_.scope();
    if (!is_engine_object(object))
        if (const auto value = scope.variable(object)) return read_property(*value, name, evaluation_);
    auto answer = scope.property(object, name);
    return answer ? of_scope(std::move(*answer), Fault::Kind::unknown_property) : unresolved_name(object);
}

Outcome Machine::object_method(const std::string& object, const std::string& name, std::span<const Value> arguments) {
    Scope& scope = evaluation_.scope();
    if (!is_engine_object(object))
        if (const auto value = scope.variable(object)) return call_method(*value, name, arguments, evaluation_);
    auto answer = scope.call(object, name, arguments);
    if (answer) return of_scope(std::move(*answer), Fault::Kind::unknown_method);
    return is_engine_object(object) ? unresolved(object) : unresolved_bean(object);
}

Outcome Machine::concatenated(std::span<const Value> parts) {
    std::string text;
    for (const Value& part : parts)
        if (auto appended = append_text(text, part, evaluation_); !appended)
            return unexpected(std::move(appended.error()));
    return Value(std::move(text));
}

}  // namespace

Outcome run(const Code& code, Evaluation& evaluation) {
    if (code.stack_size <= small_stack) {
        std::array<Value, small_stack> stack;
        return Machine(code, evaluation, stack.data()).run();
    }
    std::vector<Value> stack(code.stack_size);
    return Machine(code, evaluation, stack.data()).run();
}

}  // namespace pavane::expression::juel
