#include "runtime/core/evaluation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "expression/temporal.hpp"
#include "foundation/utf8.hpp"
#include "runtime/core/host_objects.hpp"
#include "runtime/core/scripts.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

using expression::Value;

namespace {

void fail_evaluation(Step& step, const ActivityId& activity, const std::string& message) {
    fail(step, node_of(step, activity).id, message);
}

// How a message names an expression: as it is written, but no more of a script than its beginning.
std::string shown(const bpmn::Expression& expression) {
    constexpr std::size_t most = 60;
    const std::string_view text = expression.text;
    const std::size_t line_end = text.find('\n');
    return line_end == std::string_view::npos ? beginning_of(text, most) : beginning_of(text, std::min(line_end, most));
}

// The value, or the BPMN error that was thrown; every other failure has failed the step.
std::optional<Result<Value, expression::ScriptFailure>> run_script(Step& step, HostScope& scope,
                                                                   const bpmn::Expression& script) {
    std::optional<ScriptOutcome> outcome = script_outcome(step, scope, script);
    if (!outcome) return std::nullopt;
    if (*outcome) {
        if (!make_changes(step, scope, (*outcome)->changes)) return std::nullopt;
        return std::move((*outcome)->value);
    }
    expression::ScriptFailure& failure = outcome->error();
    if (failure.kind != expression::ScriptFailure::Kind::bpmn_error) {
        fail_evaluation(step, scope.activity(), describe(failure));
        return std::nullopt;
    }
    if (!make_changes(step, scope, failure.changes)) return std::nullopt;
    return tl::make_unexpected(std::move(failure));
}

bool holds_null(const Value& value) {
    if (const expression::List* list = value.list()) return std::ranges::any_of(*list, holds_null);
    if (const expression::Context* context = value.context())
        return std::ranges::any_of(context->entries(), [](const auto& entry) { return holds_null(entry.second); });
    return value.is_null();
}

// What asks for null on purpose (`discount = null`) is warned of, too, and is no news where it gives a value.
void tell_warnings(Step& step, const HostScope& scope, const bpmn::Expression& expression,
                   const Result<Value, expression::EvaluationError>& value) {
    if (scope.warnings().empty() || (value && !holds_null(*value))) return;
    const bpmn::ProcessDefinition& definition = definition_of(step, scope.activity());
    warn(step, scope.activity(), {},
         "'" + shown(expression) + "' at the element '" + node_of(step, scope.activity()).id + "' of the process '" +
             definition.key + "', version " + std::to_string(definition.version),
         scope.warnings());
}

std::optional<Value> run(Step& step, HostScope& scope, const bpmn::Expression& expression) {
    if (expression.language == expression::Language::javascript) {
        auto ran = run_script(step, scope, expression);
        if (!ran) return std::nullopt;
        if (*ran) return std::move(**ran);
        fail_evaluation(step, scope.activity(), describe(ran->error()));
        return std::nullopt;
    }
    Result<Value, expression::EvaluationError> value = step.environment.evaluator.evaluate(expression, scope);
    tell_warnings(step, scope, expression, value);
    if (step.stopped) return std::nullopt;
    if (value) return std::move(*value);
    fail_evaluation(step, scope.activity(), value.error().message);
    return std::nullopt;
}

// "${name}" and nothing else.
std::optional<std::string_view> named_variable(const bpmn::Expression& expression) {
    if (expression.language != expression::Language::juel) return std::nullopt;
    std::string_view text = expression.text;
    if (text.size() < 4 || (text[0] != '$' && text[0] != '#') || text[1] != '{' || text.back() != '}')
        return std::nullopt;
    text = text.substr(2, text.size() - 3);
    for (const char c : text)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') return std::nullopt;
    return text;
}

}  // namespace

std::optional<Value> evaluate(Step& step, const ActivityId& activity, const bpmn::Expression& expression) {
    HostScope scope(step, activity);
    return run(step, scope, expression);
}

