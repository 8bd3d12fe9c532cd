#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

// What a trigger is wrong for, or empty.
std::string wrong_place(const Node& node) {
    const auto is = []<class Kind>(const Trigger& trigger, const Kind&) {
        return std::holds_alternative<Kind>(trigger);
    };
    if (const auto* start = node.kind.as<StartEvent>()) {
        if (is(start->trigger, ErrorTrigger{}) || is(start->trigger, TerminateTrigger{}))
            return "a start event of this scope";
        if (node.scope != process_node && !is(start->trigger, NoTrigger{}))
            return "the start event of an embedded sub-process";
    }
    if (const auto* event = node.kind.as<CatchEvent>())
        if (is(event->trigger, ErrorTrigger{}) || is(event->trigger, TerminateTrigger{}))
            return "an intermediate catch event";
    if (const auto* event = node.kind.as<ThrowEvent>())
        if (!is(event->trigger, NoTrigger{})) return "an intermediate throw event";
    if (const auto* event = node.kind.as<EndEvent>())
        if (is(event->trigger, MessageTrigger{}) || is(event->trigger, TimerTrigger{})) return "an end event";
    if (const auto* event = node.kind.as<BoundaryEvent>()) {
        if (is(event->trigger, NoTrigger{}) || is(event->trigger, TerminateTrigger{})) return "a boundary event";
        if (is(event->trigger, ErrorTrigger{}) && !event->interrupting)
            return "a boundary event that does not interrupt";
    }
    return {};
}

// A scope that is not built (an event sub-process) has been refused itself; what it holds has rules of its own.
bool is_inside_what_is_refused(const ProcessDefinition& definition, const Node& node) {
    if (node.scope == none) return false;
    const Kind& scope = definition.node(node.scope).kind;
    return !scope.as<Process>() && !scope.as<SubProcess>();
}

}  // namespace

void no_trigger_out_of_place(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        if (is_inside_what_is_refused(definition, node)) continue;
        if (const std::string place = wrong_place(node); !place.empty())
            diagnostics.push_back(finding(Severity::error, "trigger-out-of-place", node,
                                          "The trigger of '" + node.id + "' is none that " + place +
                                              " can have (or it has none where it needs one)."));
    }
}

}  // namespace pavane::bpmn
