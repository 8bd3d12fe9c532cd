#include <algorithm>

#include "dmn/execution/execution.hpp"
#include "expression/decimal.hpp"
#include "expression/feel/to_text.hpp"
#include "expression/feel/values.hpp"
#include "expression/temporal.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using expression::Decimal;

namespace {

Value to_number(Value value, bool is_whole) {
    const auto number = value.string() == nullptr ? std::nullopt : Decimal::parse(*value.string());
    if (!number || (is_whole && !number->to_integer())) return value;
    return feel::number(*number);
}

Value to_boolean(Value value) {
    if (value.string() == nullptr) return value;
    const std::string& text = *value.string();
    constexpr std::string_view truth = "true";
    return std::ranges::equal(text, truth, {}, [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
}

Value to_text(Value value) {
    if (!feel::is_number(value) && value.boolean() == nullptr) return value;
    return feel::to_literal(feel::canonical(value));
}

Value to_date(Value value) {
    const auto time = value.string() == nullptr ? Result<expression::DateTime, std::string>(unexpected(std::string()))
                                                : expression::parse_date_time(*value.string());
    if (!time) return value;
    return expression::DateTime(time->seconds, time->nanoseconds, expression::Zone::engine());
}

}  // namespace

// The names of numbers are Camunda's own; the others are DMN's, too, whose tables do not convert.
Value as_column(const Execution& execution, Value value, ColumnType column) {
    switch (column) {
        case ColumnType::whole:
            return to_number(std::move(value), true);
        case ColumnType::real:
            return to_number(std::move(value), false);
        case ColumnType::boolean:
            return execution.world == nullptr ? value : to_boolean(std::move(value));
        case ColumnType::string:
            return execution.world == nullptr ? value : to_text(std::move(value));
        case ColumnType::date:
            return execution.world == nullptr ? value : to_date(std::move(value));
        case ColumnType::other:
            break;
    }
    return value;
}

}  // namespace pavane::dmn