std::optional<Value> evaluate(Step& step, const ActivityId& activity, const UserTaskId& task, const std::string& event,
                              const bpmn::Expression& expression) {
    HostScope scope(step, activity, task, event);
    return run(step, scope, expression);
}

namespace {

// The value as a variable would keep it: what a language computes with beside that has a plain form.
std::optional<Value> evaluate_plain(Step& step, const ActivityId& activity, const bpmn::Expression& expression) {
    const std::optional<Value> value = evaluate(step, activity, expression);
    if (!value) return std::nullopt;
    Result<Value, std::string> plain = expression::storable(*value);
    if (plain) return std::move(*plain);
    fail_evaluation(step, activity, shown(expression) + ": " + plain.error());
    return std::nullopt;
}

}  // namespace

std::optional<expression::TypedValue> evaluate_typed(Step& step, const ActivityId& activity,
                                                     const bpmn::Expression& expression) {
    if (const std::optional<std::string_view> name = named_variable(expression))
        if (const std::optional<VariableKey> key = find_variable(step.state, activity, *name)) {
            expression::TypedValue value = step.state.variables.at(*key).value;
            // What is made of a transient variable is kept: only the variable itself goes.
            value.transient = false;
            return value;
        }
    std::optional<Value> value = evaluate_plain(step, activity, expression);
    if (!value) return std::nullopt;
    return expression::typed(std::move(*value));
}

std::optional<Performed> perform_expression(Step& step, const ActivityId& activity,
                                            const bpmn::Expression& expression) {
    if (expression.language != expression::Language::javascript) {
        std::optional<expression::TypedValue> value = evaluate_typed(step, activity, expression);
        if (!value) return std::nullopt;
        return std::move(*value);
    }
    HostScope scope(step, activity);
    auto ran = run_script(step, scope, expression);
    if (!ran) return std::nullopt;
    if (*ran) return expression::typed(std::move(**ran));
    return BpmnError{std::move(ran->error().error_code), std::move(ran->error().message)};
}

std::optional<bool> evaluate_condition(Step& step, const ActivityId& activity, const bpmn::Expression& expression) {
    HostScope scope(step, activity);
    const std::optional<Value> value = run(step, scope, expression);
    if (!value) return std::nullopt;
    if (const bool* holds = value->boolean()) return *holds;
    fail_evaluation(step, activity,
                    "The condition " + shown(expression) + " must give true or false, but gave " +
                        std::string(name_of(value->kind())) +
                        (scope.warnings().empty() ? "." : ": " + scope.warnings().front()));
    return std::nullopt;
}

std::string to_text(const Value& value) {
    if (const std::string* text = value.string()) return *text;
    if (const bool* truth = value.boolean()) return *truth ? "true" : "false";
    if (const std::int64_t* number = value.integer()) return std::to_string(*number);
    if (const double* number = value.real()) {
        char text[32];
        const auto end = std::to_chars(text, text + sizeof text, *number).ptr;
        return std::string(text, end);
    }
    if (const expression::DateTime* time = value.date_time()) return expression::format_instant(time->instant());
    if (const expression::Document* document = value.document()) return document->text;
    return "";
}

bool has_text(const Value& value) {
    return value.string() || value.boolean() || value.integer() || value.real() || value.date_time() ||
           value.document();
}

namespace {

// Nothing: it is no text, and the step has failed.
std::optional<std::string> text_given(Step& step, const ActivityId& activity, const bpmn::Expression& expression,
                                      const Value& value) {
    if (value.is_null() || has_text(value)) return to_text(value);
    fail_evaluation(step, activity,
                    shown(expression) + " must give a text, but gave " + std::string(name_of(value.kind())) + ".");
    return std::nullopt;
}

}  // namespace

