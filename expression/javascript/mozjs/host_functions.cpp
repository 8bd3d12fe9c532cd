#include "expression/javascript/mozjs/host_functions.hpp"

#include <js/Array.h>
#include <js/CallArgs.h>
#include <js/Conversions.h>
#include <js/PropertyAndElement.h>

#include <algorithm>
#include <tuple>

#include "expression/javascript/mozjs/text.hpp"
#include "expression/javascript/mozjs/text_functions.hpp"
#include "expression/javascript/mozjs/values.hpp"
#include "expression/variable_methods.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::size_t most_lines = 100;
constexpr std::size_t most_printed_bytes = 10'000;

// The argument as text; nothing with an exception pending.
std::optional<std::string> text_argument(JSContext* cx, const JS::CallArgs& arguments, unsigned at) {
    const JS::RootedString string(cx, JS::ToString(cx, arguments.get(at)));
    if (!string) return std::nullopt;
    return to_utf8(cx, string);
}

// SplitMix64, as published by Steele, Lea and Flood (2014): the 53 upper bits make a number below 1.
bool random(JSContext* cx, unsigned count, JS::Value* values) {
    std::uint64_t& state = evaluation_of(cx).random;
    std::uint64_t mixed = (state += 0x9E3779B97F4A7C15);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    mixed ^= mixed >> 31;
    JS::CallArgsFromVp(count, values).rval().setNumber(static_cast<double>(mixed >> 11) * 0x1.0p-53);
    return true;
}

bool print(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto line = text_argument(cx, arguments, 0);
    if (!line) return false;
    Evaluation& evaluation = evaluation_of(cx);
    std::vector<std::string>& lines = evaluation.output.printed;
    evaluation.printed_bytes += line->size();
    if (lines.size() < most_lines && evaluation.printed_bytes <= most_printed_bytes)
        lines.push_back(*line);
    else if (lines.empty() || lines.back() != "(more was printed)")
        lines.emplace_back("(more was printed)");
    arguments.rval().setUndefined();
    return true;
}

bool parsed(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    auto text = text_argument(cx, arguments, 0);
    if (!text) return false;
    return to_script(cx, Value(Document{Document::Format::json, std::move(*text), {}, {}}), arguments.rval());
}

const ScriptObject* find_object(const Evaluation& evaluation, std::string_view name) {
    for (const ScriptObject& object : evaluation.input.objects)
        if (object.name == name) return &object;
    return nullptr;
}

// A property of an object that the engine offers, or a null pointer.
const Value* find_property(const Evaluation& evaluation, std::string_view object, std::string_view name) {
    for (const auto& changed : evaluation.changed_properties)
        if (changed.object == object && changed.name == name) return &changed.value;
    const ScriptObject* const found = find_object(evaluation, object);
    return found ? found->properties.find(name) : nullptr;
}

bool takes(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, arguments, 0);
    const auto method = object ? text_argument(cx, arguments, 1) : std::nullopt;
    if (!method) return false;
    const ScriptObject* const found = find_object(evaluation_of(cx), *object);
    const bool takes_it =
        found && std::find(found->changes.begin(), found->changes.end(), *method) != found->changes.end();
    arguments.rval().setBoolean(takes_it);
    return true;
}

bool has_property(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, arguments, 0);
    const auto name = object ? text_argument(cx, arguments, 1) : std::nullopt;
    if (!name) return false;
    arguments.rval().setBoolean(find_property(evaluation_of(cx), *object, *name) != nullptr);
    return true;
}

bool property(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, arguments, 0);
    const auto name = object ? text_argument(cx, arguments, 1) : std::nullopt;
    if (!name) return false;
    const Value* const found = find_property(evaluation_of(cx), *object, *name);
    return to_script(cx, found ? *found : Value(), arguments.rval());
}

// The variables as the script has left them so far. What it changes it asks for, by the name of the object it does it
// on; reads after it see it.
class ScriptVariables final : public VariableScope {
  public:
    ScriptVariables(Evaluation& evaluation, std::string object) : evaluation_(evaluation), object_(std::move(object)) {}

    std::optional<Value> find_variable(std::string_view name, bool local) const override {
        const Value* const found = javascript::find_variable(evaluation_, name, local);
        return found ? std::optional(*found) : std::nullopt;
    }
    std::vector<std::string> variable_names(bool local) const override {
        std::vector<std::string> names;
        for (const ScriptVariable& variable : evaluation_.variables())
            if (variable.is_local || !local) names.push_back(variable.name);
        return names;
    }
    std::optional<std::string> set_variable(const std::string& name, const Value& value, bool local) override {
        ask(local ? "setVariableLocal" : "setVariable", {Value(name), value});
        std::vector<ScriptVariable>& all = changed();
        const auto at = find(all, name, local);
        if (at != all.end())
            at->value = value;
        else
            all.insert(local ? all.begin() : all.end(), {name, value, local || evaluation_.input.is_process_scope});
        return std::nullopt;
    }
    void remove_variable(const std::string& name, bool local) override {
        ask(local ? "removeVariableLocal" : "removeVariable", {Value(name)});
        std::vector<ScriptVariable>& all = changed();
        if (const auto at = find(all, name, local); at != all.end()) all.erase(at);
    }

    // Those that were changed here.
    const std::vector<std::string>& changed_names() const { return changed_names_; }

  private:
    using Variables = std::vector<ScriptVariable>;

    static Variables::iterator find(Variables& all, const std::string& name, bool local) {
        return std::ranges::find_if(
            all, [&](const ScriptVariable& each) { return each.name == name && (each.is_local || !local); });
    }
    void ask(const char* method, List arguments) {
        changed_names_.push_back(*arguments.front().string());
        evaluation_.output.changes.push_back({object_, method, std::move(arguments)});
    }
    Variables& changed() {
        if (!evaluation_.changed_variables) evaluation_.changed_variables = evaluation_.input.variables;
        return *evaluation_.changed_variables;
    }

