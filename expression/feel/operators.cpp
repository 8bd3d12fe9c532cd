#include "expression/feel/machine.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/test_value.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Value::Kind;

constexpr std::string_view signs[] = {"+", "-", "*", "/", "**"};

Computed refused(Evaluation& evaluation, std::string_view sign, const Value& left, const Value& right) {
    if (left.is_null() || right.is_null()) return Value();
    return evaluation.null("'" + std::string(sign) + "' does not take " + described(left) + " and " + described(right));
}

// The exact sum, difference or product where it fits.
std::optional<std::int64_t> whole(Arithmetic op, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    switch (op) {
        case Arithmetic::add:
            return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Arithmetic::subtract:
            return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Arithmetic::multiply:
            return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
        case Arithmetic::divide:
            if (b == 0 || b == -1 || a % b != 0) return std::nullopt;
            return a / b;
        case Arithmetic::power:
            break;
    }
    return std::nullopt;
}

std::optional<Decimal> calculated(Arithmetic op, const Decimal& a, const Decimal& b) {
    switch (op) {
        case Arithmetic::add:
            return add(a, b);
        case Arithmetic::subtract:
            return subtract(a, b);
        case Arithmetic::multiply:
            return multiply(a, b);
        case Arithmetic::divide:
            return divide(a, b);
        case Arithmetic::power:
            return power(a, b);
    }
    return std::nullopt;
}

Computed of_numbers(Evaluation& evaluation, Arithmetic op, const Value& left, const Value& right) {
    if (left.integer() != nullptr && right.integer() != nullptr)
        if (const auto result = whole(op, *left.integer(), *right.integer())) return Value(*result);
    const auto a = to_decimal(left);
    const auto b = to_decimal(right);
    if (a && b)
        if (const auto result = calculated(op, *a, *b)) return number(*result);
    const auto sign = signs[static_cast<std::size_t>(op)];
    return evaluation.null("the result of '" + std::string(sign) + "' on these numbers is no number");
}

bool is_duration(const Value& value) { return value.years_months() != nullptr || value.days_time() != nullptr; }

// Whether the operator takes a duration and the other operand, so that only the result can be what is not there.
bool goes_with_duration(Arithmetic op, const Value& left, const Value& right) {
    const auto takes = [](const Value& other, const Value& duration) {
        if (other.date() != nullptr || other.date_time() != nullptr) return is_duration(duration);
        return is_duration(duration) && other.kind() == duration.kind();
    };
    switch (op) {
        case Arithmetic::add:
            return takes(left, right) || takes(right, left);
        case Arithmetic::subtract:
            return takes(left, right);
        case Arithmetic::multiply:
            return (is_duration(left) && is_number(right)) || (is_number(left) && is_duration(right));
        case Arithmetic::divide:
        case Arithmetic::power:
            break;
    }
    return false;
}

std::optional<Value> of_temporals(Arithmetic op, const Value& left, const Value& right) {
    switch (op) {
        case Arithmetic::add:
            return temporal_sum(left, right);
        case Arithmetic::subtract:
            return temporal_difference(left, right);
        case Arithmetic::multiply:
            if (is_duration(left) && is_number(right)) return multiplied_duration(left, to_decimal(right).value());
            if (is_number(left) && is_duration(right)) return multiplied_duration(right, to_decimal(left).value());
            return std::nullopt;
        case Arithmetic::divide:
            if (is_duration(left) && is_number(right)) return divided_duration(left, to_decimal(right).value());
            if (is_duration(left) && is_duration(right))
                if (const auto ratio = duration_ratio(left, right)) return number(*ratio);
            return std::nullopt;
        case Arithmetic::power:
            break;
    }
    return std::nullopt;
}

Computed properties_of(Evaluation& evaluation, const List& list, const std::string& name) {
    if (auto allowed = evaluation.read_items(list.size()); !allowed) return unexpected(allowed.error());
    List values;
    values.reserve(list.size());
    for (const Value& item : list) {
        Computed value = item.list() != nullptr
                             ? Computed(evaluation.null("a list in a list has no member '" + name + "'"))
                             : property_of(evaluation, item, name);
        if (!value) return value;
        values.push_back(std::move(*value));
    }
    return evaluation.produced(std::move(values));
}

