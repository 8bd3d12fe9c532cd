#include "expression/feel/machine.hpp"
#include "expression/feel/test_value.hpp"

namespace pavane::expression::feel {
namespace {

std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
    if ((a && !*a) || (b && !*b)) return false;
    return a && b ? std::optional(true) : std::nullopt;
}

}  // namespace

// Ends of one kind, the first not behind the last; anything else is null (DMN 1.5 §10.3.2.7).
Computed Machine::range(const Node& node) {
    Computed low = eval(node.a);
    if (!low) return low;
    Computed high = eval(node.b);
    if (!high) return high;
    const auto order = compare(*low, *high);
    if (!order || *order == std::strong_ordering::greater)
        return evaluation_.null("a range goes from a value to one of its kind that is not smaller");
    return Value(Range{*low, *high, (node.flags & includes_low) != 0, (node.flags & includes_high) != 0});
}

Computed Machine::test_as_value(const Node& node) {
    Computed value = eval(node.a);
    if (!value) return value;
    const Op op = static_cast<Op>(node.c);
    if (op == Op::equal || op == Op::not_equal) {
        const auto depth = evaluation_.depth_of(*value, max_depth - 1);
        if (!depth) return unexpected(depth.error());
        return Value(std::shared_ptr<const Function>(std::make_shared<TestValue>(op, std::move(*value), *depth + 1)));
    }
    if (!compare(*value, *value)) return evaluation_.null(described(*value) + " has no order");
    if (op == Op::less || op == Op::less_or_equal)
        return Value(Range{Value(), std::move(*value), false, op == Op::less_or_equal});
    return Value(Range{std::move(*value), Value(), op == Op::greater_or_equal, false});
}

Computed Machine::between(const Node& node) {
    Computed value = eval(node.a);
    if (!value) return value;
    Computed low = eval(node.b);
    if (!low) return low;
    Computed high = eval(node.c);
    if (!high) return high;
    const Truth above = compared(evaluation_, Op::greater_or_equal, *value, *low);
    if (!above) return unexpected(above.error());
    const Truth below = compared(evaluation_, Op::less_or_equal, *value, *high);
    if (!below) return unexpected(below.error());
    return to_value(both(*above, *below));
}

Computed Machine::membership(const Node& node) {
    const Operands all = operands(node);
    Computed input = eval(all[1]);
    if (!input) return input;
    frame_[all[0]] = std::move(*input);
    const Truth truth = any_test(all.subspan(2));
    if (!truth) return unexpected(truth.error());
    return to_value(*truth);
}

Computed Machine::tests(const Node& node) {
    if (node.op == Op::test_any) return Value(true);
    Truth truth = any_test(operands(node));
    if (!truth) return unexpected(truth.error());
    if (*truth && (node.flags & 1U) != 0) **truth = !**truth;
    return to_value(*truth);
}

Truth Machine::any_test(Operands tests) {
    bool unknown = false;
    for (const NodeIndex index : tests) {
        const Truth truth = test(code_.nodes[index]);
        if (!truth) return truth;
        if (!*truth)
            unknown = true;
        else if (**truth)
            return true;
    }
    return unknown ? std::optional<bool>() : std::optional(false);
}

Truth Machine::test(const Node& node) {
    const Value& input = frame_[node.b];
    const Computed wanted = eval(node.a);
    if (!wanted) return unexpected(wanted.error());
    if (node.op == Op::test_compare) return compared(evaluation_, static_cast<Op>(node.c), input, *wanted);
    if ((node.flags & 1U) != 0) {
        const bool* boolean = wanted->boolean();
        return boolean == nullptr ? std::optional<bool>() : std::optional(*boolean);
    }
    if (wanted->is_null() && code_.nodes[node.a].op == Op::range) return std::nullopt;
    // A condition that does not mention the input holds or does not; only a boolean input is compared with it.
    if (const bool* boolean = wanted->boolean(); boolean != nullptr && input.boolean() == nullptr && !input.is_null())
        return *boolean;
    return matches(input, *wanted);
}

// Whether the input is what a test names: that value, in that range, or one of that list.
Truth Machine::matches(const Value& input, const Value& wanted) {
    if (const Range* range = wanted.range(); range != nullptr && input.range() == nullptr)
        return contains(*range, input);
    if (const TestValue* test = test_value(wanted)) return compared(evaluation_, test->op, input, test->operand);
    const List* list = wanted.list();
    if (list == nullptr) return equal(evaluation_, input, wanted);
    if (input.list() != nullptr) {
        const Truth same = equal(evaluation_, input, wanted);
        if (!same || (*same && **same)) return same;
    }
    bool unknown = false;
    for (const Value& item : *list) {
        if (auto allowed = evaluation_.read_items(1); !allowed) return unexpected(allowed.error());
        const Range* range = item.range();
        const Truth truth = range != nullptr && input.range() == nullptr ? Truth(contains(*range, input))
                                                                         : equal(evaluation_, input, canonical(item));
        if (!truth) return truth;
        if (!*truth)
            unknown = true;
        else if (**truth)
            return true;
    }
    return unknown && input.is_null() ? std::optional<bool>() : std::optional(false);
}

}  // namespace pavane::expression::feel
