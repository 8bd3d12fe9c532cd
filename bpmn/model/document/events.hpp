// Events and their definitions, BPMN 2.0.2 §10.5. Where an event stands is its struct, what triggers it is its
// definitions.
#pragma once

#include <variant>

#include "bpmn/model/document/flow_node.hpp"

namespace pavane::bpmn::document {

struct CancelEventDefinition : BaseElement {};

struct CompensateEventDefinition : BaseElement {
    std::optional<bool> wait_for_completion;  // default: true
    Reference activity_ref;
};

struct ConditionalEventDefinition : BaseElement {
    std::optional<Expression> condition;
};

struct ErrorEventDefinition : BaseElement {
    Reference error_ref;
};

struct EscalationEventDefinition : BaseElement {
    Reference escalation_ref;
};

struct LinkEventDefinition : BaseElement {
    std::string name;
    std::vector<PlacedReference> sources;
    std::vector<PlacedReference> targets;  // BPMN allows one
};

struct MessageEventDefinition : BaseElement {
    Reference message_ref;
    std::vector<PlacedReference> operation_refs;  // BPMN allows one
};

struct SignalEventDefinition : BaseElement {
    Reference signal_ref;
};

struct TerminateEventDefinition : BaseElement {};

struct TimerEventDefinition : BaseElement {
    std::optional<Expression> time_date;
    std::optional<Expression> time_duration;
    std::optional<Expression> time_cycle;
};

using EventDefinition =
    std::variant<CancelEventDefinition, CompensateEventDefinition, ConditionalEventDefinition, ErrorEventDefinition,
                 EscalationEventDefinition, LinkEventDefinition, MessageEventDefinition, SignalEventDefinition,
                 TerminateEventDefinition, TimerEventDefinition>;

struct Event : FlowNode {
    std::vector<DataProperty> properties;
    std::vector<EventDefinition> event_definitions;
    std::vector<PlacedReference> event_definition_refs;  // definitions that stand at the top of the file
};

struct CatchEvent : Event {
    bool parallel_multiple = false;
    std::vector<DataOutput> data_outputs;
    std::vector<DataOutputAssociation> data_output_associations;
    std::optional<OutputSet> output_set;
};

struct ThrowEvent : Event {
    std::vector<DataInput> data_inputs;
    std::vector<DataInputAssociation> data_input_associations;
    std::optional<InputSet> input_set;
};

struct StartEvent : CatchEvent {
    bool is_interrupting = true;
};

struct IntermediateCatchEvent : CatchEvent {};

struct BoundaryEvent : CatchEvent {
    bool cancel_activity = true;
    Reference attached_to_ref;
};

struct IntermediateThrowEvent : ThrowEvent {};
struct ImplicitThrowEvent : ThrowEvent {};
struct EndEvent : ThrowEvent {};

}  // namespace pavane::bpmn::document
