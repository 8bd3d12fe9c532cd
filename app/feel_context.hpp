// Variables for an expression or a decision, as they are given on the command line.
#pragma once

#include <string>
#include <vector>

#include "expression/feel/names.hpp"
#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::app {

struct ContextProblem {
    std::string message;  // a plain sentence
    bool is_missing_file = false;
};

struct GivenContext {
    expression::Context context;
    std::vector<std::string> warnings;  // why there is null in it
};

// A context in FEEL, which begins with a brace, or the name of a file with a JSON object.
Result<GivenContext, ContextProblem> read_context(const std::string& text);

// The names of the entries, at every depth: what a parser must know to read those of more than one word.
expression::feel::KnownNames names_of(const expression::Context& context);

}  // namespace pavane::app
