#include "expression/juel/operators.hpp"

#include <cmath>

#include "expression/juel/coercion.hpp"

namespace pavane::expression::juel {
namespace {

bool is_number(const Value& value) { return value.integer() || value.real(); }

std::string_view sign_of(Op op) {
    switch (op) {
        case Op::add:
            return " + ";
        case Op::subtract:
            return " - ";
        case Op::multiply:
            return " * ";
        case Op::divide:
            return " / ";
        default:
            return " % ";
    }
}

tl::unexpected<Fault> refuse(Op op, const Value& a, const Value& b, std::string_view why) {
    return fault(described(a) + std::string(sign_of(op)) + described(b) + " " + std::string(why));
}

// Nothing when the result does not fit.
std::optional<std::int64_t> calculate_whole(Op op, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    bool overflows = false;
    switch (op) {
        case Op::add:
            overflows = __builtin_add_overflow(a, b, &result);
            break;
        case Op::subtract:
            overflows = __builtin_sub_overflow(a, b, &result);
            break;
        case Op::multiply:
            overflows = __builtin_mul_overflow(a, b, &result);
            break;
        default:
            result = b == -1 ? 0 : a % b;
            break;  // the smallest number % -1 traps
    }
    return overflows ? std::nullopt : std::optional(result);
}

double calculate_real(Op op, double a, double b) {
    switch (op) {
        case Op::add:
            return a + b;
        case Op::subtract:
            return a - b;
        case Op::multiply:
            return a * b;
        case Op::divide:
            return a / b;
        default:
            return std::fmod(a, b);
    }
}

Result<bool, Fault> by_sign(Op op, const Result<int, Fault>& order) {
    if (!order) return unexpected(order.error());
    switch (op) {
        case Op::less:
            return *order < 0;
        case Op::less_or_equal:
            return *order <= 0;
        case Op::greater:
            return *order > 0;
        default:
            return *order >= 0;
    }
}

template <class T>
int three_way(const T& a, const T& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

int order_numbers(const Number& a, const Number& b) {
    return a.is_real || b.is_real ? three_way(a.as_real(), b.as_real()) : three_way(a.integer, b.integer);
}

Result<int, Fault> order_as_numbers(const Value& a, const Value& b) {
    const auto left = to_number(a);
    if (!left) return unexpected(left.error());
    const auto right = to_number(b);
    if (!right) return unexpected(right.error());
    return order_numbers(*left, *right);
}

Result<bool, Fault> same_lists(const List& a, const List& b, Evaluation& evaluation) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto equal = same(a[i], b[i], evaluation);
        if (!equal || !*equal) return equal;
    }
    return true;
}

// The order of the keys does not count.
Result<bool, Fault> same_maps(const Context& a, const Context& b, Evaluation& evaluation) {
    if (a.entries().size() != b.entries().size()) return false;
    for (const auto& [key, value] : a.entries()) {
        if (auto counted = evaluation.read_items(b.entries().size()); !counted) return unexpected(counted.error());
        const Value* other = b.find(key);
        if (!other) return false;
        const auto equal = same(value, *other, evaluation);
        if (!equal || !*equal) return equal;
    }
    return true;
}

Result<bool, Fault> same_texts(const std::string& a, const std::string& b, Evaluation& evaluation) {
    if (a.size() != b.size()) return false;
    if (auto counted = evaluation.read_text(a.size()); !counted) return unexpected(counted.error());
    return a == b;
}

}  // namespace

Outcome calculate(Op op, const Value& a, const Value& b) {
    const auto left = to_number(a);
    if (!left) return refuse(op, a, b, "is not possible: " + left.error().cause + " (to join texts write ${a}${b})");
    const auto right = to_number(b);
    if (!right) return refuse(op, a, b, "is not possible: " + right.error().cause + " (to join texts write ${a}${b})");
    const bool whole = !left->is_real && !right->is_real && op != Op::divide;
    const bool by_zero = (op == Op::divide || op == Op::modulo) && right->as_real() == 0;
    if (by_zero && op == Op::divide && a.is_null() && b.is_null()) return Value(0);  // EL 2.2 §1.7.2
    if (by_zero && op == Op::modulo && a.is_null() && b.is_null()) return Value(0);
    if (by_zero) return refuse(op, a, b, "divides by zero");
    if (whole) {
        const auto result = calculate_whole(op, left->integer, right->integer);
        return result ? Outcome(Value(*result)) : refuse(op, a, b, "is too large for a whole number");
    }
    const double result = calculate_real(op, left->as_real(), right->as_real());
    return std::isfinite(result) ? Outcome(Value(result)) : refuse(op, a, b, "is too large for a number");
}

