// What a line means by an element: the one open record there. Each throws Mismatch when there is none, or more than
// one.
#pragma once

#include <string>
#include <vector>

#include "conformance/runner/world.hpp"

namespace pavane::conformance {

OpenTask find_task(const World& world, const std::string& element);
// By its topic or, if none has it, by its element.
OpenExternalTask find_external_task(const World& world, const std::string& topic);
OpenJob find_job(const World& world, const std::string& element);
// The activity instance of that element, or the process instance of that key.
core::ActivityId find_scope(const World& world, const std::string& element);
SeenVariable find_variable(const World& world, const std::string& scope, const std::string& name);

}  // namespace pavane::conformance
