// What JUEL compiles to: instructions for a stack machine, in one flat array. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression/evaluator.hpp"

namespace pavane::expression::juel {

enum class Op : std::uint8_t {
    constant,         // push constants[operand]
    variable,         // push the value of names[operand]
    property,         // pop a base, push its property names[operand]
    index,            // pop an index and a base, push the member
    method,           // pop `count` arguments and a base, push what base.names[operand](arguments) returns
    object_property,  // push names[operand].names[operand2]: of an object of the engine, or of a variable
    object_method,    // pop `count` arguments, push names[operand].names[operand2](arguments), of either
    function,         // pop `count` arguments, push what functions()[operand] returns
    negate,
    negate_boolean,
    is_empty,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    to_boolean,     // coerce the top
    jump,           // go to operand
    jump_unless,    // pop a boolean, go to operand if it is false
    jump_if_false,  // coerce the top to a boolean; if it is false leave it and go to operand, else pop it
    jump_if_true,   // the same for true
    concatenate,    // pop `count` values, push the text of all of them
};

struct Instruction {
    Op op;
    std::uint16_t count = 0;
    std::uint32_t operand = 0;
    std::uint32_t operand2 = 0;
};

struct Code final : Program {
    Foretold foretold() const override;

    std::vector<Instruction> instructions;
    std::vector<Value> constants;
    std::vector<std::string> names;
    std::size_t stack_size = 0;  // the most values that are on the stack at once
    bool is_plain_text = false;  // there is no ${ } in it
};

// Names that belong to the engine; they are asked of the scope before any variable.
inline bool is_engine_object(std::string_view name) {
    return name == "execution" || name == "task" || name == "externalTask";
}

}  // namespace pavane::expression::juel
