#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::ExpressionTask& task) {
    std::optional<expression::TypedValue> value = evaluate_typed(step, activity, task.expression);
    if (!value) return;
    if (!task.result_variable.empty()) set_variable(step, activity, task.result_variable, std::move(*value));
    complete(step, activity);
}

}  // namespace pavane::core
