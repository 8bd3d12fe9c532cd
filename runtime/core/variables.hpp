// Variables and their scopes: every activity instance is a scope; lookups go outwards and end at the process instance.
#pragma once

#include <optional>

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// The variable `name` as seen from `scope`: the nearest one outwards. Its scope is in the key.
std::optional<VariableKey> find_variable(const InstanceState& state, const ActivityId& scope, std::string_view name);

// Sets the nearest variable outwards that has the name; if none has, one of the process instance.
void set_variable(Step& step, const ActivityId& scope, const std::string& name, expression::TypedValue value);
void set_local_variable(Step& step, const ActivityId& scope, const std::string& name, expression::TypedValue value);
void set_variables(Step& step, const ActivityId& scope, const Assignments& assignments);
void set_local_variables(Step& step, const ActivityId& scope, const Assignments& assignments);

// Removes the nearest variable of that name outwards, if there is one; local: only the scope's own.
void remove_variable(Step& step, const ActivityId& scope, const std::string& name, bool local);

// All that is in sight of `scope`, innermost first: of several with one name the first hides the others.
std::vector<VariableKey> variables_in_sight(const InstanceState& state, const ActivityId& scope);

// All that is visible from `scope`, the nearest of each name, in order of name.
Assignments visible_variables(const InstanceState& state, const ActivityId& scope, bool local);

// Input and output mapping (camunda:inputOutput): evaluated in `from`, written to `to`. False: the step has stopped.
bool map_inputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters);
bool map_outputs(Step& step, const ActivityId& activity, const std::vector<bpmn::Parameter>& parameters);

}  // namespace pavane::core
