// Events and event definitions, BPMN 2.0.2 §10.5.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

// The schema gives these two rows to catching and throwing events, behind their data; the members are the event's.
template <class T>
bool definitions_of_event(Reading& reading, const xml::Element& child, T& into) {
    return read_event_definition(reading, child, into.event_definitions);
}

template <class T>
bool definition_refs_of_event(Reading& reading, const xml::Element& child, T& into) {
    return references<&Event::event_definition_refs>(reading, child, into);
}

}  // namespace

const Table<CancelEventDefinition, BaseElement>& table_of(Type<CancelEventDefinition>) {
    static const Table<CancelEventDefinition, BaseElement> table = {{}, {}};
    return table;
}

const Table<CompensateEventDefinition, BaseElement>& table_of(Type<CompensateEventDefinition>) {
    static const Table<CompensateEventDefinition, BaseElement> table = {
        {{"waitForCompletion", boolean<&CompensateEventDefinition::wait_for_completion>},
         {"activityRef", reference<&CompensateEventDefinition::activity_ref>}},
        {}};
    return table;
}

const Table<ConditionalEventDefinition, BaseElement>& table_of(Type<ConditionalEventDefinition>) {
    static const Table<ConditionalEventDefinition, BaseElement> table = {
        {}, {{"condition", one<&ConditionalEventDefinition::condition>}}};
    return table;
}

const Table<ErrorEventDefinition, BaseElement>& table_of(Type<ErrorEventDefinition>) {
    static const Table<ErrorEventDefinition, BaseElement> table = {
        {{"errorRef", reference<&ErrorEventDefinition::error_ref>}}, {}};
    return table;
}

const Table<EscalationEventDefinition, BaseElement>& table_of(Type<EscalationEventDefinition>) {
    static const Table<EscalationEventDefinition, BaseElement> table = {
        {{"escalationRef", reference<&EscalationEventDefinition::escalation_ref>}}, {}};
    return table;
}

const Table<LinkEventDefinition, BaseElement>& table_of(Type<LinkEventDefinition>) {
    static const Table<LinkEventDefinition, BaseElement> table = {
        {{"name", text<&LinkEventDefinition::name>, true}},
        {{"source", references<&LinkEventDefinition::sources>}, {"target", references<&LinkEventDefinition::targets>}}};
    return table;
}

const Table<MessageEventDefinition, BaseElement>& table_of(Type<MessageEventDefinition>) {
    static const Table<MessageEventDefinition, BaseElement> table = {
        {{"messageRef", reference<&MessageEventDefinition::message_ref>}},
        {{"operationRef", references<&MessageEventDefinition::operation_refs>}}};
    return table;
}

const Table<SignalEventDefinition, BaseElement>& table_of(Type<SignalEventDefinition>) {
    static const Table<SignalEventDefinition, BaseElement> table = {
        {{"signalRef", reference<&SignalEventDefinition::signal_ref>}}, {}};
    return table;
}

const Table<TerminateEventDefinition, BaseElement>& table_of(Type<TerminateEventDefinition>) {
    static const Table<TerminateEventDefinition, BaseElement> table = {{}, {}};
    return table;
}

const Table<TimerEventDefinition, BaseElement>& table_of(Type<TimerEventDefinition>) {
    static const Table<TimerEventDefinition, BaseElement> table = {
        {},
        {{"timeDate", one<&TimerEventDefinition::time_date>},
         {"timeDuration", one<&TimerEventDefinition::time_duration>},
         {"timeCycle", one<&TimerEventDefinition::time_cycle>}}};
    return table;
}

const Table<Event, FlowNode>& table_of(Type<Event>) {
    static const Table<Event, FlowNode> table = {{}, {{"property", many<&Event::properties>}}};
    return table;
}

const Table<CatchEvent, Event>& table_of(Type<CatchEvent>) {
    static const Table<CatchEvent, Event> table = {
        {{"parallelMultiple", boolean<&CatchEvent::parallel_multiple>}},
        {{"dataOutput", many<&CatchEvent::data_outputs>},
         {"dataOutputAssociation", many<&CatchEvent::data_output_associations>},
         {"outputSet", one<&CatchEvent::output_set>},
         {"", definitions_of_event<CatchEvent>},
         {"eventDefinitionRef", definition_refs_of_event<CatchEvent>}}};
    return table;
}

const Table<ThrowEvent, Event>& table_of(Type<ThrowEvent>) {
    static const Table<ThrowEvent, Event> table = {
        {},
        {{"dataInput", many<&ThrowEvent::data_inputs>},
         {"dataInputAssociation", many<&ThrowEvent::data_input_associations>},
         {"inputSet", one<&ThrowEvent::input_set>},
         {"", definitions_of_event<ThrowEvent>},
         {"eventDefinitionRef", definition_refs_of_event<ThrowEvent>}}};
    return table;
}

const Table<StartEvent, CatchEvent>& table_of(Type<StartEvent>) {
    static const Table<StartEvent, CatchEvent> table = {{{"isInterrupting", boolean<&StartEvent::is_interrupting>}},
                                                        {}};
    return table;
}

const Table<IntermediateCatchEvent, CatchEvent>& table_of(Type<IntermediateCatchEvent>) {
    static const Table<IntermediateCatchEvent, CatchEvent> table = {{}, {}};
    return table;
}

const Table<BoundaryEvent, CatchEvent>& table_of(Type<BoundaryEvent>) {
    static const Table<BoundaryEvent, CatchEvent> table = {
        {{"cancelActivity", boolean<&BoundaryEvent::cancel_activity>},
         {"attachedToRef", reference<&BoundaryEvent::attached_to_ref>, true}},
        {}};
    return table;
}

const Table<IntermediateThrowEvent, ThrowEvent>& table_of(Type<IntermediateThrowEvent>) {
    static const Table<IntermediateThrowEvent, ThrowEvent> table = {{}, {}};
    return table;
}

const Table<ImplicitThrowEvent, ThrowEvent>& table_of(Type<ImplicitThrowEvent>) {
    static const Table<ImplicitThrowEvent, ThrowEvent> table = {{}, {}};
    return table;
}

const Table<EndEvent, ThrowEvent>& table_of(Type<EndEvent>) {
    static const Table<EndEvent, ThrowEvent> table = {{}, {}};
    return table;
}

bool read_event_definition(Reading& reading, const xml::Element& element, std::vector<EventDefinition>& into) {
    static constexpr GroupRow<std::vector<EventDefinition>> rows[] = {
        {"messageEventDefinition", append<MessageEventDefinition>},
        {"timerEventDefinition", append<TimerEventDefinition>},
        {"errorEventDefinition", append<ErrorEventDefinition>},
        {"signalEventDefinition", append<SignalEventDefinition>},
        {"escalationEventDefinition", append<EscalationEventDefinition>},
        {"conditionalEventDefinition", append<ConditionalEventDefinition>},
        {"linkEventDefinition", append<LinkEventDefinition>},
        {"compensateEventDefinition", append<CompensateEventDefinition>},
        {"cancelEventDefinition", append<CancelEventDefinition>},
        {"terminateEventDefinition", append<TerminateEventDefinition>}};
    return read_group(reading, element, into, rows);
}

}  // namespace pavane::bpmn::parser
