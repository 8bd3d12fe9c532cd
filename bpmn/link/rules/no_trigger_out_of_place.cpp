#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

namespace {

// The events that may have a trigger.
struct Places {
    bool start = false;  // of a process
    bool sub_process_start = false;
    bool caught = false;
    bool thrown = false;
    bool end = false;
    bool boundary = false;         // one that interrupts
    bool boundary_beside = false;  // one that does not
};

// One overload per trigger: one that is forgotten does not compile. What is thrown as a message is a worker's task and
// has no trigger any more.
constexpr Places places_of(const NoTrigger& trigger) {
    const bool anywhere = trigger.is_unread;
    return {.start = true,
            .sub_process_start = true,
            .caught = anywhere,
            .thrown = true,
            .end = true,
            .boundary = anywhere,
            .boundary_beside = anywhere};
}
constexpr Places places_of(const MessageTrigger&) {
    return {.start = true, .caught = true, .boundary = true, .boundary_beside = true};
}
constexpr Places places_of(const TimerTrigger&) {
    return {.start = true, .caught = true, .boundary = true, .boundary_beside = true};
}
constexpr Places places_of(const ErrorTrigger&) { return {.end = true, .boundary = true}; }
constexpr Places places_of(const TerminateTrigger&) { return {.end = true}; }

Places places_of(const Trigger& trigger) {
    return std::visit([](const auto& which) { return places_of(which); }, trigger);
}

// What a trigger is wrong for, or empty.
std::string wrong_place(const Node& node) {
    if (const auto* event = node.kind.as<StartEvent>()) {
        const Places places = places_of(event->trigger);
        if (node.scope == process_node && !places.start) return "a start event of this scope";
        if (node.scope != process_node && !places.sub_process_start)
            return "the start event of an embedded sub-process";
    }
    if (const auto* event = node.kind.as<CatchEvent>(); event && !places_of(event->trigger).caught)
        return "an intermediate catch event";
    if (const auto* event = node.kind.as<ThrowEvent>(); event && !places_of(event->trigger).thrown)
        return "an intermediate throw event";
    if (const auto* event = node.kind.as<EndEvent>(); event && !places_of(event->trigger).end) return "an end event";
    if (const auto* event = node.kind.as<BoundaryEvent>()) {
        const Places places = places_of(event->trigger);
        if (event->interrupting && !places.boundary) return "a boundary event";
        if (!event->interrupting && !places.boundary_beside) return "a boundary event that does not interrupt";
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
