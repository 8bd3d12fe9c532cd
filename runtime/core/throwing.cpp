#include "runtime/core/throwing.hpp"

#include "runtime/core/flow.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

namespace {

struct Catcher {
    ActivityId attached_to;
    NodeIndex event = bpmn::none;
};

// A boundary event with the error's code before one that catches every error.
std::optional<NodeIndex> catching_boundary(const Step& step, const ActivityId& activity, const std::string& code) {
    const bpmn::ProcessDefinition& definition = definition_of(step, activity);
    std::optional<NodeIndex> catch_all;
    for (const NodeIndex boundary : node_of(step, activity).boundaries) {
        const auto* error =
            std::get_if<bpmn::ErrorTrigger>(&definition.node(boundary).kind.as<bpmn::BoundaryEvent>()->trigger);
        if (!error) continue;
        if (!error->code.empty() && error->code == code) return boundary;
        if (error->code.empty() && !catch_all) catch_all = boundary;
    }
    return catch_all;
}

std::optional<Catcher> find_catcher(const Step& step, const ActivityId& origin, const std::string& code) {
    for (ActivityId at = origin; at; at = step.state.activities.at(at).parent)
        if (const std::optional<NodeIndex> boundary = catching_boundary(step, at, code)) return Catcher{at, *boundary};
    return std::nullopt;
}

}  // namespace

bool throw_error(Step& step, const ActivityId& origin, const BpmnError& error, const Assignments& variables) {
    const std::optional<Catcher> catcher = find_catcher(step, origin, error.code);
    if (!catcher) return false;
    const ActivityId scope = step.state.activities.at(catcher->attached_to).parent;
    const auto& trigger = std::get<bpmn::ErrorTrigger>(
        definition_of(step, scope).node(catcher->event).kind.as<bpmn::BoundaryEvent>()->trigger);
    Assignments brought = variables;
    if (!trigger.code_variable.empty()) brought.emplace_back(trigger.code_variable, expression::typed(error.code));
    if (!trigger.message_variable.empty())
        brought.emplace_back(trigger.message_variable, expression::typed(error.message));
    cancel(step, catcher->attached_to);
    if (!step.stopped) step.agenda.push_back(Arrive{scope, catcher->event, std::move(brought)});
    return true;
}

}  // namespace pavane::core
