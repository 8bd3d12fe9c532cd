#include "expression/javascript/mozjs/host_functions.hpp"

#include <js/Array.h>
#include <js/CallArgs.h>
#include <js/Conversions.h>
#include <js/PropertyAndElement.h>

#include <algorithm>
#include <set>

#include "expression/javascript/mozjs/text.hpp"
#include "expression/javascript/mozjs/text_functions.hpp"
#include "expression/javascript/mozjs/values.hpp"

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

bool variable(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto name = text_argument(cx, arguments, 0);
    if (!name) return false;
    const Value* const found = find_variable(evaluation_of(cx), *name, JS::ToBoolean(arguments.get(1)));
    return to_script(cx, found ? *found : Value(), arguments.rval());
}

bool has_variable(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const auto name = text_argument(cx, arguments, 0);
    if (!name) return false;
    arguments.rval().setBoolean(find_variable(evaluation_of(cx), *name, JS::ToBoolean(arguments.get(1))) != nullptr);
    return true;
}

bool names(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    const bool is_local = JS::ToBoolean(arguments.get(0));
    std::set<std::string_view> known;
    List found;
    for (const ScriptVariable& variable : evaluation_of(cx).variables())
        if ((variable.is_local || !is_local) && known.insert(variable.name).second) found.emplace_back(variable.name);
    return to_script(cx, Value(std::move(found)), arguments.rval());
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

// What reads after a change see.
void remember_variable(Evaluation& evaluation, const std::string& method, const List& arguments) {
    if (!evaluation.changed_variables) evaluation.changed_variables = evaluation.input.variables;
    std::vector<ScriptVariable>& variables = *evaluation.changed_variables;
    const bool is_local = method.ends_with("Local");
    const auto at = std::find_if(variables.begin(), variables.end(), [&](const ScriptVariable& variable) {
        return variable.name == *arguments[0].string() && (variable.is_local || !is_local);
    });
    if (method.starts_with("remove")) {
        if (at != variables.end()) variables.erase(at);
    } else if (at != variables.end()) {
        at->value = arguments[1];
    } else {
        ScriptVariable added{*arguments[0].string(), arguments[1], is_local};
        variables.insert(is_local ? variables.begin() : variables.end(), std::move(added));
    }
}

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
    if (!method.starts_with("set") || method.size() == 3) return;
    std::string name = method.substr(3);
    name[0] = static_cast<char>(name[0] >= 'A' && name[0] <= 'Z' ? name[0] - 'A' + 'a' : name[0]);
    evaluation.changed_properties.insert(evaluation.changed_properties.begin(), {object, std::move(name), value});
}

// Each on its own: what cannot be part of another value can be given.
std::optional<List> elements(JSContext* cx, JS::HandleValue array) {
    const JS::RootedObject object(cx, array.isObject() ? &array.toObject() : nullptr);
    std::uint32_t length = 0;
    if (!object || !JS::GetArrayLength(cx, object, &length)) return std::nullopt;
    List elements;
    JS::RootedValue element(cx);
    for (std::uint32_t at = 0; at < length; ++at) {
        if (!JS_GetElement(cx, object, at, &element)) return std::nullopt;
        auto value = from_script(cx, element);
        if (!value) return std::nullopt;
        elements.push_back(std::move(*value));
    }
    return elements;
}

bool change(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs call = JS::CallArgsFromVp(count, values);
    const auto object = text_argument(cx, call, 0);
    const auto method = object ? text_argument(cx, call, 1) : std::nullopt;
    const auto arguments = method ? elements(cx, call.get(2)) : std::nullopt;
    if (!arguments) return false;
    Evaluation& evaluation = evaluation_of(cx);
    evaluation.output.changes.push_back({*object, *method, *arguments});
    call.rval().setUndefined();
    if (!method->ends_with("Variable") && !method->ends_with("VariableLocal")) {
        remember_property(evaluation, *object, *method, arguments->at(0));
        return true;
    }
    remember_variable(evaluation, *method, *arguments);
    return refresh_name(cx, *arguments->at(0).string());
}

constexpr JSFunctionSpec functions[] = {JS_FN("random", random, 0, 0),
                                        JS_FN("print", print, 1, 0),
                                        JS_FN("parsed", parsed, 1, 0),
                                        JS_FN("variable", variable, 2, 0),
                                        JS_FN("has_variable", has_variable, 2, 0),
                                        JS_FN("names", names, 1, 0),
                                        JS_FN("takes", takes, 2, 0),
                                        JS_FN("has_property", has_property, 2, 0),
                                        JS_FN("property", property, 2, 0),
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
