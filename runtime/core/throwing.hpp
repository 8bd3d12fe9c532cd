// Errors on their way outwards (BPMN 2.0.2 §10.5.6, §13.5.3): from where they are raised to the nearest catcher,
// through call activities too.
#pragma once

#include <optional>
#include <string>

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

struct BpmnError {
    std::string code;
    std::string message;
};

// Finds the nearest boundary event, from `origin` outwards, that catches the error; cancels what it is attached to and
// lets it fire with `variables` set in its scope. False: nobody catches it, and nothing has happened.
bool throw_error(Step& step, const ActivityId& origin, const BpmnError& error, const Assignments& variables);

}  // namespace pavane::core
