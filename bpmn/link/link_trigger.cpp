// What an event reacts to or does. BPMN 2.0.2 §10.5.5.
#include <algorithm>

#include "bpmn/link/extensions_without_effect.hpp"

namespace pavane::bpmn {

namespace {

using namespace document;

std::vector<const EventDefinition*> definitions_of(Linking& linking, const Event& event, std::string_view tag) {
    std::vector<const EventDefinition*> found;
    found.reserve(event.event_definitions.size() + event.event_definition_refs.size());
    for (const EventDefinition& definition : event.event_definitions) found.push_back(&definition);
    for (const PlacedReference& reference : event.event_definition_refs) {
        const auto known = linking.index.event_definitions.find(reference.id);
        if (known != linking.index.event_definitions.end())
            found.push_back(known->second);
        else
            report(linking, Severity::error, "unknown-event-definition", event.id, reference.location,
                   describe(tag, event) + " refers to the event definition '" + reference.id +
                       "', which is not in the file.");
    }
    return found;
}

// A trigger, as far as anybody knows, and the reader has said what is wrong with it.
bool misses_an_element(const Event& event) {
    return std::any_of(event.unknown.begin(), event.unknown.end(),
                       [](const ExtensionElement& element) { return element.is_missed; });
}

class LinkTrigger {
  public:
    LinkTrigger(Linking& linking, const Event& event, std::string_view tag)
        : linking_(linking), event_(event), tag_(tag) {}

    Trigger operator()(const MessageEventDefinition& definition) const {
        bpmn::Expression name = compile_message_name(linking_, event_, tag_, definition.message_ref);
        if (!name) return NoTrigger{true};
        return MessageTrigger{std::move(name)};
    }
    Trigger operator()(const TimerEventDefinition& definition) const {
        using TimerKind = TimerTrigger::Kind;
        const int given =
            definition.time_date.has_value() + definition.time_duration.has_value() + definition.time_cycle.has_value();
        if (given > 1)
            report(linking_, Severity::error, "timer-with-several-times", event_,
                   describe(tag_, event_) + " has a timer with more than one of date, duration and cycle; keep one.");
        if (definition.time_date)
            return TimerTrigger{TimerKind::date, compile_timer(linking_, event_, *definition.time_date)};
        if (definition.time_duration)
            return TimerTrigger{TimerKind::duration, compile_timer(linking_, event_, *definition.time_duration)};
        if (definition.time_cycle)
            return TimerTrigger{TimerKind::cycle, compile_timer(linking_, event_, *definition.time_cycle)};
        compile_timer(linking_, event_, document::Expression());
        return NoTrigger{true};
    }
    Trigger operator()(const ErrorEventDefinition& definition) const {
        ErrorTrigger trigger;
        const EventExtensions& extensions = extensions_of(definition).event;
        trigger.code_variable = extensions.error_code_variable;
        trigger.message_variable = extensions.error_message_variable;
        if (definition.error_ref.empty()) return trigger;
        const auto error = linking_.index.errors.find(definition.error_ref);
        if (error == linking_.index.errors.end()) {
            // As in the Camunda 7 line, a reference to nothing is the code itself.
            trigger.code = definition.error_ref;
            return trigger;
        }
        trigger.code = error->second->error_code;
        trigger.message = compile_text(linking_, event_, extensions_of(*error->second).event.error_message);
        if (trigger.code.empty())
            report(
                linking_, Severity::error, "error-without-code", event_,
                describe(tag_, event_) + " names the error '" + definition.error_ref + "', which has no error code.");
        return trigger;
    }
    Trigger operator()(const TerminateEventDefinition&) const { return TerminateTrigger{}; }
    Trigger operator()(const SignalEventDefinition&) const { return refused("a signal"); }
    Trigger operator()(const EscalationEventDefinition&) const { return refused("an escalation"); }
    Trigger operator()(const ConditionalEventDefinition&) const { return refused("a conditional trigger"); }
    Trigger operator()(const CompensateEventDefinition&) const { return refused("compensation"); }
    Trigger operator()(const CancelEventDefinition&) const { return refused("a cancel trigger"); }
    Trigger operator()(const LinkEventDefinition&) const { return refused("a link"); }

  private:
    Trigger refused(std::string_view what) const {
        refuse(linking_, event_, tag_, what);
        return NoTrigger{true};
    }

    Linking& linking_;
    const Event& event_;
    std::string_view tag_;
};

}  // namespace

Trigger link_trigger(Linking& linking, const document::Event& event, std::string_view tag) {
    const std::vector<const EventDefinition*> definitions = definitions_of(linking, event, tag);
    if (definitions.empty()) return NoTrigger{!event.event_definition_refs.empty() || misses_an_element(event)};
    if (definitions.size() > 1) {
        refuse(linking, event, tag, "several triggers at once");
        return NoTrigger{true};
    }
    const Extensions& extensions =
        std::visit([](const auto& kind) -> const Extensions& { return extensions_of(kind); }, *definitions.front());
    judge_extensions(linking, event, tag, extensions, Place::event_definition);
    return std::visit(LinkTrigger(linking, event, tag), *definitions.front());
}

}  // namespace pavane::bpmn
