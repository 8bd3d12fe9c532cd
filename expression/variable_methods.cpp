#include "expression/variable_methods.hpp"

#include <algorithm>
#include <array>

namespace pavane::expression {

namespace {

using Answer = VariableMethod::Answer;
using Arguments = VariableMethod::Arguments;

std::vector<std::string> names_of(const VariableScope& scope, bool local) {
    std::vector<std::string> names = scope.variable_names(local);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<std::string, std::string> name_in(const Value& argument) {
    const std::string* const name = argument.string();
    if (name && !name->empty()) return *name;
    return unexpected(std::string("the name of a variable is a text that is not empty"));
}

// What `use` makes of the name that is the first argument.
template <class Use>
Answer with_name(Arguments arguments, const Use& use) {
    const auto name = name_in(arguments.front());
    if (!name) return unexpected(name.error());
    return use(*name);
}

Answer get(VariableScope& scope, bool local, Arguments arguments) {
    return with_name(arguments,
                     [&](const std::string& name) { return scope.find_variable(name, local).value_or(Value()); });
}

Answer has(VariableScope& scope, bool local, Arguments arguments) {
    return with_name(arguments,
                     [&](const std::string& name) { return Value(scope.find_variable(name, local).has_value()); });
}

// With the value under "value", as the Camunda 7 line's typed values have it.
Answer get_typed(VariableScope& scope, bool local, Arguments arguments) {
    return with_name(arguments, [&](const std::string& name) {
        return Value(Context({{"value", scope.find_variable(name, local).value_or(Value())}}));
    });
}

Answer has_any(VariableScope& scope, bool local, Arguments) { return Value(!scope.variable_names(local).empty()); }

Answer get_names(VariableScope& scope, bool local, Arguments) {
    List names;
    for (std::string& name : names_of(scope, local)) names.emplace_back(std::move(name));
    return Value(std::move(names));
}

Answer get_all(VariableScope& scope, bool local, Arguments) {
    std::vector<Context::Entry> variables;
    for (std::string& name : names_of(scope, local)) {
        Value value = scope.find_variable(name, local).value_or(Value());
        variables.emplace_back(std::move(name), std::move(value));
    }
    return Value(Context(std::move(variables)));
}

Answer set(VariableScope& scope, bool local, Arguments arguments) {
    return with_name(arguments, [&](const std::string& name) -> Answer {
        if (std::optional<std::string> refused = scope.set_variable(name, arguments[1], local))
            return unexpected(std::move(*refused));
        return Value();
    });
}

Answer set_all(VariableScope& scope, bool local, Arguments arguments) {
    const Context* const variables = arguments.front().context();
    if (!variables) return unexpected(std::string("variables are given as names and values: a map or an object"));
    for (const auto& [name, value] : variables->entries()) {
        const std::array<Value, 2> one{Value(name), value};
        if (Answer answer = set(scope, local, one); !answer) return answer;
    }
    return Value();
}

Answer remove(VariableScope& scope, bool local, Arguments arguments) {
    return with_name(arguments, [&](const std::string& name) {
        scope.remove_variable(name, local);
        return Value();
    });
}

constexpr std::array methods{VariableMethod{"getVariable", 1, false, get},
                             VariableMethod{"getVariableLocal", 1, true, get},
                             VariableMethod{"getVariableTyped", 1, false, get_typed},
                             VariableMethod{"getVariableLocalTyped", 1, true, get_typed},
                             VariableMethod{"hasVariable", 1, false, has},
                             VariableMethod{"hasVariableLocal", 1, true, has},
                             VariableMethod{"hasVariables", 0, false, has_any},
                             VariableMethod{"hasVariablesLocal", 0, true, has_any},
                             VariableMethod{"getVariableNames", 0, false, get_names},
                             VariableMethod{"getVariableNamesLocal", 0, true, get_names},
                             VariableMethod{"getVariables", 0, false, get_all},
                             VariableMethod{"getVariablesLocal", 0, true, get_all},
                             VariableMethod{"setVariable", 2, false, set},
                             VariableMethod{"setVariableLocal", 2, true, set},
                             VariableMethod{"setVariables", 1, false, set_all, true},
                             VariableMethod{"setVariablesLocal", 1, true, set_all, true},
                             VariableMethod{"removeVariable", 1, false, remove},
                             VariableMethod{"removeVariableLocal", 1, true, remove}};

char in_case(char c, char from, char to) { return c >= from && c < from + 26 ? static_cast<char>(c - from + to) : c; }

}  // namespace

const VariableMethod* find_variable_method(std::string_view name) {
    const auto* const found = std::ranges::find(methods, name, &VariableMethod::name);
    return found == methods.end() ? nullptr : found;
}

Answer call(const VariableMethod& method, VariableScope& scope, Arguments arguments) {
    if (arguments.size() == method.arguments) return method.perform(scope, method.local, arguments);
    return unexpected(std::string(method.name) + " takes " + std::to_string(method.arguments) +
                      (method.arguments == 1 ? " argument" : " arguments") + ", not " +
                      std::to_string(arguments.size()));
}

std::optional<std::string> property_of_getter(std::string_view method) {
    if (method.size() < 4 || !method.starts_with("get")) return std::nullopt;
    std::string name(method.substr(3));
    name[0] = in_case(name[0], 'A', 'a');
    return name;
}

std::string getter_of_property(std::string_view property) {
    std::string getter = "get" + std::string(property);
    if (!property.empty()) getter[3] = in_case(getter[3], 'a', 'A');
    return getter;
}

}  // namespace pavane::expression
