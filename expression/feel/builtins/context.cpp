// Context functions (DMN 1.5 §10.3.4.10).
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

Allowed read(Evaluation& evaluation, const Context& context) { return evaluation.read_items(context.entries().size()); }

Computed get_value(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read(evaluation, *arguments[0].context()); !allowed) return unexpected(allowed.error());
    const Value* found = arguments[0].context()->find(*arguments[1].string());
    if (found == nullptr) return evaluation.null("the context has no entry '" + *arguments[1].string() + "'");
    return canonical(*found);
}

// Camunda: the keys lead into contexts within contexts.
Computed get_value_by_path(Evaluation& evaluation, Arguments arguments) {
    const Value* found = &arguments[0];
    for (const Value& key : *arguments[1].list()) {
        if (auto allowed = evaluation.read_items(1); !allowed) return unexpected(allowed.error());
        if (key.string() == nullptr) return evaluation.null("the keys of get value are strings");
        const Context* context = found->context();
        found = context == nullptr ? nullptr : context->find(*key.string());
        if (found == nullptr) return evaluation.null("the context has no entry at these keys");
    }
    return canonical(*found);
}

Computed get_entries(Evaluation& evaluation, Arguments arguments) {
    const Context& context = *arguments[0].context();
    if (auto allowed = read(evaluation, context); !allowed) return unexpected(allowed.error());
    List entries;
    entries.reserve(context.entries().size());
    for (const auto& [key, value] : context.entries()) {
        if (auto allowed = evaluation.produce(2 * sizeof(Context::Entry) + key.size()); !allowed)
            return unexpected(allowed.error());
        entries.emplace_back(Context(std::vector<Context::Entry>{{"key", Value(key)}, {"value", value}}));
    }
    return evaluation.produced(std::move(entries));
}

Computed make_context(Evaluation& evaluation, Arguments arguments) {
    Context result;
    for (const Value& entry : *arguments[0].list()) {
        if (auto allowed = read(evaluation, result); !allowed) return unexpected(allowed.error());
        const Context* members = entry.context();
        const Value* key = members == nullptr ? nullptr : members->find("key");
        const Value* value = members == nullptr ? nullptr : members->find("value");
        if (key == nullptr || key->string() == nullptr || value == nullptr)
            return evaluation.null("an entry for context has a key, which is a string, and a value");
        if (result.find(*key->string()) != nullptr)
            return evaluation.null("context is given the key '" + *key->string() + "' twice");
        result.set(*key->string(), *value);
    }
    return evaluation.produced(std::move(result));
}

Computed put(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read(evaluation, *arguments[0].context()); !allowed) return unexpected(allowed.error());
    Context result = *arguments[0].context();
    result.set(*arguments[1].string(), arguments[2]);
    return evaluation.produced(std::move(result));
}

// Each key but the last names a context within the one before, or nothing yet.
Computed put_at(Evaluation& evaluation, const Value& target, std::span<const Value> keys, const Value& value) {
    if (keys.empty()) return value;
    if (keys.front().string() == nullptr) return evaluation.null("the keys of context put are strings");
    const Context* context = target.context();
    if (context == nullptr) return evaluation.null("a key of context put names something that is no context");
    if (auto allowed = read(evaluation, *context); !allowed) return unexpected(allowed.error());
    const Value* inner = context->find(*keys.front().string());
    auto changed = put_at(evaluation, inner != nullptr ? *inner : Value(Context()), keys.subspan(1), value);
    if (!changed || (changed->is_null() && keys.size() > 1)) return changed;
    Context result = *context;
    result.set(*keys.front().string(), std::move(*changed));
    return evaluation.produced(std::move(result));
}

Computed put_by_path(Evaluation& evaluation, Arguments arguments) {
    const List& keys = *arguments[1].list();
    if (keys.empty()) return evaluation.null("context put needs a key");
    if (keys.size() > max_depth) return unexpected(LimitReached::depth);
    return put_at(evaluation, arguments[0], keys, arguments[2]);
}

Computed merge(Evaluation& evaluation, Arguments arguments) {
    Context result;
    for (const Value& context : *arguments[0].list()) {
        if (context.context() == nullptr) return evaluation.null("context merge takes a list of contexts");
        for (const auto& [key, value] : context.context()->entries()) {
            if (auto allowed = read(evaluation, result); !allowed) return unexpected(allowed.error());
            result.set(key, value);
        }
    }
    return evaluation.produced(std::move(result));
}

}  // namespace

std::vector<Builtin> context_functions() {
    constexpr Parameter context{"context", kinds::context};
    constexpr Parameter map{"m", kinds::context};
    return {{"get value",
             {{{map, {"key", kinds::string}}, &get_value},
              {{{"context", kinds::context}, {"keys", kinds::list}}, &get_value_by_path}}},
            {"get entries", {{{map}, &get_entries}}},
            {"context", {{{{"entries", kinds::list}}, &make_context}}},
            {"context put",
             {{{context, {"key", kinds::string}, {"value"}}, &put},
              {{context, {"keys", kinds::list}, {"value"}}, &put_by_path}}},
            {"context merge", {{{{"contexts", kinds::list}}, &merge}}}};
}

}  // namespace pavane::expression::feel
