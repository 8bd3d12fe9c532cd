#include "runtime/core/variables.hpp"

#include <algorithm>
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

// Mappings of one element, in their order. Those to members of one variable set it together (Zeebe).
class Mappings {
  public:
    Mappings(Step& step, const ActivityId& activity) : step_(step), activity_(activity) {}

    // What the parameter's variable becomes; nothing: the step has stopped.
    std::optional<expression::TypedValue> value_of(const bpmn::Parameter& parameter) {
        std::optional<expression::TypedValue> value = evaluate_parameter(step_, activity_, parameter.value);
        if (!value || parameter.members.empty()) return value;
        const auto before = value_before(parameter);
        if (!before) return std::nullopt;
        expression::Value whole = with_member(*before, parameter.members, std::move(value->value));
        if (nests_deeper(whole, expression::max_depth)) {
            fail(step_, node_of(step_, activity_).id,
                 "The mapping to the variable '" + parameter.name + "' makes it nest more than " +
                     std::to_string(expression::max_depth) + " levels deep.");
            return std::nullopt;
        }
        made_[parameter.name] = whole;
        return expression::typed(std::move(whole));
    }

  private:
    std::optional<expression::Value> value_before(const bpmn::Parameter& parameter) {
        if (const auto known = made_.find(parameter.name); known != made_.end()) return known->second;
        if (!parameter.before) return expression::Value();
        // A variable that is not there yet is made, and no news.
        const auto told = static_cast<std::ptrdiff_t>(step_.warnings.size());
        std::optional<expression::TypedValue> value = evaluate_typed(step_, activity_, parameter.before);
        step_.warnings.erase(step_.warnings.begin() + told, step_.warnings.end());
        return value ? std::optional(std::move(value->value)) : std::nullopt;
    }

    // What is no map on the way becomes one.
    static expression::Value with_member(const expression::Value& whole, std::span<const std::string> members,
                                         expression::Value value) {
        if (members.empty()) return value;
        expression::Context changed = whole.context() ? *whole.context() : expression::Context();
        const expression::Value* const inner = changed.find(members.front());
        changed.set(members.front(),
                    with_member(inner ? *inner : expression::Value(), members.subspan(1), std::move(value)));
        return changed;
    }

    static bool nests_deeper(const expression::Value& value, std::size_t most) {
        const auto too_deep = [most](const expression::Value& item) {
            return most == 0 || nests_deeper(item, most - 1);
        };
        if (const expression::List* list = value.list()) return most == 0 || std::ranges::any_of(*list, too_deep);
        const expression::Context* const map = value.context();
        return map && (most == 0 || std::ranges::any_of(map->entries(), too_deep, &expression::Context::Entry::second));
    }

    Step& step_;
    ActivityId activity_;
    std::map<std::string, expression::Value> made_;
};

}  // namespace

bool map_inputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters) {
    Mappings mappings(step, activity);
    for (const bpmn::Parameter& parameter : parameters) {
        std::optional<expression::TypedValue> value = mappings.value_of(parameter);
        if (!value) return false;
        set_local_variable(step, activity, parameter.name, std::move(*value));
    }
    return true;
}

bool map_outputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters) {
    Mappings mappings(step, activity);
    for (const bpmn::Parameter& parameter : parameters) {
        std::optional<expression::TypedValue> value = mappings.value_of(parameter);
        if (!value) return false;
        set_variable(step, step.state.activities.at(activity).parent, parameter.name, std::move(*value));
    }
    return true;
}

}  // namespace pavane::core
