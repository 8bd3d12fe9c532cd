#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

namespace {

// An error that nobody catches ends the path, as at an error end event.
void raise(Step& step, const ActivityId& activity, const BpmnError& error) {
    if (!throw_error(step, activity, error, {}) && !step.stopped) end_path(step, activity);
}

}  // namespace

void enter(Step& step, const ActivityId& activity, const bpmn::ExpressionTask& task) {
    std::optional<Performed> performed = perform_expression(step, activity, task.expression);
    if (!performed) return;
    if (const auto* error = std::get_if<BpmnError>(&*performed)) return raise(step, activity, *error);
    if (!task.result_variable.empty())
        set_variable(step, activity, task.result_variable, std::get<expression::TypedValue>(std::move(*performed)));
    complete(step, activity);
}

}  // namespace pavane::core
