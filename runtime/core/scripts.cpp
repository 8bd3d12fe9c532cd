#include "runtime/core/scripts.hpp"

#include "runtime/core/variables.hpp"

namespace pavane::core {

using expression::ScriptFailure;
using expression::ScriptInput;

namespace {

// A seed is drawn whether the script still has to run or not: the ids after it must be the same each time.
ScriptInput input_for(const Step& step, const HostScope& scope, const Uuid& seed) {
    ScriptInput input;
    input.now = step.environment.now;
    input.random_seed = seed.high ^ seed.low;
    for (const VariableKey& key : variables_in_sight(step.state, scope.activity()))
        input.variables.push_back({key.name, step.state.variables.at(key).value.value, key.scope == scope.activity()});
    input.objects = scope.objects();
    input.is_process_scope = step.state.activities.at(scope.activity()).process == scope.activity();
    return input;
}

}  // namespace

std::optional<ScriptOutcome> script_outcome(Step& step, const HostScope& scope, const bpmn::Expression& script) {
    const std::string& element = node_of(step, scope.activity()).id;
    const std::uint32_t most = step.environment.limits.scripts_per_step;
    if (step.scripts_met >= most) {
        fail(step, element,
             "More than " + std::to_string(most) +
                 " scripts would run without the process waiting or being stored between them; set asyncBefore on '" +
                 element + "' so that it goes on in a job of its own.");
        return std::nullopt;
    }
    const std::uint32_t number = step.scripts_met++;
    const Uuid seed = step.environment.ids.next();
    if (number < step.environment.script_outcomes.size()) return step.environment.script_outcomes[number];
    need(step, Need{ScriptCall{script, input_for(step, scope, seed), definition_of(step, scope.activity()).id}});
    return std::nullopt;
}

bool make_changes(Step& step, HostScope& scope, const std::vector<expression::ScriptChange>& changes) {
    for (const expression::ScriptChange& change : changes) {
        const auto answer = scope.call(change.object, change.method, change.arguments);
        if (step.stopped) return false;
        if (answer && *answer) continue;
        fail(step, node_of(step, scope.activity()).id,
             answer ? answer->error().message : "There is no '" + change.object + "' here that a script could change.");
        return false;
    }
    return true;
}

std::string describe(const ScriptFailure& failure) {
    if (failure.kind == ScriptFailure::Kind::unavailable || failure.kind == ScriptFailure::Kind::turned_away)
        return failure.message;
    const std::string where = failure.line == 0 ? "" : " at its line " + std::to_string(failure.line);
    if (failure.kind == ScriptFailure::Kind::bpmn_error)
        return "The script has thrown the BPMN error '" + failure.error_code + "'" + where +
               ", which only a script task can raise" + (failure.message.empty() ? "." : ": " + failure.message);
    return "The script has failed" + where + ": " + failure.message;
}

}  // namespace pavane::core
