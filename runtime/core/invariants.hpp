// The laws of the token game: what must hold of a state between steps. Tests ask after every step; `pavane db check`
// asks the same of the rows.
#pragma once

#include <string>
#include <vector>

#include "runtime/core/step.hpp"

namespace pavane::core {

// Each broken law as a plain sentence that names the record; empty: all hold.
std::vector<std::string> broken_laws(const InstanceState& state, const Definitions& definitions);

}  // namespace pavane::core
