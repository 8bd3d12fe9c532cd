// Compiles a JUEL text, which may mix plain text with ${} or #{}. Private to this folder.
#pragma once

#include <memory>
#include <string_view>

#include "expression/evaluator.hpp"
#include "expression/juel/code.hpp"

namespace pavane::expression::juel {

inline constexpr std::size_t max_text_bytes = std::size_t{64} * 1024;

Result<std::shared_ptr<const Code>, SyntaxError> parse(std::string_view text);

}  // namespace pavane::expression::juel
