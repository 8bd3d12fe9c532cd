#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/called_evaluation.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/processes.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

namespace {

using Mapping = bpmn::CallActivity::Mapping;

// What the mappings carry over, evaluated in `from`.
std::optional<Assignments> carried(Step& step, const ActivityId& from, const std::vector<Mapping>& mappings) {
    Assignments result;
    // What is made of a transient variable stays.
    const auto keep = [&result](const std::string& name, expression::TypedValue value) {
        value.transient = false;
        result.emplace_back(name, std::move(value));
    };
    for (const Mapping& mapping : mappings) {
        if (mapping.all) {
            for (auto& [name, value] : visible_variables(step.state, from, mapping.local)) keep(name, std::move(value));
        } else if (mapping.expression) {
            std::optional<expression::TypedValue> value = evaluate_typed(step, from, mapping.expression);
            if (!value) return std::nullopt;
            keep(mapping.target, std::move(*value));
        } else {
            const std::optional<VariableKey> source = find_variable(step.state, from, mapping.source);
            keep(mapping.target, source ? step.state.variables.at(*source).value : expression::TypedValue());
        }
    }
    return result;
}

std::uint32_t call_depth(const InstanceState& state, const ActivityId& activity) {
    std::uint32_t depth = 0;
    for (ActivityId at = state.processes.at(state.activities.at(activity).process).caller; at; ++depth)
        at = state.processes.at(state.activities.at(at).process).caller;
    return depth;
}

}  // namespace

void enter(Step& step, const ActivityId& activity, const bpmn::CallActivity& call) {
    const bpmn::Node& node = node_of(step, activity);
    if (call_depth(step.state, activity) + 1 >= step.environment.limits.call_depth)
        return fail(step, node.id,
                    "The call activity '" + node.id + "' would nest processes deeper than " +
                        std::to_string(step.environment.limits.call_depth) + " levels.");
    const auto called = evaluate_called<DefinitionId>(step, activity, call, call.called_element,
                                                      {"call activity", "calls nothing", "process"});
    if (!called) return;
    const bpmn::DefinitionPtr definition = step.environment.definitions.find(*called);
    if (!definition) return need(step, Need{*called, node_of(step, activity).id});
    const std::optional<NodeIndex> start = definition->initial_start();
    if (!start)
        return fail(step, node.id,
                    "The process '" + definition->key + "' that the call activity '" + node.id +
                        "' calls has several start events, none of them without a trigger.");
    const std::optional<std::string> business_key = evaluate_text(step, activity, call.business_key);
    if (!business_key) return;
    std::optional<Assignments> variables = carried(step, activity, call.inputs);
    if (!variables) return;
    start_process(step, ProcessStart{new_id<ActivityId>(step), definition, *start, activity, *business_key,
                                     std::move(*variables)});
}

void called_process_completed(Step& step, const ActivityId& call, const ActivityId& process) {
    const auto& activity = *node_of(step, call).kind.as<bpmn::CallActivity>();
    const std::optional<Assignments> variables = carried(step, process, activity.outputs);
    if (!variables) return;
    if (activity.keeps_outputs) return set_local_variables(step, call, *variables);
    // As every variable that an activity gives out, they go to the nearest scope that has the name.
    set_variables(step, call, *variables);
}

}  // namespace pavane::core
