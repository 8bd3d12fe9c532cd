// What one run of a script knows and has done so far. Private to this folder.
#pragma once

#include <jsapi.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expression/javascript/interpreter.hpp"

namespace pavane::expression::javascript {

// A world of built-in objects, fitted out by the prelude.
struct Realm {
    explicit Realm(JSContext* cx)
        : global(cx), globals(cx), map_prototype(cx), bpmn_error(cx), offer(cx), opaque(cx), freeze(cx) {}

    JS::PersistentRootedObject global;
    JS::PersistentRootedObject globals;        // what scripts see besides the library's own
    JS::PersistentRootedObject map_prototype;  // of the objects that contexts become
    JS::PersistentRootedObject bpmn_error;     // the class
    JS::PersistentRootedValue offer;           // functions of the prelude
    JS::PersistentRootedValue opaque;
    JS::PersistentRootedValue freeze;
};

// Lives on the stack: it holds roots.
struct Evaluation {
    Evaluation(JSContext* cx, const ScriptInput& given, Realm& its_realm)
        : input(given), realm(its_realm), random(given.random_seed), scope(cx), kept_objects(cx), rejections(cx) {}

    const std::vector<ScriptVariable>& variables() const {
        return changed_variables ? *changed_variables : input.variables;
    }

    struct ChangedProperty {
        std::string object;
        std::string name;
        Value value;
    };

    const ScriptInput& input;
    Realm& realm;
    std::optional<std::vector<ScriptVariable>> changed_variables;
    std::vector<ChangedProperty> changed_properties;
    ScriptOutput output;
    std::size_t printed_bytes = 0;
    std::uint64_t random;  // the generator's state
    std::size_t produced_bytes = 0;
    std::size_t produced_values = 0;
    bool gave_what_cannot_be_kept = false;

    JS::RootedObject scope;                   // holds the variables that were read, by name
    std::vector<std::string> read_variables;  // their names
    JS::RootedObjectVector kept_objects;      // made of documents and of what scripts cannot look into ...
    std::vector<Value> kept_values;           // ... and what each was made of
    JS::RootedObjectVector rejections;        // promises that were rejected and that nobody has looked at
};

// Why the library was told to stop a script.
enum class Stop : std::uint8_t { none, time, memory };

class Runner;

// What belongs to a context of the library; found through it.
struct ContextState {
    Runner& runner;
    const Contents& contents;
    const ScriptLimits& limits;
    Evaluation* evaluation = nullptr;  // while a script runs
    std::int64_t deadline_ns = 0;      // of the thread's processor time
    std::size_t memory_at_start = 0;
    Stop stop = Stop::none;
};

inline ContextState& state_of(JSContext* cx) { return *static_cast<ContextState*>(JS_GetContextPrivate(cx)); }
inline Evaluation& evaluation_of(JSContext* cx) { return *state_of(cx).evaluation; }

// Throws an Error into the script; false.
bool throw_error(JSContext* cx, const std::string& message);

}  // namespace pavane::expression::javascript
