// Variables for an expression, as they are given on the command line.
#pragma once

#include <string>

#include "expression/feel/names.hpp"
#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::app {

// A context in FEEL, which begins with a brace, or the name of a file with a JSON object. The error is a plain
// sentence.
Result<expression::Context, std::string> read_context(const std::string& text);

// The names of the entries, at every depth: what a parser must know to read those of more than one word.
expression::feel::KnownNames names_of(const expression::Context& context);

}  // namespace pavane::app
