// The worlds that scripts run in. Private to this folder.
#pragma once

#include "expression/javascript/mozjs/evaluation.hpp"
#include "expression/javascript/mozjs/source.hpp"

namespace pavane::expression::javascript {

// Makes the built-in objects anew, without what reaches memory beside the library's own (typed arrays, WebAssembly),
// and fits them out with the prelude. The new realm shares the heap of `neighbour`, the global of another one, and
// nothing else: that makes it cheap; without a neighbour it gets its own. False with an exception pending.
bool make_realm(JSContext* cx, Realm& realm, const Stencil& prelude, JSObject* neighbour);

// So that nothing a script does to them stays. False with an exception pending.
bool freeze(JSContext* cx, Realm& realm);

// A new object whose members are the variables, the engine's objects and the prelude's globals, each made when it is
// first read; a script runs with it as its scope. A null pointer with an exception pending if there is no memory.
JSObject* make_scope(JSContext* cx);

}  // namespace pavane::expression::javascript
