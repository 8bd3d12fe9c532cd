#include "expression/juel/coercion.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "expression/temporal.hpp"

namespace pavane::expression::juel {
namespace {

constexpr std::size_t shown_characters = 40;

bool is_true(std::string_view text) {
    constexpr std::string_view lower = "true";
    constexpr std::string_view upper = "TRUE";
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != lower[i] && text[i] != upper[i]) return false;
    return true;
}

template <class T>
std::optional<T> read_number(std::string_view text) {
    if (text.starts_with("+-")) return std::nullopt;
    if (text.starts_with('+')) text.remove_prefix(1);
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Number> parse_number(const std::string& text) {
    if (text.empty()) return Number{};
    if (text.find_first_of(".eE") == std::string::npos) {
        const auto whole = read_number<std::int64_t>(text);
        return whole ? std::optional(Number{false, *whole, 0}) : std::nullopt;
    }
    const auto real = read_number<double>(text);
    return real && std::isfinite(*real) ? std::optional(Number{true, 0, *real}) : std::nullopt;
}

Result<void, Fault> append_counted(std::string& text, std::string_view more, Evaluation& evaluation) {
    if (auto counted = evaluation.produce(more.size()); !counted) return counted;
    text.append(more);
    return {};
}

// Inside a list or a map null is written.
Result<void, Fault> append_item(std::string& text, const Value& value, Evaluation& evaluation) {
    if (auto counted = evaluation.read_items(1); !counted) return counted;
    return value.is_null() ? append_counted(text, "null", evaluation) : append_text(text, value, evaluation);
}

Result<void, Fault> append_list(std::string& text, const List& list, Evaluation& evaluation) {
    text.push_back('[');
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) text.append(", ");
        if (auto appended = append_item(text, list[i], evaluation); !appended) return appended;
    }
    return append_counted(text, "]", evaluation);
}

Result<void, Fault> append_map(std::string& text, const Context& context, Evaluation& evaluation) {
    text.push_back('{');
    bool is_first = true;
    for (const auto& [key, value] : context.entries()) {
        if (!is_first) text.append(", ");
        is_first = false;
        if (auto appended = append_counted(text, key + "=", evaluation); !appended) return appended;
        if (auto appended = append_item(text, value, evaluation); !appended) return appended;
    }
    return append_counted(text, "}", evaluation);
}

// Lists and maps that are Java's objects as those print themselves; all other documents as they stand.
Result<void, Fault> append_document(std::string& text, const Value& value, Evaluation& evaluation) {
    const Document& document = *value.document();
    if (document.format == Document::Format::object && document.serialization_format == "application/json") {
        const auto content = evaluation.content(value);
        if (content && content->list()) return append_list(text, *content->list(), evaluation);
        if (content && content->context()) return append_map(text, *content->context(), evaluation);
    }
    return append_counted(text, document.text, evaluation);
}

}  // namespace

Result<bool, Fault> to_boolean(const Value& value) {
    if (const bool* boolean = value.boolean()) return *boolean;
    if (value.is_null()) return false;
    if (const std::string* text = value.string()) return is_true(*text);
    return fault(described(value) + " is neither true nor false");
}

Result<Number, Fault> to_number(const Value& value) {
    if (const std::int64_t* integer = value.integer()) return Number{false, *integer, 0};
    if (const double* real = value.real()) return Number{true, 0, *real};
    if (value.is_null()) return Number{};
    if (const std::string* text = value.string())
        if (const auto number = parse_number(*text)) return *number;
    return fault(described(value) + " is not a number");
}

Result<std::int64_t, Fault> to_integer(const Value& value) {
    const auto number = to_number(value);
    if (!number) return unexpected(number.error());
    if (!number->is_real) return number->integer;
    constexpr double limit = 9223372036854775808.0;
    if (!(number->real > -limit && number->real < limit))
        return fault(described(value) + " is too large for a whole number");
    return static_cast<std::int64_t>(number->real);
}

Result<void, Fault> append_text(std::string& text, const Value& value, Evaluation& evaluation) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::null:
            return {};
        case Kind::boolean:
            return append_counted(text, *value.boolean() ? "true" : "false", evaluation);
        case Kind::integer:
            return append_counted(text, std::to_string(*value.integer()), evaluation);
        case Kind::real:
            return append_counted(text, java_text(*value.real()), evaluation);
        case Kind::date_time:
            return append_counted(text, format_instant(value.date_time()->instant()), evaluation);
        case Kind::string:
            return append_counted(text, *value.string(), evaluation);
        case Kind::document:
            return append_document(text, value, evaluation);
        case Kind::list:
            return append_list(text, *value.list(), evaluation);
        case Kind::context:
            return append_map(text, *value.context(), evaluation);
        case Kind::bytes:
        case Kind::file:
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
        case Kind::function:
            break;
    }
    return fault(described(value) + " has no text");
}

Result<std::string, Fault> to_text(const Value& value, Evaluation& evaluation) {
    std::string text;
    if (auto appended = append_text(text, value, evaluation); !appended) return unexpected(appended.error());
    return text;
}

std::string java_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    std::array<char, 40> buffer{};
    const double size = std::fabs(number);
    const bool is_plain = size == 0 || (size >= 1e-3 && size < 1e7);
    const auto format = is_plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format).ptr;
    std::string text(buffer.data(), end);
    if (is_plain) return text.find('.') == std::string::npos ? text + ".0" : text;
    const std::size_t exponent_at = text.find('e');
    std::string digits = text.substr(0, exponent_at);
    if (digits.find('.') == std::string::npos) digits += ".0";
    std::string exponent = text.substr(exponent_at + 1);
    const bool is_negative = exponent[0] == '-';
    exponent.erase(0, exponent.find_first_not_of("+-0"));
    return digits + (is_negative ? "E-" : "E") + exponent;
}

std::string described(const Value& value) {
    if (value.is_null()) return "null";
    if (const bool* boolean = value.boolean()) return *boolean ? "true" : "false";
    if (const std::int64_t* integer = value.integer()) return std::to_string(*integer);
    if (const double* real = value.real()) return java_text(*real);
    if (const std::string* text = value.string())
        return text->size() <= shown_characters ? "'" + *text + "'"
                                                : "a string of " + std::to_string(text->size()) + " bytes";
    return "a " + std::string(name_of(value.kind()));
}

}  // namespace pavane::expression::juel