Outcome negate(const Value& value) {
    const auto number = to_number(value);
    if (!number) return unexpected(number.error());
    if (number->is_real) return Value(-number->real);
    const auto result = calculate_whole(Op::subtract, 0, number->integer);
    return result ? Outcome(Value(*result)) : fault("-" + described(value) + " is too large for a whole number");
}

Result<bool, Fault> equal(const Value& a, const Value& b, Evaluation& evaluation) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (is_number(a) || is_number(b)) {
        const auto order = order_as_numbers(a, b);
        if (!order) return unexpected(order.error());
        return *order == 0;
    }
    if (a.boolean() || b.boolean()) {
        auto left = to_boolean(a);
        if (!left) return left;
        auto right = to_boolean(b);
        if (!right) return right;
        return *left == *right;
    }
    if (a.kind() == b.kind() || !(a.string() || b.string())) return same(a, b, evaluation);
    const auto left = to_text(a, evaluation);
    if (!left) return unexpected(left.error());
    const auto right = to_text(b, evaluation);
    if (!right) return unexpected(right.error());
    return *left == *right;
}

Result<bool, Fault> compare(Op op, const Value& a, const Value& b, Evaluation& evaluation) {
    if (a.is_null() || b.is_null())
        return a.is_null() && b.is_null() && (op == Op::less_or_equal || op == Op::greater_or_equal);
    if (is_number(a) || is_number(b)) return by_sign(op, order_as_numbers(a, b));
    return by_sign(op, order(a, b, evaluation));
}

Result<bool, Fault> same(const Value& a, const Value& b, Evaluation& evaluation) {
    if (auto counted = evaluation.read_items(1); !counted) return unexpected(counted.error());
    if (is_number(a) && is_number(b)) {
        const auto order = order_as_numbers(a, b);
        return order.has_value() && *order == 0;
    }
    if (a.kind() != b.kind()) return false;
    if (a.list())
        return a.list() == b.list() ? Result<bool, Fault>(true) : same_lists(*a.list(), *b.list(), evaluation);
    if (a.context())
        return a.context() == b.context() ? Result<bool, Fault>(true)
                                          : same_maps(*a.context(), *b.context(), evaluation);
    if (a.string()) return same_texts(*a.string(), *b.string(), evaluation);
    if (a.document()) return same_texts(a.document()->text, b.document()->text, evaluation);
    if (a.bytes()) return same_texts(*a.bytes(), *b.bytes(), evaluation);
    if (a.file())
        if (auto counted = evaluation.read_text(a.file()->content.size()); !counted) return unexpected(counted.error());
    return a == b;
}

Result<int, Fault> order(const Value& a, const Value& b, Evaluation& evaluation) {
    if (is_number(a) && is_number(b)) return order_as_numbers(a, b);
    if (a.string() && b.string()) {
        if (auto counted = evaluation.read_text(std::min(a.string()->size(), b.string()->size())); !counted)
            return unexpected(counted.error());
        return a.string()->compare(*b.string());
    }
    if (a.date_time() && b.date_time()) return three_way(a.date_time()->instant(), b.date_time()->instant());
    if (a.boolean() && b.boolean()) return three_way(*a.boolean(), *b.boolean());
    return fault(described(a) + " cannot be compared with " + described(b));
}

Result<bool, Fault> is_empty(const Value& value, Evaluation& evaluation) {
    if (value.is_null()) return true;
    if (const std::string* text = value.string()) return text->empty();
    if (const List* list = value.list()) return list->empty();
    if (const Context* context = value.context()) return context->entries().empty();
    if (value.document() && value.document()->format != Document::Format::xml) {
        const auto content = evaluation.content(value);
        if (!content) return unexpected(content.error());
        if (!content->document()) return is_empty(*content, evaluation);
    }
    return false;
}

}  // namespace pavane::expression::juel
