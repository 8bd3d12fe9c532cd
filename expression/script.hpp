// What a script is given and what it gives back, as plain values: nothing here knows the library that runs it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/evaluator.hpp"

namespace pavane::expression {

struct ScriptVariable {
    std::string name;
    Value value;
    bool is_local = false;  // belongs to the scope itself, not to one around it
};

// An object the engine offers by a name ("execution", "task"): scripts read its properties (execution.businessKey,
// execution.getBusinessKey()), call getVariable, setVariable and their kin on it, and the changes that it takes
// besides.
struct ScriptObject {
    std::string name;
    Context properties;
    std::span<const std::string_view> changes;  // "setAssignee" ...: methods of one argument; must outlive the script
};

// The world as a script sees it: all of it, so that it can run where nothing else is known.
struct ScriptInput {
    std::vector<ScriptVariable> variables;  // innermost first: of two with one name the first is seen
    std::vector<ScriptObject> objects;
    Instant now;                    // what Date reads; it stands still while the script runs
    std::uint64_t random_seed = 0;  // of Math.random
    bool is_process_scope = false;  // the variables that are made anew are the scope's own
};

// What a script asked to be changed: setVariable, setVariableLocal (name, value), removeVariable, removeVariableLocal
// (name), or one of the object's changes (value). The values are storable.
struct ScriptChange {
    std::string object;
    std::string method;
    List arguments;
};

struct ScriptOutput {
    Value value;                        // what the last statement gave; storable
    std::vector<ScriptChange> changes;  // in the order of the calls
    std::vector<std::string> printed;   // the lines of print() and console.log()
};

struct ScriptFailure {
    enum class Kind : std::uint8_t {
        thrown,       // by the script, or by what it called
        bpmn_error,   // the script threw a BpmnError
        time,         // a limit was reached
        memory,       //
        result,       // it gave what no variable can hold
        unavailable,  // scripts cannot run here: they are switched off, or the module is missing
        turned_away,  // nothing was run: too many wait, or the program is stopping
    };
    Kind kind = Kind::thrown;
    std::string message;                     // a plain sentence; of a BpmnError the message it was thrown with
    std::string error_code;                  // of a BpmnError
    std::uint32_t line = 0;                  // where it was thrown, 1-based; 0: nowhere in the script
    std::uint32_t column = 0;                // 1-based
    std::vector<ScriptChange> changes = {};  // of a BpmnError: what the script had asked for before it threw
};

}  // namespace pavane::expression
