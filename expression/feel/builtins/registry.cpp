#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "expression/feel/builtin.hpp"
#include "expression/feel/values.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::array groups{&boolean_functions,  &conversion_functions, &numeric_functions, &string_functions,
                            &pattern_functions,  &list_functions,       &sort_functions,    &aggregate_functions,
                            &temporal_functions, &interval_functions,   &range_functions,   &context_functions,
                            &camunda_functions};

bool fits(const Value& value, Kinds accepted) { return (only(value.kind()) & accepted) != 0; }

// As the parameter takes it (DMN 1.5 §10.3.2.9.4), or nothing.
std::optional<Value> argument(const Value& given, Kinds accepted) {
    Value value = canonical(given);
    if (fits(value, accepted)) return value;
    if (const List* list = value.list(); list != nullptr && list->size() == 1) {
        Value element = canonical(list->front());
        if (fits(element, accepted)) return element;
    }
    if ((accepted & kinds::list) != 0 && !value.is_null()) return Value(List{std::move(value)});
    return std::nullopt;
}

bool takes(const Signature& signature, std::size_t count) {
    const auto& parameters = signature.parameters;
    if (signature.variadic) return count >= parameters.size();
    const auto required = std::ranges::count_if(parameters, [](const Parameter& p) { return !p.optional; });
    return count >= static_cast<std::size_t>(required) && count <= parameters.size();
}

std::string called(const Builtin& builtin, std::span<const Value> arguments) {
    std::string text = std::string(builtin.name) + "(";
    for (std::size_t i = 0; i < arguments.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::string(name_of(arguments[i].kind()));
    return text + ")";
}

class BuiltinFunction final : public Callable {
  public:
    explicit BuiltinFunction(Builtin builtin) : builtin_(std::move(builtin)) {
        for (const Parameter& parameter : builtin_.signatures.front().parameters) names_.emplace_back(parameter.name);
    }

    bool is_extension() const { return builtin_.is_extension; }
    std::string_view name() const override { return builtin_.name; }
    std::span<const std::string> parameters() const override { return names_; }
    bool accepts(std::size_t count) const override {
        return std::ranges::any_of(builtin_.signatures, [&](const Signature& s) { return takes(s, count); });
    }
    Computed call(Evaluation& evaluation, std::span<const Value> arguments) const override;
    Computed call_named(Evaluation& evaluation, std::span<const std::string> names,
                        std::span<const Value> arguments) const override;

  private:
    Builtin builtin_;
    std::vector<std::string> names_;
};

// The arguments as the signature takes them.
std::optional<std::vector<Value>> prepared(const Signature& signature, std::span<const Value> arguments) {
    if (!takes(signature, arguments.size())) return std::nullopt;
    std::vector<Value> values;
    values.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::size_t place = std::min(i, signature.parameters.size() - 1);
        auto value = argument(arguments[i], signature.parameters[place].accepts);
        if (!value) return std::nullopt;
        values.push_back(std::move(*value));
    }
    return values;
}

Computed BuiltinFunction::call(Evaluation& evaluation, std::span<const Value> arguments) const {
    for (const Signature& signature : builtin_.signatures)
        if (const auto values = prepared(signature, arguments)) return signature.code(evaluation, *values);
    return evaluation.null(called(builtin_, arguments) + " is not a call that this function takes");
}

// The arguments in the order of the signature's parameters, or nothing if a name is unknown or one is missing.
std::optional<std::vector<Value>> ordered(const Signature& signature, std::span<const std::string> names,
                                          std::span<const Value> arguments) {
    std::vector<Value> values;
    std::size_t used = 0;
    std::size_t last = 0;
    for (const Parameter& parameter : signature.parameters) {
        const auto found = std::ranges::find(names, parameter.name);
        if (found == names.end()) {
            if (!parameter.optional) return std::nullopt;
            values.emplace_back();
            continue;
        }
        values.push_back(arguments[static_cast<std::size_t>(found - names.begin())]);
        last = values.size();
        ++used;
    }
    if (used != names.size()) return std::nullopt;
    values.resize(last);
    return values;
}

Computed BuiltinFunction::call_named(Evaluation& evaluation, std::span<const std::string> names,
                                     std::span<const Value> arguments) const {
    for (const Signature& signature : builtin_.signatures) {
        const auto values = ordered(signature, names, arguments);
        if (!values) continue;
        if (const auto converted = prepared(signature, *values)) return signature.code(evaluation, *converted);
    }
    return evaluation.null("the function " + std::string(builtin_.name) + " does not take these named arguments");
}

struct Entry {
    Value function;
    bool is_extension;
};

const std::unordered_map<std::string_view, Entry>& entries() {
    static const auto all = [] {
        std::unordered_map<std::string_view, Entry> map;
        for (const auto group : groups)
            for (Builtin& builtin : group()) {
                const std::string_view name = builtin.name;
                const bool is_extension = builtin.is_extension;
                auto function = std::make_shared<const BuiltinFunction>(std::move(builtin));
                ENSURE(map.emplace(name, Entry{Value(std::move(function)), is_extension}).second);
            }
        return map;
    }();
    return all;
}

}  // namespace

const Value* find_builtin(std::string_view name, bool with_extensions) {
    const auto found = entries().find(name);
    if (found == entries().end()) return nullptr;
    return found->second.is_extension && !with_extensions ? nullptr : &found->second.function;
}

std::vector<std::string> names_of_builtins(bool with_extensions) {
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries())
        if (with_extensions || !entry.is_extension) names.emplace_back(name);
    std::ranges::sort(names);
    return names;
}

const KnownNames& builtin_names() {
    static const KnownNames names = [] {
        KnownNames known;
        for (const auto& [name, entry] : entries())
            if (name.find(' ') != std::string_view::npos) known.add(name);
        return known;
    }();
    return names;
}

}  // namespace pavane::expression::feel
