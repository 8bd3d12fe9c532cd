// The functions through which the prelude reaches the evaluation. Private to this folder.
#pragma once

#include <jsapi.h>

#include <string_view>

#include "expression/javascript/mozjs/evaluation.hpp"

namespace pavane::expression::javascript {

// A new object with them in the current realm; a null pointer with an exception pending if there is no memory.
JSObject* make_host(JSContext* cx);

// The first variable of that name, innermost first; a null pointer if there is none.
const Value* find_variable(const Evaluation& evaluation, std::string_view name, bool is_local);

}  // namespace pavane::expression::javascript
