#include <algorithm>
#include <charconv>
#include <limits>

#include "api/typed_values.hpp"
#include "expression/temporal.hpp"
#include "foundation/base64.hpp"

namespace pavane::api {

namespace {

using expression::Context;
using expression::TypedValue;
using expression::Value;
using expression::ValueType;
using Kind = Value::Kind;
using Read = Result<Value, std::string>;

tl::unexpected<std::string> refused(std::string message) { return unexpected(std::move(message)); }

tl::unexpected<std::string> not_convertible(ValueType type) {
    return refused("The value cannot be converted to the type '" + std::string(name_of(type)) + "'.");
}

bool is_scalar(const Value& value) {
    return value.kind() == Kind::boolean || value.kind() == Kind::integer || value.kind() == Kind::real ||
           value.kind() == Kind::string;
}

// A scalar's text, as a number or a flag is written in JSON.
std::string text_of(const Value& value) { return value.string() ? *value.string() : json::write(value); }

// An optional text of valueInfo; a member that is there must be a string or null.
Result<std::string, std::string> info_text(const Context* info, std::string_view name) {
    const Value* value = info ? info->find(name) : nullptr;
    if (!value || value->is_null()) return std::string();
    if (!value->string()) return refused("The member '" + std::string(name) + "' of 'valueInfo' must be a string.");
    return *value->string();
}

Read read_boolean(const Value& value) {
    if (value.boolean()) return value;
    std::string text = text_of(value);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (text == "true") return Value(true);
    if (text == "false") return Value(false);
    return not_convertible(ValueType::boolean);
}

// Behind the plus sign, if the number has one: std::from_chars knows none.
const char* first_digit(const std::string& text) {
    return text.data() + (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+' ? 1 : 0);
}

Read read_integer(const Value& value, ValueType type, std::int64_t lowest, std::int64_t highest) {
    const std::string text = text_of(value);
    const char* begin = first_digit(text);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return not_convertible(type);
    if (number < lowest || number > highest) return not_convertible(type);
    return Value(number);
}

template <class Integer>
Read read_integer(const Value& value, ValueType type) {
    return read_integer(value, type, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max());
}

Read read_real(const Value& value) {
    if (value.real()) return value;
    if (value.integer()) return Value(static_cast<double>(*value.integer()));
    const std::string text = text_of(value);
    if (text == "NaN") return Value(std::numeric_limits<double>::quiet_NaN());
    if (text == "Infinity") return Value(std::numeric_limits<double>::infinity());
    if (text == "-Infinity") return Value(-std::numeric_limits<double>::infinity());
    double number = 0;
    const auto [end, error] = std::from_chars(first_digit(text), text.data() + text.size(), number);
    const bool is_number = text.find_first_not_of("+-.0123456789eE") == std::string::npos;
    if (!is_number || error != std::errc() || end != text.data() + text.size()) return not_convertible(ValueType::real);
    return Value(number);
}

Read read_date(const Value& value) {
    if (!value.string()) return not_convertible(ValueType::date);
    auto date = expression::parse_strict_date_time(*value.string());
    if (!date) return refused(date.error());
    return Value(*date);
}

Result<std::string, std::string> read_base64(const Value& value) {
    std::optional<std::string> bytes = value.string() ? parse_base64(*value.string()) : std::nullopt;
    if (!bytes) return refused("The value must be a string of base64.");
    return std::move(*bytes);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

Read read_file(const Value& value, const Context* info) {
    const auto name = info_text(info, "filename");
    const auto mime_type = info_text(info, "mimeType");
    const auto encoding = info_text(info, "encoding");
    for (const auto* text : {&name, &mime_type, &encoding}) {
        if (!*text) return unexpected(text->error());
        // They go into the head of the answer that gives the file back (RFC 9110 §5.5).
        if (std::ranges::any_of(**text, is_control))
            return refused("The 'valueInfo' of a value of type 'File' holds a control character.");
    }
    if (name->empty()) return refused("A value of type 'File' needs the member 'filename' in its 'valueInfo'.");
    if (value.is_null()) return Value(expression::File{*name, *mime_type, *encoding, {}});
    auto content = read_base64(value);
    if (!content) return unexpected(content.error());
    return Value(expression::File{*name, *mime_type, *encoding, std::move(*content)});
}

// An Object without its text: what its valueInfo says of it.
Result<expression::Document, std::string> described_object(const Context* info) {
    auto object_type = info_text(info, "objectTypeName");
    auto format = info_text(info, "serializationDataFormat");
    if (!object_type) return unexpected(object_type.error());
    if (!format) return unexpected(format.error());
    return expression::Document{expression::Document::Format::object, {}, std::move(*object_type), std::move(*format)};
}

Read read_document(const Value& value, ValueType type, const Context* info) {
    if (value.is_null()) return Value();
    if (!value.string())
        return refused("Must provide 'null' or String value for value of SerializableValue type '" +
                       std::string(name_of(type)) + "'.");
    using Format = expression::Document::Format;
    if (type != ValueType::object)
        return Value(
            expression::Document{type == ValueType::json ? Format::json : Format::xml, *value.string(), {}, {}});
    auto object = described_object(info);
    if (!object) return unexpected(object.error());
    object->text = *value.string();
    return Value(std::move(*object));
}

Read read_as(ValueType type, const Value& value, const Context* info) {
    switch (type) {
        case ValueType::file:
            return read_file(value, info);
        case ValueType::json:
        case ValueType::xml:
        case ValueType::object:
            return read_document(value, type, info);
        case ValueType::null:
            return value.is_null() ? Read(Value()) : not_convertible(type);
        default:
            break;
    }
    if (value.is_null()) return Value();
    if (!is_scalar(value)) return not_convertible(type);
    if (type != ValueType::string && type != ValueType::bytes && value.string() && value.string()->empty())
        return Value();
    switch (type) {
        case ValueType::boolean:
            return read_boolean(value);
        case ValueType::short_integer:
            return read_integer<std::int16_t>(value, type);
        case ValueType::integer:
            return read_integer<std::int32_t>(value, type);
        case ValueType::long_integer:
            return read_integer<std::int64_t>(value, type);
        case ValueType::real:
            return read_real(value);
        case ValueType::date:
            return read_date(value);
        case ValueType::bytes:
            return read_base64(value).map([](std::string bytes) { return Value::bytes(std::move(bytes)); });
        default:
            return Value(text_of(value));
    }
}

}  // namespace

Result<TypedValue, std::string> read_typed_value(const Value& json) {
    const Context* members = json.context();
    if (!members) return refused("A variable must be an object with the members 'value', 'type' and 'valueInfo'.");
    const auto member = [&](std::string_view name) { return members->find(name) ? *members->find(name) : Value(); };
    const Value info = member("valueInfo");
    if (!info.is_null() && !info.context()) return refused("The member 'valueInfo' must be an object.");
    const Value* transient = info.context() ? info.context()->find("transient") : nullptr;
    const bool is_transient = transient && transient->boolean() && *transient->boolean();
    const Value type_name = member("type");
    if (type_name.is_null()) {
        TypedValue typed = expression::typed(member("value"));
        typed.transient = is_transient;
        return typed;
    }
    if (!type_name.string()) return refused("The member 'type' must be a string.");
    const std::optional<ValueType> type = expression::parse_value_type(*type_name.string());
    if (!type) return refused("Unsupported value type '" + *type_name.string() + "'");
    Read value = read_as(*type, member("value"), info.context());
    if (!value) return unexpected(value.error());
    TypedValue typed{*type, std::move(*value), is_transient};
    if (type == ValueType::object && typed.value.is_null()) {
        auto object = described_object(info.context());
        if (!object) return unexpected(object.error());
        if (!object->object_type_name.empty() || !object->serialization_format.empty())
            typed.null_of = Value(std::move(*object));
    }
    return typed;
}

std::string with_name(const VariableError& error) {
    if (error.variable.empty()) return error.message;
    const std::string end = error.message.ends_with('.') ? "." : "";
    return error.message.substr(0, error.message.size() - end.size()) + " (variable '" + error.variable + "')" + end;
}

Result<Variables, VariableError> read_variables(const Value* json) {
    Variables variables;
    if (!json || json->is_null()) return variables;
    if (!json->context())
        return unexpected(VariableError{"", "The variables must be an object of typed values by name."});
    for (const auto& [name, value] : json->context()->entries()) {
        if (name.empty()) return unexpected(VariableError{name, "The name of a variable must not be empty."});
        auto typed = read_typed_value(value);
        if (!typed) return unexpected(VariableError{name, typed.error()});
        variables.emplace_back(name, std::move(*typed));
    }
    return variables;
}

}  // namespace pavane::api
