#include "dmn/execution/execution.hpp"
#include "expression/feel/function.hpp"
#include "expression/feel/iteration.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using expression::Context;
using expression::List;

namespace {

Evaluated evaluate_kind(Execution&, const std::monostate&, const Logic&, const Frame&) { return Value(); }

Evaluated evaluate_kind(Execution& execution, const LiteralLogic& literal, const Logic&, const Frame& frame) {
    return evaluate(execution, literal.code, frame);
}

Evaluated evaluate_kind(Execution& execution, const TableLogic& table, const Logic&, const Frame& frame) {
    return evaluate_table(execution, table, frame, nullptr);
}

Evaluated evaluate_kind(Execution& execution, const InvocationLogic& invocation, const Logic&, const Frame& frame) {
    Evaluated function = evaluate(execution, *invocation.function, frame);
    if (!function) return function;
    List arguments;
    for (const Logic& argument : invocation.arguments) {
        Evaluated value = evaluate(execution, argument, frame);
        if (!value) return value;
        arguments.push_back(std::move(*value));
    }
    const feel::Callable* callable = feel::callable(*function);
    if (callable == nullptr) return execution.evaluation.null("What is invoked is not a function.");
    const feel::Scope& outer = execution.evaluation.exchange_scope(frame);
    auto result = callable->call_named(execution.evaluation, invocation.names, arguments);
    execution.evaluation.exchange_scope(outer);
    return evaluated(std::move(result));
}

Evaluated evaluate_kind(Execution& execution, const ContextLogic& context, const Logic&, const Frame& frame) {
    Frame inner(frame, nullptr);
    std::vector<Context::Entry> entries;
    for (std::size_t at = 0; at < context.values.size(); ++at) {
        Evaluated value = evaluate(execution, context.values[at], inner);
        if (!value) return value;
        const TypedName& name = context.names[at];
        value = typed(execution, std::move(*value), name.type, name.name);
        if (!value) return value;
        if (name.name.empty()) return value;
        inner.set(name.name, *value);
        entries.emplace_back(name.name, std::move(*value));
    }
    Context made;
    for (auto& [name, value] : entries) made.set(std::move(name), std::move(value));
    return evaluated(execution.evaluation.produced(std::move(made)));
}

Evaluated evaluate_kind(Execution& execution, const ListLogic& list, const Logic&, const Frame& frame) {
    List items;
    for (const Logic& item : list.items) {
        Evaluated value = evaluate(execution, item, frame);
        if (!value) return value;
        items.push_back(std::move(*value));
    }
    return evaluated(execution.evaluation.produced(std::move(items)));
}

Evaluated evaluate_kind(Execution& execution, const RelationLogic& relation, const Logic&, const Frame& frame) {
    List rows;
    for (const ListLogic& row : relation.rows) {
        Context cells;
        for (std::size_t at = 0; at < relation.columns.size(); ++at) {
            const TypedName& column = relation.columns[at];
            Evaluated value = at < row.items.size() ? evaluate(execution, row.items[at], frame) : Evaluated(Value());
            if (value) value = typed(execution, std::move(*value), column.type, column.name);
            if (!value) return value;
            cells.set(column.name, std::move(*value));
        }
        Evaluated made = evaluated(execution.evaluation.produced(std::move(cells)));
        if (!made) return made;
        rows.push_back(std::move(*made));
    }
    return evaluated(execution.evaluation.produced(std::move(rows)));
}

// The declared type of a boxed function is that of its value as a function.
Evaluated evaluate_kind(Execution& execution, const FunctionLogic& function, const Logic&, const Frame& frame) {
    return function_value(execution, function, nullptr, frame);
}

Evaluated evaluate_kind(Execution& execution, const ConditionalLogic& conditional, const Logic&, const Frame& frame) {
    Evaluated condition = evaluate(execution, *conditional.condition, frame);
    if (!condition) return condition;
    if (condition->is_null()) return evaluate(execution, *conditional.otherwise, frame);
    const bool* truth = condition->boolean();
    if (truth == nullptr) return execution.evaluation.null("The condition of a conditional is neither true nor false.");
    return evaluate(execution, *truth ? *conditional.then : *conditional.otherwise, frame);
}

Evaluated evaluate_kind(Execution& execution, const FilterLogic& filter, const Logic&, const Frame& frame) {
    Evaluated in = evaluate(execution, *filter.in, frame);
    if (!in) return in;
    const auto items = feel::domain_of(execution.evaluation, std::move(*in));
    if (!items) return execution.evaluation.null("What is filtered is not a list.");
    List kept;
    for (std::uint64_t at = 0; at < items->size; ++at) {
        const Value item = items->at(at);
        Frame inner(frame, nullptr);
        if (const Context* context = item.context())
            for (const auto& [name, value] : context->entries()) inner.set(name, value);
        inner.set("item", item);
        Evaluated match = evaluate(execution, *filter.match, inner);
        if (!match) return match;
        const bool* truth = match->boolean();
        if (truth == nullptr && !match->is_null())
            return execution.evaluation.null("The match of a filter is neither true nor false.");
        if (truth != nullptr && *truth) kept.push_back(item);
    }
    return evaluated(execution.evaluation.produced(std::move(kept)));
}

// Three-valued: true and false as FEEL's `some` and `every` give them, null where it cannot be told.
Value quantified(IteratorKind kind, bool decided, bool unknown) {
    const bool is_some = kind == IteratorKind::some;
    if (decided) return is_some;
    if (unknown) return {};
    return !is_some;
}

Evaluated evaluate_kind(Execution& execution, const IteratorLogic& iterator, const Logic&, const Frame& frame) {
    Evaluated in = evaluate(execution, *iterator.in, frame);
    if (in) in = typed(execution, std::move(*in), iterator.in_type, "the list of an iteration");
    if (!in) return in;
    const auto items = feel::domain_of(execution.evaluation, std::move(*in));
    if (!items) return execution.evaluation.null("What is iterated over is not a list.");
    List results;
    bool decided = false;
    bool unknown = false;
    for (std::uint64_t at = 0; at < items->size; ++at) {
        Frame inner(frame, nullptr);
        inner.set(iterator.variable, items->at(at));
        if (iterator.kind == IteratorKind::for_each) {
            if (const auto allowed = execution.evaluation.read_items(results.size()); !allowed)
                return unexpected(Stop{allowed.error(), {}});
            inner.set("partial", results);
        }
        Evaluated value = evaluate(execution, *iterator.body, inner);
        if (!value) return value;
        if (iterator.kind == IteratorKind::for_each) {
            results.push_back(std::move(*value));
            continue;
        }
        const bool* truth = value->boolean();
        if (truth == nullptr && !value->is_null())
            return execution.evaluation.null("What 'some' and 'every' ask is neither true nor false.");
        if (truth == nullptr) unknown = true;
        if (truth != nullptr && *truth == (iterator.kind == IteratorKind::some)) decided = true;
    }
    if (iterator.kind == IteratorKind::for_each) return evaluated(execution.evaluation.produced(std::move(results)));
    return quantified(iterator.kind, decided, unknown);
}

}  // namespace

Evaluated evaluate(Execution& execution, const Logic& logic, const Frame& frame, EvaluatedDecision* trace) {
    if (const auto allowed = execution.evaluation.step(); !allowed) return unexpected(Stop{allowed.error(), {}});
    const TableLogic* table = trace == nullptr ? nullptr : std::get_if<TableLogic>(&logic.kind);
    Evaluated value =
        table != nullptr
            ? evaluate_table(execution, *table, frame, trace)
            : std::visit([&](const auto& kind) { return evaluate_kind(execution, kind, logic, frame); }, logic.kind);
    return value ? typed(execution, std::move(*value), logic.type, "an expression") : value;
}

}  // namespace pavane::dmn
