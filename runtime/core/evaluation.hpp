// Expressions as an activity instance sees them: its variables and those outwards, and the objects "execution" and
// "task".
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "runtime/core/throwing.hpp"
#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// The value, or nothing and the step has stopped with a Failure that names the element.
std::optional<expression::Value> evaluate(Step& step, const ActivityId& activity, const bpmn::Expression& expression);
// The same; an expression that only names a variable keeps that variable's type.
std::optional<expression::TypedValue> evaluate_typed(Step& step, const ActivityId& activity,
                                                     const bpmn::Expression& expression);
// The work of a task: what it gives, or the BPMN error that its script has thrown. Everywhere else such an error is a
// Failure.
using Performed = std::variant<expression::TypedValue, BpmnError>;
std::optional<Performed> perform_expression(Step& step, const ActivityId& activity, const bpmn::Expression& expression);
// For a task listener: "task" is this user task.
std::optional<expression::Value> evaluate(Step& step, const ActivityId& activity, const UserTaskId& task,
                                          const std::string& event, const bpmn::Expression& expression);

// Conversions a model asks for; each fails the step with a plain sentence when the value does not fit. No expression
// gives the default, and so does null (of a text: an empty one).
std::optional<bool> evaluate_condition(Step& step, const ActivityId& activity, const bpmn::Expression& expression);
std::optional<std::string> evaluate_text(Step& step, const ActivityId& activity, const bpmn::Expression& expression);
std::optional<std::int64_t> evaluate_number(Step& step, const ActivityId& activity, const bpmn::Expression& expression,
                                            std::int64_t otherwise);
// The same for what the contract keeps in 32 bits; other numbers do not fit.
std::optional<std::int32_t> evaluate_int32(Step& step, const ActivityId& activity, const bpmn::Expression& expression,
                                           std::int32_t otherwise);
// One name, a comma separated text, or a list of names.
std::optional<std::vector<std::string>> evaluate_names(Step& step, const ActivityId& activity,
                                                       const bpmn::Expression& expression);
// A date, or a duration from now (the Camunda 7 line takes either for due and follow-up dates); null or empty text:
// none.
struct OptionalInstant {
    std::optional<Instant> at;
};
std::optional<OptionalInstant> evaluate_date(Step& step, const ActivityId& activity,
                                             const bpmn::Expression& expression);

// Text for people: a whole number without a fraction, true and false, dates in the contract's form. Empty for null, and
// for what is no text: bytes, files, lists and contexts.
std::string to_text(const expression::Value& value);
bool has_text(const expression::Value& value);

}  // namespace pavane::core
