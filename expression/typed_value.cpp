#include "expression/typed_value.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "foundation/ensure.hpp"

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
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
        case Kind::function:
            break;
    }
    ENSURE(!"a value that is not storable");
}

Result<Value, std::string> storable_number(const Decimal& number) {
    if (const auto whole = number.to_integer()) return Value(*whole);
    const double real = number.to_double();
    if (!std::isfinite(real)) return unexpected(std::string("a number of more than 308 digits cannot be kept"));
    return Value(real);
}

Result<Value, std::string> storable_real(const Value& value) {
    if (std::isfinite(*value.real())) return value;
    return unexpected(std::string("a number that is infinite, or no number (NaN), cannot be kept"));
}

// No text of a database holds U+0000.
Result<Value, std::string> storable_text(const Value& value) {
    if (value.string()->find('\0') == std::string::npos) return value;
    return unexpected(std::string("a text with the character U+0000 cannot be kept"));
}

Result<Value, std::string> storable_time(const DateTime& time) {
    constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
    constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z
    if (time.seconds >= first_second && time.seconds <= last_second) return Value(time);
    return unexpected(std::string("a date outside of the years 1 to 9999 cannot be kept"));
}

Result<Value, std::string> storable_date(const Date& date) {
    if (date.year < 1 || date.year > 9999)
        return unexpected(std::string("a date outside of the years 1 to 9999 cannot be kept"));
    return Value(DateTime{days_from(date) * 86'400, 0, Zone::offset(0)});
}

Result<Value, std::string> storable_list(const List& list) {
    List kept;
    kept.reserve(list.size());
    for (const Value& item : list) {
        auto stored = storable(item);
        if (!stored) return stored;
        kept.push_back(*std::move(stored));
    }
    return Value(std::move(kept));
}

Result<Value, std::string> storable_context(const Context& context) {
    std::vector<Context::Entry> kept;
    kept.reserve(context.entries().size());
    for (const auto& [name, item] : context.entries()) {
        if (name.find('\0') != std::string::npos)
            return unexpected(std::string("a key with the character U+0000 cannot be kept"));
        auto stored = storable(item);
        if (!stored) return stored;
        kept.emplace_back(name, *std::move(stored));
    }
    return Value(Context(std::move(kept)));
}

}  // namespace

Result<Value, std::string> storable(const Value& value) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::null:
        case Kind::boolean:
        case Kind::integer:
        case Kind::bytes:
        case Kind::file:
        case Kind::document:
            return value;
        case Kind::real:
            return storable_real(value);
        case Kind::string:
            return storable_text(value);
        case Kind::date_time:
            return storable_time(*value.date_time());
        case Kind::decimal:
            return storable_number(*value.decimal());
        case Kind::date:
            return storable_date(*value.date());
        case Kind::time:
            return Value(format(*value.time()));
        case Kind::years_months:
            return Value(format(*value.years_months()));
        case Kind::days_time:
            return Value(format(*value.days_time()));
        case Kind::range:
            return Value(format(*value.range()));
        case Kind::list:
            return storable_list(*value.list());
        case Kind::context:
            return storable_context(*value.context());
        case Kind::function:
            return unexpected(std::string("a function cannot be kept in a variable"));
    }
    ENSURE(!"a kind of value");
}

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
