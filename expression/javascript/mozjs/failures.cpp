#include "expression/javascript/mozjs/failures.hpp"

#include <js/CallAndConstruct.h>
#include <js/Conversions.h>
#include <js/ErrorReport.h>
#include <js/Exception.h>
#include <js/Object.h>
#include <js/PropertyAndElement.h>
#include <js/SavedFrameAPI.h>

#include "expression/javascript/mozjs/allocation.hpp"
#include "expression/javascript/mozjs/source.hpp"
#include "expression/javascript/mozjs/text.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::size_t most_bytes = 1'000;  // of a message

// A message of the library in words that mean something here.
std::string reworded(std::string message) {
    if (const std::size_t at = message.find(" blocked by CSP"); at != std::string::npos)
        return message.substr(0, at) + " is not allowed: a script cannot make code of text";
    return message;
}

// As text without running code of the script.
std::string shown(JSContext* cx, JS::HandleValue thrown) {
    if (thrown.isObject()) return "an object";
    if (thrown.isSymbol()) return "a symbol";
    const JS::RootedString string(cx, JS::ToString(cx, thrown));
    auto text = string ? to_utf8(cx, string) : std::nullopt;
    JS_ClearPendingException(cx);
    return text ? (thrown.isString() ? "'" + *text + "'" : *text) : "a value";
}

bool is_out_of_memory(JSContext* cx, JS::HandleValue thrown) {
    bool is_equal = false;
    return thrown.isString() && JS_StringEqualsAscii(cx, thrown.toString(), "out of memory", &is_equal) && is_equal;
}

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

ScriptFailure memory_failure(const ScriptLimits& limits) {
    return ScriptFailure{.kind = ScriptFailure::Kind::memory,
                         .message = "the script needs more than " + megabytes(limits.memory_bytes) + " of memory",
                         .error_code = {}};
}

std::string text_property(JSContext* cx, JS::HandleObject object, const char* name) {
    JS::RootedValue value(cx);
    std::optional<std::string> text;
    if (JS_GetProperty(cx, object, name, &value) && value.isString()) {
        const JS::RootedString string(cx, value.toString());
        text = to_utf8(cx, string);
    }
    JS_ClearPendingException(cx);
    return text.value_or("");
}

// If the script threw one. A realm that could not be made has no such class.
bool is_bpmn_error(JSContext* cx, JS::HandleValue thrown) {
    const JS::RootedObject constructor(cx, evaluation_of(cx).realm.bpmn_error);
    bool is_instance = false;
    if (!constructor) return false;
    if (!JS_HasInstance(cx, constructor, thrown, &is_instance)) JS_ClearPendingException(cx);
    return is_instance;
}

// Where the script itself was when it called what has thrown. Without an answer an exception may be pending.
void note_caller(JSContext* cx, JS::HandleObject innermost, ScriptFailure& failure) {
    constexpr auto ok = JS::SavedFrameResult::Ok;
    JS::RootedObject frame(cx, innermost);
    JS::RootedString file(cx);
    bool is_script = false;
    while (frame) {
        if (JS::GetSavedFrameSource(cx, nullptr, frame, &file) != ok ||
            !JS_StringEqualsAscii(cx, file, script_file, &is_script))
            return;
        if (is_script) {
            JS::GetSavedFrameLine(cx, nullptr, frame, &failure.line);
            JS::GetSavedFrameColumn(cx, nullptr, frame, &failure.column);
            return;
        }
        JS::RootedObject caller(cx);
        if (JS::GetSavedFrameParent(cx, nullptr, frame, &caller) != ok) return;
        frame = caller;
    }
}

void note_place(JSContext* cx, const JSErrorReport& report, JS::HandleValue thrown, ScriptFailure& failure) {
    if (report.filename && std::string_view(report.filename) == script_file) {
        failure.line = report.lineno;
        failure.column = report.column;
    } else if (thrown.isObject()) {
        const JS::RootedObject error(cx, &thrown.toObject());
        const JS::RootedObject innermost(cx, JS::ExceptionStackOrNull(error));
        note_caller(cx, innermost, failure);
    }
}

ScriptFailure thrown_failure(JSContext* cx, const JS::ExceptionStack& stack) {
    const JS::RootedValue thrown(cx, stack.exception());
    ScriptFailure failure;
    JS::ErrorReportBuilder builder(cx);
    if (builder.init(cx, stack, JS::ErrorReportBuilder::NoSideEffects))
        note_place(cx, *builder.report(), thrown, failure);
    JS_ClearPendingException(cx);
    const bool is_error = thrown.isObject() && JS_ErrorFromException(cx, JS::RootedObject(cx, &thrown.toObject()));
    if (thrown.isObject() && is_bpmn_error(cx, thrown)) {
        const JS::RootedObject error(cx, &thrown.toObject());
        failure.kind = ScriptFailure::Kind::bpmn_error;
        failure.message = text_property(cx, error, "message");
        failure.error_code = text_property(cx, error, "errorCode");
        return failure;
    }
    if (evaluation_of(cx).gave_what_cannot_be_kept) failure.kind = ScriptFailure::Kind::result;
    failure.message = is_error ? reworded(builder.toStringResult().c_str()) : "the script threw " + shown(cx, thrown);
    failure.message = beginning_of(failure.message, most_bytes);
    return failure;
}

}  // namespace

bool throw_error(JSContext* cx, const std::string& message) {
    JS_ReportErrorUTF8(cx, "%s", message.c_str());
    return false;
}

ScriptSyntaxError take_syntax_error(JSContext* cx) {
    JS::ExceptionStack stack(cx);
    JS::ErrorReportBuilder builder(cx);
    if (!JS::StealPendingExceptionStack(cx, &stack) ||
        !builder.init(cx, stack, JS::ErrorReportBuilder::NoSideEffects)) {
        JS_ClearPendingException(cx);
        return {"the script cannot be compiled", 1, 1};
    }
    const JSErrorReport& report = *builder.report();
    return {beginning_of(report.message().c_str(), most_bytes), report.lineno, report.column + 1};
}

ScriptFailure take_failure(JSContext* cx) {
    const ContextState& state = state_of(cx);
    if (state.stop == Stop::memory) {
        JS_ClearPendingException(cx);
        return memory_failure(state.limits);
    }
    if (state.stop == Stop::time) {
        JS_ClearPendingException(cx);
        return {.kind = ScriptFailure::Kind::time,
                .message = "the script runs longer than " + std::to_string(state.limits.time.count()) + " ms",
                .error_code = {}};
    }
    JS::ExceptionStack stack(cx);
    if (!JS_IsExceptionPending(cx) || !JS::StealPendingExceptionStack(cx, &stack)) {
        JS_ClearPendingException(cx);
        return {
            .kind = ScriptFailure::Kind::thrown, .message = "the script was ended by the library", .error_code = {}};
    }
    const JS::RootedValue thrown(cx, stack.exception());
    if (block_was_refused() || is_out_of_memory(cx, thrown)) return memory_failure(state.limits);
    return thrown_failure(cx, stack);
}

}  // namespace pavane::expression::javascript
