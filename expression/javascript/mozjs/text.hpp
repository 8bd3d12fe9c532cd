// Strings between UTF-8 and the library's UTF-16. Private to this folder.
#pragma once

#include <jsapi.h>

#include <optional>
#include <string>
#include <string_view>

namespace pavane::expression::javascript {

// Nothing, with an exception pending, if memory does not suffice.
std::optional<std::string> to_utf8(JSContext* cx, JSString* string);

// Of a name: what is no text (a symbol) gives nothing.
std::optional<std::string> to_utf8(JS::HandleId id);

// Whether a string is text that can be kept: no half of a surrogate pair, no U+0000.
bool is_text(JSContext* cx, JSString* string);

// An exception is pending if it gives a null pointer.
JSString* to_string(JSContext* cx, std::string_view text);

}  // namespace pavane::expression::javascript
