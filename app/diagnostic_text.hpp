// Diagnostics as the command line prints them, in the form of compilers, from which editors find the place.
#pragma once

#include <string>

#include "foundation/diagnostic.hpp"

namespace pavane::app {

// What the reader noticed in a BPMN file, and what the linker says of it, together: what both say of one element is
// said once, as an error.
Diagnostics said_once(Diagnostics noticed, const Diagnostics& linked);

// "error", "warning" or "info".
std::string_view name_of(Severity severity);

// "FILE:LINE:COLUMN: error: sentence [code]"; without the place where it is not known.
std::string line_of(const std::string& file, const Diagnostic& diagnostic);

// Errors and warnings, a line each, on standard error.
void print_problems(const std::string& file, const Diagnostics& diagnostics);

}  // namespace pavane::app
