// Writes instructions while the parser reads, and counts what is on the stack. Private to this folder.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "expression/juel/code.hpp"

namespace pavane::expression::juel {

class Emitter {
  public:
    // Appends an instruction that pops `popped` values and pushes `pushed`, and says where it stands.
    std::size_t emit(Instruction instruction, std::size_t popped, std::size_t pushed) {
        code_.instructions.push_back(instruction);
        depth_ = depth_ - popped + pushed;
        code_.stack_size = std::max(code_.stack_size, depth_);
        return code_.instructions.size() - 1;
    }

    void constant(Value value) {
        code_.constants.push_back(std::move(value));
        emit({.op = Op::constant, .operand = static_cast<std::uint32_t>(code_.constants.size() - 1)}, 0, 1);
    }

    std::uint32_t name(std::string_view name) {
        const auto [found, is_new] =
            numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(code_.names.size()));
        if (is_new) code_.names.emplace_back(name);
        return found->second;
    }

    // Lets the jump that stands at `jump` go to what is emitted next.
    void land(std::size_t jump) {
        code_.instructions[jump].operand = static_cast<std::uint32_t>(code_.instructions.size());
    }

    // Of two branches only one runs: the second begins with what was on the stack before the first.
    void begin_other_branch() { --depth_; }

    Code take() { return std::move(code_); }

  private:
    Code code_;
    std::map<std::string, std::uint32_t> numbers_;
    std::size_t depth_ = 0;
};

}  // namespace pavane::expression::juel
