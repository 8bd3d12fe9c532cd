#include "expression/javascript/mozjs/runner.hpp"

#include <js/CompilationAndEvaluation.h>
#include <js/Date.h>
#include <js/GCAPI.h>
#include <js/Initialization.h>
#include <js/Interrupt.h>
#include <js/LocaleSensitive.h>
#include <js/Object.h>
#include <js/Principals.h>
#include <js/PropertyAndElement.h>
#include <js/RegExp.h>
#include <js/Stack.h>
#include <jsfriendapi.h>

#include "expression/javascript/mozjs/allocation.hpp"
#include "expression/javascript/mozjs/failures.hpp"
#include "expression/javascript/mozjs/prelude.hpp"
#include "expression/javascript/mozjs/processor_time.hpp"
#include "expression/javascript/mozjs/values.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::size_t stack_bytes = 1024 * 1024;
constexpr std::size_t largest_block_bytes = 16 * 1024 * 1024;
constexpr std::size_t nursery_bytes = 4 * 1024 * 1024;
constexpr std::size_t most_compiled = 1'000;
constexpr std::size_t most_compiled_bytes = 4 * 1024 * 1024;  // of their texts
// A text of 64 kB takes some 50 ms; functions in the default values of functions, 24 deep, would take minutes.
constexpr Milliseconds most_reading_time{1'000};

Stencil read(JSContext* cx, std::string_view text, Shape shape) {
    refuse_blocks_after(most_reading_time);
    Stencil stencil = compile(cx, text, shape);
    refuse_no_block();
    return stencil;
}

ScriptSyntaxError why_not_read(JSContext* cx) {
    ScriptSyntaxError error = take_syntax_error(cx);
    if (block_was_refused()) error.message = "it takes too long to read; let it have fewer functions in one another";
    return error;
}

// Whatever can stand between brackets is an expression, but for what begins like a block or a declaration.
bool may_be_expression(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::string_view rest = begin == std::string_view::npos ? "" : text.substr(begin);
    for (const std::string_view other : {"{", "function", "class", "async"})
        if (rest.starts_with(other)) return false;
    return true;
}

bool allows_code_of_text(JSContext*, JS::RuntimeCode, JS::HandleString) { return false; }

constexpr JSSecurityCallbacks security{allows_code_of_text, nullptr};

// `data` is unused: the evaluation is found through the context.
void track_rejection(JSContext* cx, bool, JS::HandleObject promise, JS::PromiseRejectionHandlingState change, void*) {
    if (!state_of(cx).evaluation) return;
    JS::RootedObjectVector& rejections = evaluation_of(cx).rejections;
    if (change == JS::PromiseRejectionHandlingState::Unhandled) {
        if (!rejections.append(promise)) JS_ReportOutOfMemory(cx);
        return;
    }
    for (std::size_t at = 0; at < rejections.length(); ++at) {
        if (rejections[at] != promise) continue;
        rejections.erase(rejections.begin() + at);
        return;
    }
}

}  // namespace

std::unique_ptr<Runner> Runner::open(const Contents& contents, const ScriptLimits& limits) {
    // The library's own bound is above ours: near it, it would only collect garbage over and over.
    JSContext* const cx = JS_NewContext(static_cast<std::uint32_t>(limits.memory_bytes + largest_block_bytes * 4));
    if (!cx) return nullptr;
    std::unique_ptr<Runner> runner(new Runner(cx, contents, limits));
    return runner->prepare() ? std::move(runner) : nullptr;
}

Runner::~Runner() {
    compiled_.clear();
    memory_info_.reset();
    empty_pattern_.reset();
    frozen_.reset();
    prelude_.reset();
    if (jobs_) jobs_->clear();
    jobs_.reset();
    JS_DestroyContext(cx_);
    --count_;
}

