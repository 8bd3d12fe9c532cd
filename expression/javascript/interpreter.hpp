// The boundary between the program and the module that holds the JavaScript library. The program's side of it is
// ScriptEngine, the module's is the folder mozjs/. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "expression/javascript/script.hpp"

namespace pavane::expression::javascript {

// What the module asks of the program.
class Contents {
  public:
    virtual ~Contents() = default;

    // The content of a JSON document; of any other kind what a variable keeps of it. The error is a sentence.
    virtual Result<Value, std::string> content(const Value& value) const = 0;

    // The JSON document of a value.
    virtual Result<Value, std::string> json(const Value& value) const = 0;
};

// Runs scripts on the thread that opened it, one after another.
class Interpreter {
  public:
    virtual ~Interpreter() = default;

    // What is wrong with a text; nothing: it can be run.
    virtual std::optional<ScriptSyntaxError> judge(std::string_view text) = 0;

    virtual Result<ScriptOutput, ScriptFailure> run(const Script& script, const ScriptInput& input) = 0;

    // Has the running script look at its limits. The only function for other threads.
    virtual void poke() = 0;

    // Gives memory back while there is nothing to do.
    virtual void rest() = 0;
};

// The one function of the module, by its name for dlsym. Gives a null pointer if the library cannot start. `contents`
// must outlive the interpreter.
inline constexpr const char* open_function = "pavane_javascript_open";
using OpenInterpreter = Interpreter* (*)(const Contents& contents, const ScriptLimits& limits);

}  // namespace pavane::expression::javascript
