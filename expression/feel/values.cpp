#include "expression/feel/values.hpp"

#include "expression/feel/function.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/test_value.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Value::Kind;

bool is_temporal(Kind kind) { return kind >= Kind::date && kind <= Kind::days_time; }

// Of pairs: false as soon as one differs, else nothing if one cannot be told.
class Conclusion {
  public:
    // Whether it is settled.
    bool add(std::optional<bool> truth) {
        if (!truth) unknown_ = true;
        different_ = different_ || (truth && !*truth);
        return different_;
    }
    std::optional<bool> result() const {
        if (different_) return false;
        return unknown_ ? std::nullopt : std::optional(true);
    }

  private:
    bool different_ = false;
    bool unknown_ = false;
};

Truth equal_lists(Evaluation& evaluation, const List& a, const List& b) {
    if (a.size() != b.size()) return false;
    if (auto allowed = evaluation.read_items(a.size()); !allowed) return unexpected(allowed.error());
    Conclusion conclusion;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Truth truth = equal(evaluation, a[i], b[i]);
        if (!truth) return truth;
        if (conclusion.add(*truth)) break;
    }
    return conclusion.result();
}

Truth equal_contexts(Evaluation& evaluation, const Context& a, const Context& b) {
    if (a.entries().size() != b.entries().size()) return false;
    if (auto allowed = evaluation.read_items(a.entries().size() * (1 + a.entries().size() / 8)); !allowed)
        return unexpected(allowed.error());
    Conclusion conclusion;
    for (const auto& [name, value] : a.entries()) {
        const Value* other = b.find(name);
        if (other == nullptr) return false;
        const Truth truth = equal(evaluation, value, *other);
        if (!truth) return truth;
        if (conclusion.add(*truth)) break;
    }
    return conclusion.result();
}

Truth equal_ranges(Evaluation& evaluation, const Range& a, const Range& b) {
    if (a.includes_low != b.includes_low || a.includes_high != b.includes_high) return false;
    Conclusion conclusion;
    for (const auto& [left, right] : {std::pair(&a.low, &b.low), std::pair(&a.high, &b.high)}) {
        const Truth truth = equal(evaluation, *left, *right);
        if (!truth) return truth;
        conclusion.add(*truth);
    }
    return conclusion.result();
}

// The order of the point and an end, as the range asks it; nothing where there is none.
std::optional<bool> is_inside(std::optional<std::strong_ordering> order, bool includes) {
    if (!order) return std::nullopt;
    return *order == std::strong_ordering::greater || (includes && *order == std::strong_ordering::equal);
}

}  // namespace

Value number(const Decimal& decimal) {
    const auto whole = decimal.to_integer();
    return whole ? Value(*whole) : Value(decimal);
}

Value number(const std::optional<Decimal>& decimal) { return decimal ? number(*decimal) : Value(); }

Value canonical(const Value& value) {
    const double* real = value.real();
    return real == nullptr ? value : number(Decimal::from_double(*real));
}

std::optional<Decimal> to_decimal(const Value& value) {
    if (const auto* integer = value.integer()) return Decimal(*integer);
    if (const auto* decimal = value.decimal()) return *decimal;
    if (const auto* real = value.real()) return Decimal::from_double(*real);
    return std::nullopt;
}

std::optional<std::int64_t> to_integer(const Value& value) {
    if (const auto* integer = value.integer()) return *integer;
    const auto decimal = to_decimal(value);
    return decimal ? decimal->to_integer() : std::nullopt;
}

std::string described(const Value& value) {
    if (value.is_null()) return "null";
    if (is_number(value)) return "a number";
    return "a " + std::string(value.context() != nullptr ? "context" : name_of(value.kind()));
}

Truth equal(Evaluation& evaluation, const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (is_number(a) && is_number(b)) return canonical(a) == canonical(b);
    // A test is no range, even where both hold the same values.
    if ((test_value(a) != nullptr && b.range() != nullptr) || (a.range() != nullptr && test_value(b) != nullptr))
        return false;
    if (a.kind() != b.kind()) return std::nullopt;
    if (is_temporal(a.kind())) return temporal_equality(a, b);
    switch (a.kind()) {
        case Kind::string:
            if (auto allowed = evaluation.read_text(a.string()->size()); !allowed) return unexpected(allowed.error());
            return a == b;
        case Kind::list:
            return equal_lists(evaluation, *a.list(), *b.list());
        case Kind::context:
            return equal_contexts(evaluation, *a.context(), *b.context());
        case Kind::range:
            return equal_ranges(evaluation, *a.range(), *b.range());
        case Kind::function:
            if (const TestValue *one = test_value(a), *other = test_value(b); one != nullptr && other != nullptr)
                return one->op == other->op ? equal(evaluation, one->operand, other->operand) : Truth(false);
            return a == b;
        default:
            return a == b;
    }
}

std::optional<std::strong_ordering> compare(const Value& a, const Value& b) {
    if (a.integer() != nullptr && b.integer() != nullptr) return *a.integer() <=> *b.integer();
    if (is_number(a) && is_number(b)) {
        const auto left = to_decimal(a);
        const auto right = to_decimal(b);
        return left && right ? std::optional(*left <=> *right) : std::nullopt;
    }
    if (a.kind() != b.kind()) return std::nullopt;
    if (const std::string* text = a.string()) return text->compare(*b.string()) <=> 0;
    return is_temporal(a.kind()) ? temporal_order(a, b) : std::nullopt;
}

std::optional<bool> contains(const Range& range, const Value& point) {
    if (point.is_null()) return std::nullopt;
    const bool open_low = range.low.is_null() && !range.includes_low;
    const bool open_high = range.high.is_null() && !range.includes_high;
    const auto above = open_low ? std::optional(true) : is_inside(compare(point, range.low), range.includes_low);
    const auto below = open_high ? std::optional(true) : is_inside(compare(range.high, point), range.includes_high);
    if ((above && !*above) || (below && !*below)) return false;
    return above && below ? std::optional(true) : std::nullopt;
}

}  // namespace pavane::expression::feel