bool Runner::prepare() {
    JS_SetContextPrivate(cx_, &state_);
    JS_SetGCParameter(cx_, JSGC_MAX_NURSERY_BYTES, nursery_bytes);
    JS_SetNativeStackQuota(cx_, stack_bytes);
    // The optimising compiler gains nothing within the time a script has, and most holes of such libraries were in
    // theirs.
    JS_SetGlobalJitCompilerOption(cx_, JSJITCOMPILER_ION_ENABLE, 0);
    jobs_ = std::make_unique<Jobs>(cx_);
    JS::SetJobQueue(cx_, jobs_.get());
    if (!JS::InitSelfHostedCode(cx_)) return false;
    JS_SetDefaultLocale(JS_GetRuntime(cx_), "en-US");
    JS_SetSecurityCallbacks(cx_, &security);
    JS::SetPromiseRejectionTrackerCallback(cx_, track_rejection);
    JS::SetReduceMicrosecondTimePrecisionCallback(now_us);
    JS_AddInterruptCallback(cx_, interrupted);
    frozen_ = std::make_unique<Realm>(cx_);
    prelude_ = compile(cx_, prelude(), Shape::prelude);
    const ScriptInput nothing;
    Evaluation evaluation(cx_, nothing, *frozen_);
    state_.evaluation = &evaluation;
    bool is_ready = prelude_ && make_realm(cx_, *frozen_, prelude_, nullptr) && freeze(cx_, *frozen_);
    if (is_ready) {
        const JSAutoRealm inside(cx_, frozen_->global);
        memory_info_ = std::make_unique<JS::PersistentRootedObject>(cx_, js::gc::NewMemoryInfoObject(cx_));
        empty_pattern_ = std::make_unique<JS::PersistentRootedObject>(cx_, JS::NewRegExpObject(cx_, "", 0, {}));
        is_ready = *memory_info_ && *empty_pattern_;
    }
    if (!is_ready) JS_ClearPendingException(cx_);
    JS_GC(cx_);
    memory_when_open_ = is_ready ? memory_in_use() : 0;
    state_.evaluation = nullptr;
    return is_ready;
}

Result<Runner::Text, ScriptSyntaxError> Runner::read_text(std::string_view text) {
    if (text.size() > limits_.text_bytes)
        return unexpected(
            ScriptSyntaxError{"the script is longer than " + std::to_string(limits_.text_bytes / 1024) + " kB", 1, 1});
    const JSAutoRealm inside(cx_, frozen_->global);
    Stencil statements = read(cx_, text, Shape::statements);
    if (!statements) return unexpected(why_not_read(cx_));
    Stencil expression = may_be_expression(text) ? read(cx_, text, Shape::expression) : nullptr;
    JS_ClearPendingException(cx_);
    if (expression) return Text{std::move(expression), Shape::expression};
    return Text{std::move(statements), Shape::statements};
}

std::optional<ScriptSyntaxError> Runner::judge(std::string_view text) {
    auto read = read_text(text);
    return read ? std::nullopt : std::optional(std::move(read.error()));
}

Result<const Runner::Compiled*, ScriptSyntaxError> Runner::compiled(const Script& script) {
    if (const auto known = compiled_.find(script.number()); known != compiled_.end()) return known->second.get();
    auto text = read_text(script.text());
    if (!text) return unexpected(std::move(text.error()));
    auto compiled = std::make_unique<Compiled>(cx_);
    compiled->stencil = std::move(text->stencil);
    if (text->shape == Shape::expression) {
        const JSAutoRealm inside(cx_, frozen_->global);
        compiled->in_frozen_realm = instantiate(cx_, compiled->stencil, text->shape);
        if (!compiled->in_frozen_realm) return unexpected(why_not_read(cx_));
    }
    if (compiled_.size() == most_compiled || compiled_bytes_ + script.text().size() > most_compiled_bytes) {
        compiled_.clear();
        compiled_bytes_ = 0;
    }
    compiled_bytes_ += script.text().size();
    return compiled_.emplace(script.number(), std::move(compiled)).first->second.get();
}

Result<ScriptOutput, ScriptFailure> Runner::run(const Script& script, const ScriptInput& input) {
    auto known = compiled(script);
    if (!known)
        return unexpected(ScriptFailure{.message = std::move(known.error().message),
                                        .error_code = {},
                                        .line = known.error().line,
                                        .column = known.error().column});
    if (!(*known)->in_frozen_realm) {
        auto result = [&] {
            Realm fresh(cx_);
            return run_in(fresh, **known, input);
        }();
        tidy();
        return result;
    }
    auto result = run_in(*frozen_, **known, input);
    tidy();
    // The bracket before the expression is none of the script's.
    if (!result && result.error().line == 1 && result.error().column > 1) --result.error().column;
    return result;
}

Result<ScriptOutput, ScriptFailure> Runner::run_in(Realm& realm, const Compiled& compiled, const ScriptInput& input) {
    Evaluation evaluation(cx_, input, realm);
    begin(evaluation);
    const JSAutoRealm outside(cx_, frozen_->global);
    bool went_well = realm.global || make_realm(cx_, realm, prelude_, frozen_->global);
    const JS::RootedObject global(cx_, went_well ? realm.global : frozen_->global);
    const JSAutoRealm inside(cx_, global);
    went_well = went_well && execute(compiled, evaluation);
    refuse_no_block();
    jobs_->clear();
    Result<ScriptOutput, ScriptFailure> result =
        went_well ? Result<ScriptOutput, ScriptFailure>(std::move(evaluation.output)) : unexpected(take_failure(cx_));
    if (!result && result.error().kind == ScriptFailure::Kind::bpmn_error)
        result.error().changes = std::move(evaluation.output.changes);
    end();
    if (&realm == frozen_.get()) forget_last_match();
    return result;
}

