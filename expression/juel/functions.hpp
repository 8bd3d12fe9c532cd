// The functions that an expression calls by a plain name. Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

struct Function {
    std::string_view name;
    std::size_t least;  // arguments
    std::size_t most;
    Outcome (*run)(std::span<const Value> arguments, Evaluation& evaluation);
};

std::span<const Function> functions();
std::optional<std::uint32_t> find_function(std::string_view name);

}  // namespace pavane::expression::juel
