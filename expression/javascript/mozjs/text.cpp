#include "expression/javascript/mozjs/text.hpp"

#include <js/CharacterEncoding.h>
#include <js/Id.h>
#include <js/String.h>

namespace pavane::expression::javascript {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_high(char16_t unit) { return (unit & 0xFC00) == 0xD800; }
bool is_low(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

void append(std::string& text, char32_t c) {
    const auto rest = [&](int shift) { text.push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F))); };
    if (c < 0x80) {
        text.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        text.push_back(static_cast<char>(0xC0 | (c >> 6)));
        rest(0);
    } else if (c < 0x10000) {
        text.push_back(static_cast<char>(0xE0 | (c >> 12)));
        rest(6);
        rest(0);
    } else {
        text.push_back(static_cast<char>(0xF0 | (c >> 18)));
        rest(12);
        rest(6);
        rest(0);
    }
}

std::string from_utf16(const char16_t* units, std::size_t size) {
    std::string text;
    text.reserve(size);
    for (std::size_t at = 0; at < size; ++at) {
        const char16_t unit = units[at];
        if (is_high(unit) && at + 1 < size && is_low(units[at + 1])) {
            append(text, 0x10000 + ((static_cast<char32_t>(unit) & 0x3FF) << 10) + (units[at + 1] & 0x3FF));
            ++at;
        } else {
            append(text, is_high(unit) || is_low(unit) ? replacement : char32_t{unit});
        }
    }
    return text;
}

std::string from_linear(JSLinearString* linear) {
    const JS::AutoCheckCannotGC no_gc;
    const std::size_t size = JS::GetLinearStringLength(linear);
    if (!JS::LinearStringHasLatin1Chars(linear))
        return from_utf16(JS::GetTwoByteLinearStringChars(no_gc, linear), size);
    const JS::Latin1Char* const characters = JS::GetLatin1LinearStringChars(no_gc, linear);
    std::string text;
    text.reserve(size);
    for (std::size_t at = 0; at < size; ++at) append(text, characters[at]);
    return text;
}

}  // namespace

std::optional<std::string> to_utf8(JSContext* cx, JSString* string) {
    JSLinearString* const linear = JS_EnsureLinearString(cx, string);
    if (!linear) return std::nullopt;
    return from_linear(linear);
}

std::optional<std::string> to_utf8(JS::HandleId id) {
    if (id.isInt()) return std::to_string(id.toInt());
    if (!id.isString()) return std::nullopt;
    return from_linear(id.toLinearString());
}

bool is_text(JSContext* cx, JSString* string) {
    JSLinearString* const linear = JS_EnsureLinearString(cx, string);
    if (!linear) return false;
    const JS::AutoCheckCannotGC no_gc;
    const std::size_t size = JS::GetLinearStringLength(linear);
    if (JS::LinearStringHasLatin1Chars(linear)) {
        const auto* const characters = reinterpret_cast<const char*>(JS::GetLatin1LinearStringChars(no_gc, linear));
        return std::string_view(characters, size).find('\0') == std::string_view::npos;
    }
    const char16_t* const units = JS::GetTwoByteLinearStringChars(no_gc, linear);
    for (std::size_t at = 0; at < size; ++at) {
        if (units[at] == 0 || is_low(units[at])) return false;
        if (!is_high(units[at])) continue;
        ++at;
        if (at == size || !is_low(units[at])) return false;
    }
    return true;
}

JSString* to_string(JSContext* cx, std::string_view text) {
    return JS_NewStringCopyUTF8N(cx, JS::UTF8Chars(text.data(), text.size()));
}

}  // namespace pavane::expression::javascript
