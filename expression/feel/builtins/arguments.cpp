#include "expression/feel/builtins/arguments.hpp"

#include "expression/feel/values.hpp"

namespace pavane::expression::feel {

std::optional<std::int64_t> truncated(const Value& value) {
    if (const std::int64_t* integer = value.integer()) return *integer;
    const auto decimal = to_decimal(value);
    const auto whole = decimal ? round(*decimal, 0, Rounding::down) : std::nullopt;
    return whole ? whole->to_integer() : std::nullopt;
}

std::optional<std::size_t> index_at(const Value& position, std::size_t size) {
    const auto place = truncated(position);
    const auto count = static_cast<std::int64_t>(size);
    if (!place || *place == 0 || *place > count || *place < -count) return std::nullopt;
    return static_cast<std::size_t>(*place > 0 ? *place - 1 : count + *place);
}

std::optional<std::vector<Decimal>> decimals(std::span<const Value> values) {
    std::vector<Decimal> numbers;
    numbers.reserve(values.size());
    for (const Value& value : values) {
        const auto number = to_decimal(value);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

Allowed read_texts(Evaluation& evaluation, std::span<const Value> values) {
    std::size_t bytes = 0;
    for (const Value& value : values) bytes += value.string() != nullptr ? value.string()->size() : 0;
    return evaluation.read_text(bytes);
}

}  // namespace pavane::expression::feel
