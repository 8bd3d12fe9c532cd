// The decisions of a DMN file behind the engine's port.
#pragma once

#include <string_view>

#include "dmn/model/document.hpp"
#include "expression/evaluator.hpp"
#include "foundation/diagnostic.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::app {

// `name` is that of the file, `others` may be imported. `evaluator` is for texts in other languages than FEEL, and
// outlives what is compiled.
engine::Compiled compile_decisions(std::string_view name, std::string_view bytes, const engine::OtherFiles& others,
                                   const expression::Evaluator& evaluator);

// The decisions of a file under the keys that they are deployed with, and what is wrong with those.
engine::CompiledDecisions describe_decisions(const dmn::document::Definitions& definitions, Diagnostics& diagnostics);

}  // namespace pavane::app
