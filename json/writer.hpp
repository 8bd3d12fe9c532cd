// Writes JSON text piece by piece into one string: no tree in between, commas by itself. Text given to it must be
// UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "expression/value.hpp"

namespace pavane::json {

class Writer {
  public:
    Writer& begin_object() { return begin('{'); }
    Writer& end_object() { return end('}'); }
    Writer& begin_array() { return begin('['); }
    Writer& end_array() { return end(']'); }
    Writer& key(std::string_view name);

    Writer& null();
    Writer& value(std::nullptr_t) { return null(); }
    Writer& value(bool flag);
    Writer& value(int number) { return value(std::int64_t{number}); }
    Writer& value(std::int64_t number);
    Writer& value(std::size_t number);
    // The shortest text that reads back as the same double, with a fraction or an exponent (1.0, not 1), so that it
    // stays one. What JSON has no number for is a string: "NaN", "Infinity", "-Infinity".
    Writer& value(double number);
    Writer& value(std::string_view text);
    Writer& value(const std::string& text) { return value(std::string_view(text)); }
    Writer& value(const char* text) { return value(std::string_view(text)); }
    // Kinds that JSON lacks: dates as the contract's text (REST contract §3.3), bytes in base64, a document as its
    // text, a file as null.
    Writer& value(const expression::Value& content);
    template <class T>
    Writer& value(const std::optional<T>& content) {
        return content ? value(*content) : null();
    }

    template <class T>
    Writer& member(std::string_view name, const T& content) {
        key(name);
        return value(content);
    }

    std::size_t size() const { return text_.size(); }

    // What has been written since the last part, anywhere in the text; the next part goes on behind it.
    std::string take_part() { return std::exchange(text_, {}); }

    // The finished text, or what is left of it after its parts. Everything that was begun must have been ended.
    std::string take();

  private:
    Writer& begin(char bracket);
    Writer& end(char bracket);
    void separate();
    void quote(std::string_view text);

    std::string text_;
    std::size_t depth_ = 0;
    bool needs_comma_ = false;
};

std::string write(const expression::Value& value);

}  // namespace pavane::json
