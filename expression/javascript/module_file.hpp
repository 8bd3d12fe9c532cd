// Finds and loads the module that holds the JavaScript library. Private to this folder.
#pragma once

#include "expression/javascript/interpreter.hpp"

namespace pavane::expression::javascript {

// The module beside the program, else in ../lib/pavane as it is installed. The error is a sentence. A module that was
// loaded stays: its library cannot start twice.
Result<OpenInterpreter, std::string> load_module();

}  // namespace pavane::expression::javascript
