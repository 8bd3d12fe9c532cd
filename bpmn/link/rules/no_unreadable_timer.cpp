#include "bpmn/link/rules/rules.hpp"
#include "expression/juel/juel.hpp"
#include "expression/temporal.hpp"

namespace pavane::bpmn {

namespace {

std::string problem_of(const TimerTrigger& timer) {
    const std::optional<std::string> text = expression::literal_text(timer.text);
    if (!text) return {};
    const auto said = [](const auto& result) { return result ? std::string() : result.error(); };
    switch (timer.kind) {
        case TimerTrigger::Kind::date:
            return said(expression::parse_date_time(*text));
        case TimerTrigger::Kind::duration:
            return said(expression::parse_duration(*text));
        case TimerTrigger::Kind::cycle:
            return said(expression::parse_cycle(*text));
    }
    return {};
}

const Trigger* trigger_of(const Node& node) {
    if (const auto* event = node.kind.as<StartEvent>()) return &event->trigger;
    if (const auto* event = node.kind.as<CatchEvent>()) return &event->trigger;
    if (const auto* event = node.kind.as<BoundaryEvent>()) return &event->trigger;
    return nullptr;
}

}  // namespace

// A timer written as it stands can be judged now; one with an expression only when it is set.
void no_unreadable_timer(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        const Trigger* trigger = trigger_of(node);
        const auto* timer = trigger ? std::get_if<TimerTrigger>(trigger) : nullptr;
        if (!timer) continue;
        if (const std::string problem = problem_of(*timer); !problem.empty())
            diagnostics.push_back(finding(Severity::error, "timer-unreadable", node,
                                          "The timer of '" + node.id + "' cannot be read: " + problem));
    }
}

}  // namespace pavane::bpmn
