#include "expression/xpath/scalar_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "expression/calendar.hpp"

namespace pavane::expression::xpath {
std::string number_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0) return "0";
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed).ptr;
    return {digits.data(), end};
}

Result<std::string, std::string> scalar_text(const Value& value) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::null:
            return std::string();
        case Kind::boolean:
            return std::string(*value.boolean() ? "true" : "false");
        case Kind::integer:
            return std::to_string(*value.integer());
        case Kind::real:
            return number_text(*value.real());
        case Kind::decimal:
            return value.decimal()->text();
        case Kind::date:
            return format(*value.date());
        case Kind::time:
            return format(*value.time());
        case Kind::date_time:
            return format(*value.date_time());
        case Kind::years_months:
            return format(*value.years_months());
        case Kind::days_time:
            return format(*value.days_time());
        case Kind::string:
            return *value.string();
        default:
            return unexpected("a " + std::string(name_of(value.kind())) + " cannot be read by XPath");
    }
}

}  // namespace pavane::expression::xpath
