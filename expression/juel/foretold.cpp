#include <algorithm>

#include "expression/juel/code.hpp"

namespace pavane::expression::juel {
namespace {

ResultKind kind_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::boolean:
            return ResultKind::boolean;
        case Value::Kind::integer:
        case Value::Kind::real:
        case Value::Kind::decimal:
            return ResultKind::number;
        case Value::Kind::string:
            return ResultKind::text;
        default:
            return ResultKind::unknown;
    }
}

ResultKind kind_of(const Code& code, const Instruction& last) {
    switch (last.op) {
        case Op::constant:
            return kind_of(code.constants[last.operand]);
        case Op::negate:
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::modulo:
            return ResultKind::number;
        case Op::negate_boolean:
        case Op::is_empty:
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_or_equal:
        case Op::greater:
        case Op::greater_or_equal:
        case Op::to_boolean:
            return ResultKind::boolean;
        case Op::concatenate:
            return ResultKind::text;
        default:
            return ResultKind::unknown;
    }
}

}  // namespace

// By the last instruction, unless a branch of a choice ends elsewhere. What jumps behind it from `and` or `or` leaves a
// boolean as it does.
Foretold Code::foretold() const {
    const bool is_choice = std::ranges::any_of(instructions, [&](const Instruction& instruction) {
        return instruction.op == Op::jump && instruction.operand == instructions.size();
    });
    return {is_choice ? ResultKind::unknown : kind_of(*this, instructions.back()), {}};
}

}  // namespace pavane::expression::juel