std::optional<Value> property_of_range(const Range& range, std::string_view name) {
    if (name == "start") return range.low;
    if (name == "end") return range.high;
    if (name == "start included") return Value(range.includes_low);
    if (name == "end included") return Value(range.includes_high);
    return std::nullopt;
}

// (=10) begins and ends at 10, which belongs to it; so does (!=10), and it does not (TCK 0074 range_011, range_012).
Range range_of(const TestValue& test) {
    const bool includes = test.op == Op::equal;
    return {test.operand, test.operand, includes, includes};
}

std::string_view zone_of(const Value& value) {
    const Zone* zone = value.time() != nullptr        ? &value.time()->zone
                       : value.date_time() != nullptr ? &value.date_time()->zone
                                                      : nullptr;
    if (zone == nullptr) return "";
    switch (zone->kind()) {
        case Zone::Kind::none:
            return " without a time zone";
        case Zone::Kind::offset:
            return " with an offset";
        default:
            return " with a time zone";
    }
}

// Times of one kind that have no order differ in their zones.
std::string both_described(const Value& left, std::string_view between, const Value& right) {
    const bool are_of_one_kind = left.kind() == right.kind();
    return described(left) + std::string(are_of_one_kind ? zone_of(left) : "") + std::string(between) +
           described(right) + std::string(are_of_one_kind ? zone_of(right) : "");
}

}  // namespace

Computed calculate(Evaluation& evaluation, Arithmetic op, const Value& left, const Value& right) {
    if (is_number(left) && is_number(right)) return of_numbers(evaluation, op, left, right);
    if (op == Arithmetic::add && left.string() != nullptr && right.string() != nullptr)
        return evaluation.produced(*left.string() + *right.string());
    if (!left.is_null() && !right.is_null())
        if (auto result = of_temporals(op, left, right)) return std::move(*result);
    if (goes_with_duration(op, left, right))
        return evaluation.null("the result of '" + std::string(signs[static_cast<std::size_t>(op)]) +
                               "' lies beyond the dates and durations that there are");
    return refused(evaluation, signs[static_cast<std::size_t>(op)], left, right);
}

Computed negated(Evaluation& evaluation, const Value& value) {
    if (const auto* integer = value.integer();
        integer != nullptr && *integer != std::numeric_limits<std::int64_t>::min())
        return Value(-*integer);
    if (is_number(value)) return number(negate(to_decimal(value).value()));
    if (is_duration(value))
        if (auto negative = negated_duration(value)) return std::move(*negative);
    if (value.is_null()) return Value();
    return evaluation.null("'-' does not take " + described(value));
}

Truth compared(Evaluation& evaluation, Op op, const Value& left, const Value& right) {
    if (op == Op::equal || op == Op::not_equal) {
        Truth truth = equal(evaluation, left, right);
        if (truth && !*truth)
            evaluation.null(both_described(left, " and ", right) + " are neither equal nor different");
        if (truth && *truth && op == Op::not_equal) **truth = !**truth;
        return truth;
    }
    if (left.is_null() || right.is_null()) return std::nullopt;
    const auto order = compare(left, right);
    if (!order) {
        evaluation.null(both_described(left, " is not compared with ", right));
        return std::nullopt;
    }
    switch (op) {
        case Op::less:
            return *order == std::strong_ordering::less;
        case Op::less_or_equal:
            return *order != std::strong_ordering::greater;
        case Op::greater:
            return *order == std::strong_ordering::greater;
        default:
            return *order != std::strong_ordering::less;
    }
}

Computed property_of(Evaluation& evaluation, const Value& base, const std::string& name) {
    if (const Context* context = base.context()) {
        if (auto allowed = evaluation.read_text(context->entries().size()); !allowed)
            return unexpected(allowed.error());
        if (const Value* member = context->find(name)) return canonical(*member);
        return evaluation.null("the context has no entry '" + name + "'");
    }
    if (base.is_null()) return Value();
    if (const List* list = base.list()) return properties_of(evaluation, *list, name);
    const TestValue* test = test_value(base);
    auto value = base.range() != nullptr ? property_of_range(*base.range(), name)
                 : test != nullptr       ? property_of_range(range_of(*test), name)
                                         : temporal_property(base, name);
    if (value) return std::move(*value);
    return evaluation.null(described(base) + " has no property '" + name + "'");
}

}  // namespace pavane::expression::feel
