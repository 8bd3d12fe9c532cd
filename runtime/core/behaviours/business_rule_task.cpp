#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/called_evaluation.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/host_objects.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

namespace {

using expression::Context;
using expression::Value;
using Mapping = bpmn::BusinessRuleTask::Mapping;

// What a mapping asks of a result that has more than it can hold.
struct TooMuch {
    std::string_view mapping;
    std::string what;
};

Result<Value, TooMuch> single_result(const std::vector<Context>& results, std::string_view mapping) {
    if (results.empty()) return Value();
    if (results.size() > 1) return unexpected(TooMuch{mapping, std::to_string(results.size()) + " of its rules match"});
    return Value(results.front());
}

Result<Value, TooMuch> single_entry(const std::vector<Context>& results) {
    Result<Value, TooMuch> result = single_result(results, "singleEntry");
    if (!result || result->is_null()) return result;
    const auto& entries = results.front().entries();
    if (entries.size() > 1)
        return unexpected(TooMuch{"singleEntry", "it has " + std::to_string(entries.size()) + " outputs"});
    return entries.empty() ? Value() : entries.front().second;
}

Result<Value, TooMuch> collect_entries(const std::vector<Context>& results) {
    expression::List entries;
    for (const Context& result : results) {
        if (result.entries().size() > 1)
            return unexpected(
                TooMuch{"collectEntries", "it has " + std::to_string(result.entries().size()) + " outputs"});
        for (const auto& [name, value] : result.entries()) entries.push_back(value);
    }
    return Value(std::move(entries));
}

Value result_list(const std::vector<Context>& results) {
    expression::List list;
    for (const Context& result : results) list.push_back(Value(result));
    return list;
}

Result<Value, TooMuch> mapped(const DecisionOutcome& outcome, Mapping mapping) {
    switch (mapping) {
        case Mapping::single_entry:
            return single_entry(outcome.results);
        case Mapping::single_result:
            return single_result(outcome.results, "singleResult");
        case Mapping::collect_entries:
            return collect_entries(outcome.results);
        case Mapping::result_list:
            return result_list(outcome.results);
        case Mapping::as_it_is:
            break;
    }
    return outcome.value;
}

// Camunda 7 offers the whole result to the output mappings and listeners of the task; models of Zeebe map its one
// value.
void set_results(Step& step, const ActivityId& activity, const bpmn::BusinessRuleTask& task,
                 const DecisionOutcome& outcome, Value value) {
    if (task.mapping == Mapping::as_it_is) {
        const bool is_mapped = !node_of(step, activity).outputs.empty();
        return (is_mapped ? set_local_variable : set_variable)(step, activity, task.result_variable,
                                                               expression::typed(std::move(value)));
    }
    expression::TypedValue all = expression::typed(result_list(outcome.results));
    all.transient = true;
    set_local_variable(step, activity, "decisionResult", std::move(all));
    if (!task.result_variable.empty())
        set_variable(step, activity, task.result_variable, expression::typed(std::move(value)));
}

}  // namespace

void enter(Step& step, const ActivityId& activity, const bpmn::BusinessRuleTask& task) {
    const std::string& id = node_of(step, activity).id;
    const auto called = evaluate_called<DecisionId>(step, activity, task, task.decision,
                                                    {"business rule task", "asks for nothing", "decision"});
    if (!called) return;
    const DecisionPtr decision = step.environment.decisions.find(*called);
    if (!decision) return need(step, Need{*called, node_of(step, activity).id});
    HostScope scope(step, activity);
    Result<DecisionOutcome, expression::EvaluationError> outcome = decision->evaluate(scope);
    // One that could not be evaluated says why itself.
    if (outcome)
        warn(step, activity, decision->id(),
             "the decision '" + called->key + "' for the business rule task '" + id + "'", scope.warnings());
    if (step.stopped) return;
    if (!outcome)
        return fail(step, id,
                    "The decision '" + called->key + "' that the business rule task '" + id +
                        "' asks for could not be evaluated: " + outcome.error().message);
    for (NumberedDecision& evaluated : number(std::move(outcome->decisions), step.environment.ids))
        emit(step, DecisionEvaluated{std::move(evaluated), activity});
    Result<Value, TooMuch> value = mapped(*outcome, task.mapping);
    if (!value)
        return fail(step, id,
                    "The business rule task '" + id + "' keeps '" + std::string(value.error().mapping) +
                        "' of the decision '" + called->key + "', but " + value.error().what +
                        "; use mapDecisionResult=\"resultList\", or a decision that gives less.");
    set_results(step, activity, task, *outcome, std::move(*value));
    complete(step, activity);
}

}  // namespace pavane::core