// What a script reads as RegExp.$1 would be of another process. The library's own function for this leaves what its
// next reader falls over; matching nothing leaves nothing.
void Runner::forget_last_match() {
    const JS::RootedObject global(cx_, frozen_->global);
    std::size_t at = 0;
    char16_t nothing[] = u"";
    JS::RootedValue match(cx_);
    if (!JS::ExecuteRegExp(cx_, global, *empty_pattern_, nothing, 0, &at, true, &match)) JS_ClearPendingException(cx_);
}

bool Runner::execute(const Compiled& compiled, Evaluation& evaluation) {
    evaluation.scope = make_scope(cx_);
    if (!evaluation.scope) return false;
    JS::RootedScript script(cx_, compiled.in_frozen_realm);
    if (!script) script = instantiate(cx_, compiled.stencil, Shape::statements);
    JS::RootedObjectVector scopes(cx_);
    if (!script || !scopes.append(evaluation.scope)) return false;
    JS::RootedValue value(cx_);
    if (!JS_ExecuteScript(cx_, scopes, script, &value) || !jobs_->run(cx_)) return false;
    if (!settle(&value, evaluation) || !throw_rejection(evaluation)) return false;
    auto result = from_script(cx_, value);
    if (!result) return false;
    evaluation.output.value = std::move(*result);
    return true;
}

// A promise that the script ends in stands for what it was kept with.
bool Runner::settle(JS::MutableHandleValue value, Evaluation& evaluation) {
    if (!value.isObject()) return true;
    const JS::RootedObject promise(cx_, &value.toObject());
    if (!JS::IsPromiseObject(promise)) return true;
    switch (JS::GetPromiseState(promise)) {
        case JS::PromiseState::Fulfilled:
            value.set(JS::GetPromiseResult(promise));
            return true;
        case JS::PromiseState::Pending:
            evaluation.gave_what_cannot_be_kept = true;
            return throw_error(cx_, "the script ends in a promise that nothing settles");
        case JS::PromiseState::Rejected:
            break;
    }
    const JS::RootedValue reason(cx_, JS::GetPromiseResult(promise));
    JS_SetPendingException(cx_, reason);
    return false;
}

bool Runner::throw_rejection(Evaluation& evaluation) {
    if (evaluation.rejections.empty()) return true;
    const JS::RootedObject promise(cx_, evaluation.rejections[0]);
    const JS::RootedValue reason(cx_, JS::GetPromiseResult(promise));
    JS_SetPendingException(cx_, reason);
    return false;
}

void Runner::begin(Evaluation& evaluation) {
    state_.evaluation = &evaluation;
    state_.stop = Stop::none;
    state_.memory_at_start = memory_in_use();
    state_.deadline_ns = processor_time_ns() + std::chrono::nanoseconds(limits_.time).count();
    refuse_blocks_above(std::min(limits_.memory_bytes, largest_block_bytes));
}

void Runner::end() {
    JS_ClearPendingException(cx_);
    state_.evaluation = nullptr;
}

bool Runner::go_on() {
    const bool is_preparing = !memory_info_;
    if (!state_.evaluation || is_preparing) return true;
    if (state_.stop == Stop::none && processor_time_ns() > state_.deadline_ns) state_.stop = Stop::time;
    const auto has_too_much = [&] { return memory_in_use() > state_.memory_at_start + limits_.memory_bytes; };
    if (state_.stop == Stop::none && has_too_much()) {
        JS_GC(cx_);
        if (has_too_much()) state_.stop = Stop::memory;
    }
    return state_.stop == Stop::none;
}

bool Runner::interrupted(JSContext* cx) { return state_of(cx).runner.go_on(); }

// The library's clock stands still at the instant that the evaluation was given.
double Runner::now_us(double now, JSContext* cx) {
    const ContextState* const state = static_cast<ContextState*>(JS_GetContextPrivate(cx));
    if (!state || !state->evaluation) return now;
    return static_cast<double>(state->evaluation->input.now.time_since_epoch().count()) * 1000;
}

void Runner::poke() { JS_RequestInterruptCallback(cx_); }

}  // namespace pavane::expression::javascript
