// Values to the library's and back. Private to this folder.
#pragma once

#include <jsapi.h>

#include <optional>

#include "expression/value.hpp"

namespace pavane::expression::javascript {

// Null is null, integers are numbers or, beyond 2^53, BigInts, points in time are Dates; lists become arrays and
// contexts objects, new ones for each call; a JSON document is its content. What JavaScript cannot look into can be
// given back. False with an exception pending if there is no memory, or the document cannot be read.
bool to_script(JSContext* cx, const Value& value, JS::MutableHandleValue result);

// A storable value: undefined is null, a whole number up to 2^53 an integer, any other a real. Nothing with an
// exception pending for what no variable can hold (functions, symbols, NaN, ...), is nested more than max_depth deep,
// or has more than the limits allow. `on_their_own`: it is an object whose members are values of their own: one may be
// what cannot be part of another value.
std::optional<Value> from_script(JSContext* cx, JS::HandleValue value, bool on_their_own = false);

}  // namespace pavane::expression::javascript
