#include "expression/javascript/mozjs/realm.hpp"

#include <js/CallAndConstruct.h>
#include <js/CompilationAndEvaluation.h>
#include <js/GlobalObject.h>
#include <js/Id.h>
#include <js/PropertyAndElement.h>
#include <js/RealmOptions.h>

#include <algorithm>
#include <array>

#include "expression/javascript/mozjs/host_functions.hpp"
#include "expression/javascript/mozjs/text.hpp"
#include "expression/javascript/mozjs/values.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::array<std::string_view, 20> left_out{
    "ArrayBuffer",  "SharedArrayBuffer",    "Atomics",           "DataView",
    "Int8Array",    "Uint8Array",           "Uint8ClampedArray", "Int16Array",
    "Uint16Array",  "Int32Array",           "Uint32Array",       "Float32Array",
    "Float64Array", "BigInt64Array",        "BigUint64Array",    "WebAssembly",
    "WeakRef",      "FinalizationRegistry", "WeakMap",           "WeakSet"};

bool resolve_global(JSContext* cx, JS::HandleObject global, JS::HandleId id, bool* resolved) {
    const auto name = to_utf8(id);
    if (name && std::find(left_out.begin(), left_out.end(), *name) != left_out.end()) {
        *resolved = false;
        return true;
    }
    return JS_ResolveStandardClass(cx, global, id, resolved);
}

constexpr JSClassOps global_operations = {.addProperty = nullptr,
                                          .delProperty = nullptr,
                                          .enumerate = nullptr,
                                          .newEnumerate = JS_NewEnumerateStandardClasses,
                                          .resolve = resolve_global,
                                          .mayResolve = JS_MayResolveStandardClass,
                                          .finalize = nullptr,
                                          .call = nullptr,
                                          .construct = nullptr,
                                          .trace = JS_GlobalObjectTraceHook};

constexpr JSClass global_class = {.name = "global",
                                  .flags = JSCLASS_GLOBAL_FLAGS,
                                  .cOps = &global_operations,
                                  .spec = nullptr,
                                  .ext = nullptr,
                                  .oOps = nullptr};

bool define(JSContext* cx, JS::HandleObject scope, JS::HandleId id, JS::HandleValue value, bool* resolved) {
    *resolved = true;
    return JS_DefinePropertyById(cx, scope, id, value, JSPROP_ENUMERATE);
}

bool is_offered(const Evaluation& evaluation, std::string_view name) {
    return std::any_of(evaluation.input.objects.begin(), evaluation.input.objects.end(),
                       [&](const ScriptObject& object) { return object.name == name; });
}

bool resolve_name(JSContext* cx, JS::HandleObject scope, JS::HandleId id, bool* resolved) {
    *resolved = false;
    const auto name = to_utf8(id);
    if (!name) return true;
    Evaluation& evaluation = evaluation_of(cx);
    JS::RootedValue value(cx);
    if (const Value* const variable = find_variable(evaluation, *name, false)) {
        evaluation.read_variables.push_back(*name);
        return to_script(cx, *variable, &value) && define(cx, scope, id, value, resolved);
    }
    if (is_offered(evaluation, *name)) {
        JS::RootedValueArray<1> arguments(cx);
        if (!JS_IdToValue(cx, id, arguments[0])) return false;
        return JS::Call(cx, JS::UndefinedHandleValue, evaluation.realm.offer, arguments, &value) &&
               define(cx, scope, id, value, resolved);
    }
    bool is_global = false;
    const JS::RootedObject globals(cx, evaluation.realm.globals);
    if (!JS_HasOwnPropertyById(cx, globals, id, &is_global)) return false;
    return !is_global || (JS_GetPropertyById(cx, globals, id, &value) && define(cx, scope, id, value, resolved));
}

constexpr JSClassOps scope_operations = {.addProperty = nullptr,
                                         .delProperty = nullptr,
                                         .enumerate = nullptr,
                                         .newEnumerate = nullptr,
                                         .resolve = resolve_name,
                                         .mayResolve = nullptr,
                                         .finalize = nullptr,
                                         .call = nullptr,
                                         .construct = nullptr,
                                         .trace = nullptr};

constexpr JSClass scope_class = {
    .name = "variables", .flags = 0, .cOps = &scope_operations, .spec = nullptr, .ext = nullptr, .oOps = nullptr};

bool take(JSContext* cx, JS::HandleObject made, const char* name, JS::PersistentRootedObject& object) {
    JS::RootedValue value(cx);
    if (!JS_GetProperty(cx, made, name, &value)) return false;
    object = &value.toObject();
    return true;
}

bool take(JSContext* cx, JS::HandleObject made, const char* name, JS::PersistentRootedValue& function) {
    JS::RootedValue value(cx);
    if (!JS_GetProperty(cx, made, name, &value)) return false;
    function = value;
    return true;
}

}  // namespace

bool make_realm(JSContext* cx, Realm& realm, const Stencil& prelude, JSObject* neighbour) {
    JS::RealmOptions options;
    options.creationOptions().setSharedMemoryAndAtomicsEnabled(false).setToSourceEnabled(false);
    if (neighbour) options.creationOptions().setNewCompartmentInExistingZone(neighbour);
    realm.global = JS_NewGlobalObject(cx, &global_class, nullptr, JS::FireOnNewGlobalHook, options);
    if (!realm.global) return false;
    const JSAutoRealm inside(cx, realm.global);
    const JS::RootedScript script(cx, instantiate(cx, prelude, Shape::prelude));
    JS::RootedValue function(cx);
    JS::RootedValue made(cx);
    JS::RootedValueArray<1> arguments(cx);
    JSObject* const host = script ? make_host(cx) : nullptr;
    if (!host) return false;
    arguments[0].setObject(*host);
    if (!JS_ExecuteScript(cx, script, &function) || !JS::Call(cx, JS::UndefinedHandleValue, function, arguments, &made))
        return false;
    const JS::RootedObject parts(cx, &made.toObject());
    return take(cx, parts, "globals", realm.globals) && take(cx, parts, "map_prototype", realm.map_prototype) &&
           take(cx, parts, "BpmnError", realm.bpmn_error) && take(cx, parts, "offer", realm.offer) &&
           take(cx, parts, "opaque", realm.opaque) && take(cx, parts, "freeze", realm.freeze);
}

bool freeze(JSContext* cx, Realm& realm) {
    const JSAutoRealm inside(cx, realm.global);
    JS::RootedValue nothing(cx);
    return JS::Call(cx, JS::UndefinedHandleValue, realm.freeze, JS::HandleValueArray::empty(), &nothing);
}

JSObject* make_scope(JSContext* cx) { return JS_NewObjectWithGivenProto(cx, &scope_class, nullptr); }

}  // namespace pavane::expression::javascript