    Evaluation& evaluation_;
    std::string object_;
    std::vector<std::string> changed_names_;
};

// The variable as a name in the script, if it was read as one already.
bool refresh_name(JSContext* cx, const std::string& name) {
    Evaluation& evaluation = evaluation_of(cx);
    const auto& read = evaluation.read_variables;
    if (std::find(read.begin(), read.end(), name) == read.end()) return true;
    const Value* const now = find_variable(evaluation, name, false);
    const JS::RootedString key(cx, to_string(cx, name));
    JS::RootedId id(cx);
    JS::RootedValue value(cx);
    return key && JS_StringToId(cx, key, &id) && to_script(cx, now ? *now : Value(), &value) &&
           JS_DefinePropertyById(cx, evaluation.scope, id, value, JSPROP_ENUMERATE);
}

void remember_property(Evaluation& evaluation, const std::string& object, const std::string& method,
                       const Value& value) {
    if (!method.starts_with("set")) return;
    if (std::optional<std::string> name = property_of_getter("get" + method.substr(3)))
        evaluation.changed_properties.insert(evaluation.changed_properties.begin(), {object, std::move(*name), value});
}

// Each on its own: what cannot be part of another value can be given.
std::optional<List> elements(JSContext* cx, JS::HandleValue array, bool are_variables) {
    const JS::RootedObject object(cx, array.isObject() ? &array.toObject() : nullptr);
    std::uint32_t length = 0;
    if (!object || !JS::GetArrayLength(cx, object, &length)) return std::nullopt;
    List elements;
    JS::RootedValue element(cx);
    for (std::uint32_t at = 0; at < length; ++at) {
        if (!JS_GetElement(cx, object, at, &element)) return std::nullopt;
        auto value = from_script(cx, element, are_variables);
        if (!value) return std::nullopt;
        elements.push_back(std::move(*value));
    }
    return elements;
}

// (name): whether it is a method on variables.
bool is_variable_method(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto name = text_argument(cx, call, 0);
    if (!name) return false;
    call.rval().setBoolean(find_variable_method(*name) != nullptr);
    return true;
}

// (object, name, arguments): the method on variables.
bool call_variable_method(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, call, 0);
    const auto name = object ? text_argument(cx, call, 1) : std::nullopt;
    const VariableMethod* const method = name ? find_variable_method(*name) : nullptr;
    Evaluation& evaluation = evaluation_of(cx);
    const auto produced = std::pair(evaluation.produced_bytes, evaluation.produced_values);
    const auto arguments = method ? elements(cx, call.get(2), method->takes_variables) : std::nullopt;
    if (!arguments) return false;
    ScriptVariables variables(evaluation, *object);
    const auto answer = expression::call(*method, variables, *arguments);
    if (!answer) return throw_error(cx, answer.error());
    // What only asks keeps nothing.
    if (variables.changed_names().empty()) std::tie(evaluation.produced_bytes, evaluation.produced_values) = produced;
    for (const std::string& changed : variables.changed_names())
        if (!refresh_name(cx, changed)) return false;
    return to_script(cx, *answer, call.rval());
}

// (object, name, value): a change that the object takes.
bool change(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, call, 0);
    const auto method = object ? text_argument(cx, call, 1) : std::nullopt;
    auto value = method ? from_script(cx, call.get(2)) : std::nullopt;
    if (!value) return false;
    Evaluation& evaluation = evaluation_of(cx);
    evaluation.output.changes.push_back({*object, *method, {*value}});
    remember_property(evaluation, *object, *method, *value);
    call.rval().setUndefined();
    return true;
}

// (name): the property that a getter is of; empty: it is none.
bool property_of(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto name = text_argument(cx, call, 0);
    return name && to_script(cx, Value(property_of_getter(*name).value_or("")), call.rval());
}
// (name): the method on variables that gives what is read as a property; empty: there is none.
bool getter_of(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto name = text_argument(cx, call, 0);
    if (!name) return false;
    const VariableMethod* const getter = find_variable_method(getter_of_property(*name));
    const bool is_read = getter && getter->arguments == 0;
    return to_script(cx, Value(is_read ? getter->name : std::string_view()), call.rval());
}

constexpr JSFunctionSpec functions[] = {JS_FN("random", random, 0, 0),
                                        JS_FN("print", print, 1, 0),
                                        JS_FN("parsed", parsed, 1, 0),
                                        JS_FN("is_variable_method", is_variable_method, 1, 0),
                                        JS_FN("call_variable_method", call_variable_method, 3, 0),
                                        JS_FN("takes", takes, 2, 0),
                                        JS_FN("has_property", has_property, 2, 0),
                                        JS_FN("property", property, 2, 0),
                                        JS_FN("property_of", property_of, 1, 0),
                                        JS_FN("getter_of", getter_of, 1, 0),
                                        JS_FN("change", change, 3, 0),
                                        JS_FS_END};

}  // namespace

const Value* find_variable(const Evaluation& evaluation, std::string_view name, bool is_local) {
    for (const ScriptVariable& variable : evaluation.variables())
        if (variable.name == name && (variable.is_local || !is_local)) return &variable.value;
    return nullptr;
}

JSObject* make_host(JSContext* cx) {
    const JS::RootedObject host(cx, JS_NewPlainObject(cx));
    const bool is_made =
        host && JS_DefineFunctions(cx, host, functions) && JS_DefineFunctions(cx, host, text_functions);
    return is_made ? host.get() : nullptr;
}

}  // namespace pavane::expression::javascript
