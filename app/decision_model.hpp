// The decisions of a DMN file behind the engine's port.
#pragma once

#include <string_view>

#include "expression/evaluator.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::app {

// `evaluator` is for texts in other languages than FEEL, and outlives what is compiled.
engine::Compiled compile_decisions(std::string_view bytes, const expression::Evaluator& evaluator);

}  // namespace pavane::app
