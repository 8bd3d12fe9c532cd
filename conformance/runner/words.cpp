#include "conformance/runner/words.hpp"

#include <cctype>

#include "expression/temporal.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::conformance {

using expression::TypedValue;
using expression::Value;
using expression::ValueType;

namespace {

Result<Value, std::string> json_value(std::string_view text) {
    auto value = json::parse(text);
    if (value) return std::move(*value);
    return unexpected("'" + std::string(text) + "' is not JSON: " + value.error().message);
}

Result<TypedValue, std::string> of_type(ValueType type, std::string_view text) {
    using Format = expression::Document::Format;
    if (type == ValueType::json)
        return TypedValue{type, Value(expression::Document{Format::json, std::string(text), "", ""}), false};
    const auto value = json_value(text);
    if (!value) return unexpected(value.error());
    if (type == ValueType::date && value->string()) {
        const auto date = expression::parse_strict_date_time(*value->string());
        if (!date) return unexpected(date.error());
        return TypedValue{type, Value(*date), false};
    }
    if (type == ValueType::real && value->integer())
        return TypedValue{type, Value(static_cast<double>(*value->integer())), false};
    return TypedValue{type, *value, false};
}

std::size_t length_of_name(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && (std::isalnum(static_cast<unsigned char>(text[length])) || text[length] == '_'))
        ++length;
    return length;
}

}  // namespace

Result<std::string, std::string> unquoted(std::string_view word) {
    if (word.empty() || word.front() != '"') return std::string(word);
    const auto value = json_value(word);
    if (!value) return unexpected(value.error());
    if (!value->string()) return unexpected("'" + std::string(word) + "' is not one text in quotes.");
    return *value->string();
}

Result<TypedValue, std::string> typed_value(std::string_view word) {
    const std::size_t length = length_of_name(word);
    if (length > 0 && length < word.size() && word[length] == ':') {
        const auto type = expression::parse_value_type(word.substr(0, length));
        if (!type) return unexpected("'" + std::string(word.substr(0, length)) + "' is no type of a variable.");
        return of_type(*type, word.substr(length + 1));
    }
    auto value = json_value(word);
    if (!value) return unexpected(value.error());
    return expression::typed(std::move(*value));
}

bool is_assignment(std::string_view word) {
    if (word.starts_with('~')) word.remove_prefix(1);
    const std::size_t length = length_of_name(word);
    return length > 0 && length < word.size() && word[length] == '=';
}

Result<core::Assignments::value_type, std::string> assignment(std::string_view word) {
    if (!is_assignment(word)) return unexpected("'" + std::string(word) + "' is not of the form name=value.");
    const bool transient = word.starts_with('~');
    if (transient) word.remove_prefix(1);
    const std::size_t equals = word.find('=');
    auto value = typed_value(word.substr(equals + 1));
    if (!value) return unexpected(value.error());
    value->transient = transient;
    return core::Assignments::value_type(std::string(word.substr(0, equals)), std::move(*value));
}

std::string to_words(const TypedValue& value) {
    return std::string(name_of(value.type)) + ":" + json::write(value.value);
}

}  // namespace pavane::conformance