std::optional<std::string> evaluate_text(Step& step, const ActivityId& activity, const bpmn::Expression& expression) {
    if (!expression) return std::string();
    const std::optional<Value> value = evaluate_plain(step, activity, expression);
    if (!value) return std::nullopt;
    return text_given(step, activity, expression, *value);
}

std::optional<std::int64_t> evaluate_number(Step& step, const ActivityId& activity, const bpmn::Expression& expression,
                                            std::int64_t otherwise) {
    if (!expression) return otherwise;
    const std::optional<Value> value = evaluate_plain(step, activity, expression);
    if (!value) return std::nullopt;
    if (value->is_null()) return otherwise;
    if (const std::int64_t* number = value->integer()) return *number;
    if (const double* number = value->real())
        if (std::floor(*number) == *number && std::abs(*number) < 9e15) return static_cast<std::int64_t>(*number);
    if (const std::string* text = value->string()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
        if (error == std::errc() && end == text->data() + text->size()) return number;
    }
    fail_evaluation(step, activity,
                    shown(expression) + " must give a whole number, but gave '" + to_text(*value) + "'.");
    return std::nullopt;
}

std::optional<std::int32_t> evaluate_int32(Step& step, const ActivityId& activity, const bpmn::Expression& expression,
                                           std::int32_t otherwise) {
    const std::optional<std::int64_t> number = evaluate_number(step, activity, expression, otherwise);
    if (!number) return std::nullopt;
    if (std::in_range<std::int32_t>(*number)) return static_cast<std::int32_t>(*number);
    fail_evaluation(step, activity,
                    shown(expression) + " must give a whole number from -2147483648 to 2147483647, but gave " +
                        std::to_string(*number) + ".");
    return std::nullopt;
}

namespace {

void split_names(std::string_view text, std::vector<std::string>& names) {
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view name = text.substr(0, comma);
        while (!name.empty() && std::isspace(static_cast<unsigned char>(name.front()))) name.remove_prefix(1);
        while (!name.empty() && std::isspace(static_cast<unsigned char>(name.back()))) name.remove_suffix(1);
        if (!name.empty()) names.emplace_back(name);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
}

}  // namespace

std::optional<std::vector<std::string>> evaluate_names(Step& step, const ActivityId& activity,
                                                       const bpmn::Expression& expression) {
    std::vector<std::string> names;
    if (!expression) return names;
    const std::optional<Value> value = evaluate_plain(step, activity, expression);
    if (!value) return std::nullopt;
    if (const expression::List* list = value->list()) {
        for (const Value& element : *list) {
            std::optional<std::string> name = text_given(step, activity, expression, element);
            if (!name) return std::nullopt;
            if (!name->empty()) names.push_back(std::move(*name));
        }
        return names;
    }
    const std::optional<std::string> text = text_given(step, activity, expression, *value);
    if (!text) return std::nullopt;
    split_names(*text, names);
    return names;
}

std::optional<OptionalInstant> evaluate_date(Step& step, const ActivityId& activity,
                                             const bpmn::Expression& expression) {
    if (!expression) return OptionalInstant{};
    const std::optional<Value> value = evaluate_plain(step, activity, expression);
    if (!value) return std::nullopt;
    if (value->is_null()) return OptionalInstant{};
    if (const expression::DateTime* time = value->date_time()) return OptionalInstant{time->instant()};
    const std::optional<std::string> text = text_given(step, activity, expression, *value);
    if (!text) return std::nullopt;
    if (text->empty()) return OptionalInstant{};
    if (text->front() == 'P') {
        const auto duration = expression::parse_duration(*text);
        const auto due =
            duration ? expression::add(step.environment.now, *duration) : tl::make_unexpected(duration.error());
        if (due) return OptionalInstant{*due};
        fail_evaluation(step, activity, due.error());
        return std::nullopt;
    }
    const auto time = expression::parse_date_time(*text);
    if (time) return OptionalInstant{time->instant()};
    fail_evaluation(step, activity, time.error());
    return std::nullopt;
}

}  // namespace pavane::core
