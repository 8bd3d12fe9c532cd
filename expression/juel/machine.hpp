// Runs the instructions of an expression. Private to this folder.
#pragma once

#include "expression/juel/code.hpp"
#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

Outcome run(const Code& code, Evaluation& evaluation);

}  // namespace pavane::expression::juel
