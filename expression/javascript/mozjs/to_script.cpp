#include <js/Array.h>
#include <js/BigInt.h>
#include <js/CallAndConstruct.h>
#include <js/Conversions.h>
#include <js/Date.h>
#include <js/Object.h>
#include <js/PropertyAndElement.h>

#include "expression/javascript/mozjs/evaluation.hpp"
#include "expression/javascript/mozjs/text.hpp"
#include "expression/javascript/mozjs/values.hpp"
#include "expression/json_document.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

bool integer_to_script(JSContext* cx, std::int64_t value, JS::MutableHandleValue result) {
    if (value >= -largest_exact && value <= largest_exact) {
        result.setNumber(static_cast<double>(value));
        return true;
    }
    JS::BigInt* const big = JS::NumberToBigInt(cx, value);
    if (!big) return false;
    result.setBigInt(big);
    return true;
}

bool string_to_script(JSContext* cx, const std::string& text, JS::MutableHandleValue result) {
    JSString* const string = to_string(cx, text);
    if (!string) return false;
    result.setString(string);
    return true;
}

bool date_to_script(JSContext* cx, const DateTime& time, JS::MutableHandleValue result) {
    const auto ms = static_cast<double>(time.instant().time_since_epoch().count());
    JSObject* const date = JS::NewDateObject(cx, JS::TimeClip(ms));
    if (!date) return false;
    result.setObject(*date);
    return true;
}

bool list_to_script(JSContext* cx, const List& list, JS::MutableHandleValue result) {
    JS::RootedValueVector items(cx);
    if (!items.reserve(list.size())) return false;
    for (const Value& item : list) {
        items.infallibleAppend(JS::UndefinedValue());
        if (!to_script(cx, item, items[items.length() - 1])) return false;
    }
    JSObject* const array = JS::NewArrayObject(cx, items);
    if (!array) return false;
    result.setObject(*array);
    return true;
}

bool context_to_script(JSContext* cx, const Context& context, JS::MutableHandleValue result) {
    const JS::RootedObject prototype(cx, evaluation_of(cx).realm.map_prototype);
    const JS::RootedObject object(cx, JS_NewObjectWithGivenProto(cx, nullptr, prototype));
    if (!object) return false;
    JS::RootedValue member(cx);
    JS::RootedId id(cx);
    for (const auto& [name, value] : context.entries()) {
        const JS::RootedString key(cx, to_string(cx, name));
        if (!key || !JS_StringToId(cx, key, &id) || !to_script(cx, value, &member) ||
            !JS_DefinePropertyById(cx, object, id, member, JSPROP_ENUMERATE))
            return false;
    }
    result.setObject(*object);
    return true;
}

// Remembers what an object was made of, so that giving it back gives that.
bool keep(JSContext* cx, JS::HandleValue made, const Value& of) {
    Evaluation& evaluation = evaluation_of(cx);
    if (!made.isObject()) return true;
    if (!evaluation.kept_objects.append(&made.toObject())) return false;
    evaluation.kept_values.push_back(of);
    return true;
}

bool opaque_to_script(JSContext* cx, const Value& value, JS::MutableHandleValue result) {
    std::string what = "a value of the kind " + std::string(name_of(value.kind()));
    if (value.bytes()) what = "bytes";
    if (value.file()) what = "the file '" + value.file()->name + "'";
    if (value.document())
        what = value.document()->format == Document::Format::xml ? "an XML document" : "a Java object";
    JS::RootedValueArray<1> arguments(cx);
    return string_to_script(cx, what, arguments[0]) &&
           JS::Call(cx, JS::UndefinedHandleValue, evaluation_of(cx).realm.opaque, arguments, result) &&
           keep(cx, result, value);
}

bool content_to_script(JSContext* cx, const Value& value, JS::MutableHandleValue result) {
    const auto content = state_of(cx).contents.content(value);
    if (!content) return throw_error(cx, content.error());
    return to_script(cx, *content, result);
}

}  // namespace

bool to_script(JSContext* cx, const Value& value, JS::MutableHandleValue result) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::null:
            result.setNull();
            return true;
        case Kind::boolean:
            result.setBoolean(*value.boolean());
            return true;
        case Kind::integer:
            return integer_to_script(cx, *value.integer(), result);
        case Kind::real:
            result.setNumber(*value.real());
            return true;
        case Kind::string:
            return string_to_script(cx, *value.string(), result);
        case Kind::date_time:
            return date_to_script(cx, *value.date_time(), result);
        case Kind::list:
            return list_to_script(cx, *value.list(), result);
        case Kind::context:
            return context_to_script(cx, *value.context(), result);
        case Kind::document:
            if (!is_json(*value.document())) return opaque_to_script(cx, value, result);
            return content_to_script(cx, value, result) && keep(cx, result, value);
        case Kind::bytes:
        case Kind::file:
        case Kind::function:
            return opaque_to_script(cx, value, result);
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
            return content_to_script(cx, value, result);
    }
    return throw_error(cx, "a value of an unknown kind");
}

}  // namespace pavane::expression::javascript
