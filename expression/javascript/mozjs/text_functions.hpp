// What the prelude asks of C++ so that no built-in function on long texts takes more than linear time: nobody can
// interrupt one. Private to this folder.
#pragma once

#include <jsapi.h>

#include <string_view>

namespace pavane::expression::javascript {

// Members of the prelude's `host`: find(text, part, from), find_last(text, part, from), both a position or -1, and
// depth(text), how deep brackets nest in a text of JSON.
extern const JSFunctionSpec text_functions[];

// The methods of String and JSON that are written with them; a part of the prelude.
std::string_view text_prelude();

}  // namespace pavane::expression::javascript
