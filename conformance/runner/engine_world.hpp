// What can be seen of a store, through its queries.
#pragma once

#include "conformance/runner/world.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::conformance {

World look_at(engine::Store& store);

}  // namespace pavane::conformance
