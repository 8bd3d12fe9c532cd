#include "expression/feel/evaluation.hpp"

#include <algorithm>

#include "expression/feel/function.hpp"
#include "expression/feel/machine.hpp"
#include "expression/feel/test_value.hpp"
#include "expression/feel/values.hpp"
#include "expression/work_done.hpp"

namespace pavane::expression::feel {
namespace {

// More say nothing new, and there is one per item of a list.
constexpr std::size_t max_warnings = 100;

std::size_t function_depth(const Value& value) {
    if (const TestValue* test = test_value(value)) return test->depth;
    const Callable* function = callable(value);
    return function == nullptr ? 1 : function->depth();
}

}  // namespace

Evaluation::Evaluation(const Scope& scope, const Limits& limits)
    : scope_(&scope),
      units_at_first_(limits.steps * units_per_step),
      units_left_(units_at_first_),
      bytes_left_(limits.bytes),
      max_calls_(limits.calls) {}

Evaluation::~Evaluation() { units_evaluated() += units_at_first_ - units_left_; }

Computed Evaluation::run(const Program& program) { return feel::run(program, Value(), *this); }
Computed Evaluation::run(const Program& program, const Value& input) { return feel::run(program, input, *this); }

Computed Evaluation::call(const Value& function, std::span<const Value> arguments) {
    const Callable* code = callable(function);
    if (code == nullptr) return null(described(function) + " is called, which is no function");
    if (!code->accepts(arguments.size()))
        return null("the function " + std::string(code->name()) + (code->name().empty() ? "" : " ") +
                    "is called with " + std::to_string(arguments.size()) + " arguments, which it does not take");
    return code->call(*this, arguments);
}

Allowed Evaluation::produce(std::size_t bytes) {
    if (bytes > bytes_left_) return unexpected(LimitReached::bytes);
    bytes_left_ -= bytes;
    return {};
}

Computed Evaluation::produced(std::string text) {
    if (auto allowed = produce(text.size()); !allowed) return unexpected(allowed.error());
    return Value(std::move(text));
}

Computed Evaluation::produced(List list) {
    if (auto allowed = produce(list.size() * sizeof(Value)); !allowed) return unexpected(allowed.error());
    for (const Value& item : list)
        if (auto depth = depth_of(item, max_depth - 1); !depth) return unexpected(depth.error());
    return Value(std::move(list));
}

Computed Evaluation::produced(Context context) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : context.entries()) {
        bytes += sizeof(Context::Entry) + name.size();
        if (auto depth = depth_of(value, max_depth - 1); !depth) return unexpected(depth.error());
    }
    if (auto allowed = produce(bytes); !allowed) return unexpected(allowed.error());
    return Value(std::move(context));
}

// A member that is shared is met, and paid for, as often as it is held.
Result<std::size_t, LimitReached> Evaluation::depth_of(const Value& value, std::size_t most) {
    if (value.kind() < Value::Kind::list) return 0;
    if (most == 0) return unexpected(LimitReached::depth);
    std::size_t deepest = 0;
    const auto look_at = [&](const Value& member) -> Allowed {
        const auto depth = depth_of(member, most - 1);
        if (!depth) return unexpected(depth.error());
        deepest = std::max(deepest, *depth);
        return {};
    };
    if (const List* list = value.list()) {
        if (auto allowed = read_items(list->size()); !allowed) return unexpected(allowed.error());
        for (const Value& item : *list)
            if (auto allowed = look_at(item); !allowed) return unexpected(allowed.error());
    } else if (const Context* context = value.context()) {
        if (auto allowed = read_items(context->entries().size()); !allowed) return unexpected(allowed.error());
        for (const auto& [name, member] : context->entries())
            if (auto allowed = look_at(member); !allowed) return unexpected(allowed.error());
    } else if (const Range* range = value.range()) {
        for (const Value* end : {&range->low, &range->high})
            if (auto allowed = look_at(*end); !allowed) return unexpected(allowed.error());
    } else {
        const std::size_t depth = function_depth(value);
        if (depth > most) return unexpected(LimitReached::depth);
        return depth;
    }
    return deepest + 1;
}

Value Evaluation::null(std::string warning) {
    if (warnings_.size() < max_warnings) warnings_.push_back(std::move(warning));
    return Value();
}

void Evaluation::place_warnings(std::size_t first, std::string_view place) {
    for (std::size_t at = first; at < warnings_.size(); ++at) warnings_[at].insert(0, std::string(place) + ": ");
}

Allowed Evaluation::enter(std::string_view function) {
    if (calls_ >= max_calls_) {
        deepest_ = function;
        return unexpected(LimitReached::calls);
    }
    ++calls_;
    return {};
}

unexpected<LimitReached> Evaluation::refused(std::string sentence) {
    refusal_ = std::move(sentence);
    return unexpected<LimitReached>(LimitReached::refused);
}

std::string Evaluation::why(LimitReached limit) const {
    switch (limit) {
        case LimitReached::steps:
            return "it takes more steps than an evaluation may take";
        case LimitReached::calls:
            return "functions call each other too deeply" +
                   (deepest_.empty() ? std::string() : ", the last of them '" + deepest_ + "'");
        case LimitReached::bytes:
            return "it makes more than an evaluation may hold in memory";
        case LimitReached::depth:
            return "it nests deeper than an evaluation may";
        case LimitReached::refused:
            return refusal_;
    }
    return "a limit was reached";
}

}  // namespace pavane::expression::feel
