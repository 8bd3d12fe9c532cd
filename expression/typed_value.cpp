#include "expression/typed_value.hpp"

#include <array>
#include <limits>
#include <utility>

namespace pavane::expression {
namespace {

constexpr std::array<std::pair<ValueType, std::string_view>, 13> names{{{ValueType::null, "Null"},
                                                                        {ValueType::boolean, "Boolean"},
                                                                        {ValueType::short_integer, "Short"},
                                                                        {ValueType::integer, "Integer"},
                                                                        {ValueType::long_integer, "Long"},
                                                                        {ValueType::real, "Double"},
                                                                        {ValueType::string, "String"},
                                                                        {ValueType::date, "Date"},
                                                                        {ValueType::bytes, "Bytes"},
                                                                        {ValueType::file, "File"},
                                                                        {ValueType::json, "Json"},
                                                                        {ValueType::xml, "Xml"},
                                                                        {ValueType::object, "Object"}}};

bool fits_32_bits(std::int64_t value) {
    return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

ValueType type_of(const Document& document) {
    switch (document.format) {
        case Document::Format::json:
            return ValueType::json;
        case Document::Format::xml:
            return ValueType::xml;
        case Document::Format::object:
            return ValueType::object;
    }
    return ValueType::object;
}

ValueType type_of(const Value& value) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::null:
            return ValueType::null;
        case Kind::boolean:
            return ValueType::boolean;
        case Kind::integer:
            return fits_32_bits(*value.integer()) ? ValueType::integer : ValueType::long_integer;
        case Kind::real:
            return ValueType::real;
        case Kind::date_time:
            return ValueType::date;
        case Kind::string:
            return ValueType::string;
        case Kind::bytes:
            return ValueType::bytes;
        case Kind::file:
            return ValueType::file;
        case Kind::document:
            return type_of(*value.document());
        case Kind::list:
        case Kind::context:
            return ValueType::object;
    }
    return ValueType::object;
}

}  // namespace

TypedValue typed(Value value) {
    const ValueType type = type_of(value);
    return TypedValue{.type = type, .value = std::move(value), .transient = false};
}

std::string_view name_of(ValueType type) {
    for (const auto& [known, name] : names)
        if (known == type) return name;
    return "Null";
}

std::optional<ValueType> parse_value_type(std::string_view name) {
    if (name.empty()) return std::nullopt;
    const bool lower = name[0] >= 'a' && name[0] <= 'z';
    const char first = lower ? static_cast<char>(name[0] - 'a' + 'A') : name[0];
    for (const auto& [type, known] : names)
        if (known[0] == first && known.substr(1) == name.substr(1)) return type;
    return std::nullopt;
}

}  // namespace pavane::expression
