// What went wrong in a script, in plain words. Private to this folder.
#pragma once

#include <jsapi.h>

#include "expression/javascript/mozjs/evaluation.hpp"

namespace pavane::expression::javascript {

// Of what the library says about a text that it could not compile; takes the pending exception.
ScriptSyntaxError take_syntax_error(JSContext* cx);

// Why the script that ran has failed: the limit that it reached, or the pending exception, which is taken.
ScriptFailure take_failure(JSContext* cx);

}  // namespace pavane::expression::javascript
