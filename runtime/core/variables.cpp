#include "runtime/core/variables.hpp"

#include <map>

#include "runtime/core/evaluation.hpp"

namespace pavane::core {

namespace {

// The next scope outwards, or null: a process instance sees nothing of its caller.
ActivityId outwards(const InstanceState& state, const ActivityId& scope) {
    const ActivityInstance& activity = state.activities.at(scope);
    return activity.process == scope ? ActivityId{} : activity.parent;
}

}  // namespace

std::optional<VariableKey> find_variable(const InstanceState& state, const ActivityId& scope, std::string_view name) {
    VariableKey key{scope, std::string(name)};
    for (; key.scope; key.scope = outwards(state, key.scope))
        if (state.variables.find(key)) return key;
    return std::nullopt;
}

void set_local_variable(Step& step, const ActivityId& scope, const std::string& name, expression::TypedValue value) {
    if (name.empty()) return reject(step, Rejection::Reason::invalid_value, "A variable must have a name.");
    const VariableKey key{scope, name};
    const Variable* known = step.state.variables.find(key);
    // It would take the stored one with it when it goes.
    if (known && value.transient && !known->value.transient)
        return reject(
            step, Rejection::Reason::invalid_value,
            "Cannot set the transient variable '" + name + "': there is one of that name that is not transient.");
    Variable variable = known ? *known : Variable{new_id<VariableId>(step), {}, step.environment.now};
    variable.value = std::move(value);
    emit(step, VariableSet{key, std::move(variable)});
}

void set_variable(Step& step, const ActivityId& scope, const std::string& name, expression::TypedValue value) {
    const std::optional<VariableKey> known = find_variable(step.state, scope, name);
    set_local_variable(step, known ? known->scope : step.state.activities.at(scope).process, name, std::move(value));
}

void set_variables(Step& step, const ActivityId& scope, const Assignments& assignments) {
    for (const auto& [name, value] : assignments) set_variable(step, scope, name, value);
}

void set_local_variables(Step& step, const ActivityId& scope, const Assignments& assignments) {
    for (const auto& [name, value] : assignments) set_local_variable(step, scope, name, value);
}

void remove_variable(Step& step, const ActivityId& scope, const std::string& name, bool local) {
    std::optional<VariableKey> key = local ? VariableKey{scope, name} : find_variable(step.state, scope, name);
    if (key && step.state.variables.find(*key)) emit(step, VariableRemoved{*key});
}

std::vector<VariableKey> variables_in_sight(const InstanceState& state, const ActivityId& scope) {
    std::vector<VariableKey> keys;
    for (ActivityId at = scope; at; at = outwards(state, at))
        for (const VariableKey& key : state.variables.owned_by(at)) keys.push_back(key);
    return keys;
}

Assignments visible_variables(const InstanceState& state, const ActivityId& scope, bool local) {
    std::map<std::string, const expression::TypedValue*> nearest;
    for (ActivityId at = scope; at; at = local ? ActivityId{} : outwards(state, at))
        for (const VariableKey& key : state.variables.owned_by(at))
            nearest.emplace(key.name, &state.variables.at(key).value);
    Assignments result;
    for (const auto& [name, value] : nearest) result.emplace_back(name, *value);
    return result;
}

namespace {

// A plain expression keeps the variable's own type when it only names it, so that an Integer or a Json stays what it
// was.
std::optional<expression::TypedValue> evaluate_parameter(Step& step, const ActivityId& activity,
                                                         const bpmn::ParameterValue& parameter) {
    if (parameter.is_list) {
        expression::List list;
        for (const bpmn::ParameterValue& element : parameter.list) {
            std::optional<expression::TypedValue> value = evaluate_parameter(step, activity, element);
            if (!value) return std::nullopt;
            list.push_back(std::move(value->value));
        }
        return expression::typed(std::move(list));
    }
    if (parameter.is_map) {
        expression::Context map;
        for (const auto& [key, element] : parameter.map) {
            const std::optional<std::string> name = evaluate_text(step, activity, key);
            if (!name) return std::nullopt;
            std::optional<expression::TypedValue> value = evaluate_parameter(step, activity, element);
            if (!value) return std::nullopt;
            map.set(*name, std::move(value->value));
        }
        return expression::typed(std::move(map));
    }
    return evaluate_typed(step, activity, parameter.expression);
}

}  // namespace

bool map_inputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters) {
    for (const bpmn::Parameter& parameter : parameters) {
        std::optional<expression::TypedValue> value = evaluate_parameter(step, activity, parameter.value);
        if (!value) return false;
        set_local_variable(step, activity, parameter.name, std::move(*value));
    }
    return true;
}

bool map_outputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters) {
    for (const bpmn::Parameter& parameter : parameters) {
        std::optional<expression::TypedValue> value = evaluate_parameter(step, activity, parameter.value);
        if (!value) return false;
        set_variable(step, step.state.activities.at(activity).parent, parameter.name, std::move(*value));
    }
    return true;
}

}  // namespace pavane::core
