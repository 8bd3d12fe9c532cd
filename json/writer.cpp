#include "json/writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "expression/temporal.hpp"
#include "foundation/base64.hpp"
#include "foundation/ensure.hpp"

namespace pavane::json {

Writer& Writer::begin(char bracket) {
    separate();
    text_ += bracket;
    ++depth_;
    needs_comma_ = false;
    return *this;
}

Writer& Writer::end(char bracket) {
    ENSURE(depth_ > 0);
    --depth_;
    text_ += bracket;
    needs_comma_ = true;
    return *this;
}

void Writer::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
}

Writer& Writer::key(std::string_view name) {
    separate();
    quote(name);
    text_ += ':';
    needs_comma_ = false;
    return *this;
}

// RFC 8259 §7: only the quote, the backslash and control characters must be escaped.
void Writer::quote(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    text_ += '"';
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
        text_ += text.substr(written, at - written);
        written = at + 1;
        switch (c) {
            case '"':
                text_ += "\\\"";
                break;
            case '\\':
                text_ += "\\\\";
                break;
            case '\n':
                text_ += "\\n";
                break;
            case '\r':
                text_ += "\\r";
                break;
            case '\t':
                text_ += "\\t";
                break;
            default:
                text_ += "\\u00";
                text_ += digits[static_cast<unsigned char>(c) >> 4];
                text_ += digits[c & 0xF];
        }
    }
    text_ += text.substr(written);
    text_ += '"';
}

Writer& Writer::null() {
    separate();
    text_ += "null";
    return *this;
}

Writer& Writer::value(bool flag) {
    separate();
    text_ += flag ? "true" : "false";
    return *this;
}

Writer& Writer::value(std::int64_t number) {
    separate();
    text_ += std::to_string(number);
    return *this;
}

Writer& Writer::value(std::size_t number) {
    separate();
    text_ += std::to_string(number);
    return *this;
}

Writer& Writer::value(double number) {
    if (std::isnan(number)) return value("NaN");
    if (std::isinf(number)) return value(number > 0 ? "Infinity" : "-Infinity");
    separate();
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    ENSURE(error == std::errc());
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    text_ += text;
    if (text.find_first_of(".e") == std::string_view::npos) text_ += ".0";
    return *this;
}

Writer& Writer::value(std::string_view text) {
    separate();
    quote(text);
    return *this;
}

Writer& Writer::value(const expression::Value& content) {
    using Kind = expression::Value::Kind;
    switch (content.kind()) {
        case Kind::null:
            return null();
        case Kind::boolean:
            return value(*content.boolean());
        case Kind::integer:
            return value(*content.integer());
        case Kind::real:
            return value(*content.real());
        case Kind::string:
            return value(*content.string());
        case Kind::date_time:
            return value(expression::format_instant(content.date_time()->instant()));
        case Kind::decimal:
            separate();
            text_ += content.decimal()->text();
            return *this;
        case Kind::date:
            return value(expression::format(*content.date()));
        case Kind::time:
            return value(expression::format(*content.time()));
        case Kind::years_months:
            return value(expression::format(*content.years_months()));
        case Kind::days_time:
            return value(expression::format(*content.days_time()));
        case Kind::bytes:
            return value(to_base64(*content.bytes()));
        case Kind::document:
            return value(content.document()->text);
        case Kind::file:
        case Kind::function:
            return null();
        case Kind::range:
            return value(expression::format(*content.range()));
        case Kind::list:
            begin_array();
            for (const expression::Value& item : *content.list()) value(item);
            return end_array();
        case Kind::context:
            begin_object();
            for (const auto& [name, item] : content.context()->entries()) member(name, item);
            return end_object();
    }
    ENSURE(!"a kind of value that is not written");
    return *this;
}

std::string Writer::take() {
    ENSURE(depth_ == 0);
    return std::move(text_);
}

std::string write(const expression::Value& value) {
    Writer writer;
    writer.value(value);
    return writer.take();
}

}  // namespace pavane::json
