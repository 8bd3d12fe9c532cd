// The types of the document that have a table, chapter by chapter, each with the type it extends. A new type is added
// here, in the chapter's read_*.cpp, and in the row of the element it stands in.
#pragma once

#include "bpmn/model/document.hpp"
#include "bpmn/parser/rows.hpp"

namespace pavane::bpmn::parser {

using namespace document;

template <>
inline constexpr bool is_mixed<Documentation> = true;

// read_common.cpp
const Table<BaseElement, void>& table_of(Type<BaseElement>);
const Table<Documentation, BaseElement>& table_of(Type<Documentation>);
const Table<Expression, BaseElement>& table_of(Type<Expression>);
const Table<Message, BaseElement>& table_of(Type<Message>);
const Table<Error, BaseElement>& table_of(Type<Error>);
const Table<Escalation, BaseElement>& table_of(Type<Escalation>);
const Table<Signal, BaseElement>& table_of(Type<Signal>);
const Table<Category, BaseElement>& table_of(Type<Category>);
const Table<CategoryValue, BaseElement>& table_of(Type<CategoryValue>);
const Table<Auditing, BaseElement>& table_of(Type<Auditing>);
const Table<Monitoring, BaseElement>& table_of(Type<Monitoring>);
const Table<Association, BaseElement>& table_of(Type<Association>);
const Table<Group, BaseElement>& table_of(Type<Group>);
const Table<TextAnnotation, BaseElement>& table_of(Type<TextAnnotation>);
bool read_artifact(Reading&, const xml::Element&, std::vector<Artifact>&);

// read_services.cpp
const Table<EndPoint, BaseElement>& table_of(Type<EndPoint>);
const Table<Interface, BaseElement>& table_of(Type<Interface>);
const Table<Operation, BaseElement>& table_of(Type<Operation>);
const Table<PartnerEntity, BaseElement>& table_of(Type<PartnerEntity>);
const Table<PartnerRole, BaseElement>& table_of(Type<PartnerRole>);
const Table<Resource, BaseElement>& table_of(Type<Resource>);
const Table<ResourceParameter, BaseElement>& table_of(Type<ResourceParameter>);
const Table<ResourceParameterBinding, BaseElement>& table_of(Type<ResourceParameterBinding>);
const Table<ResourceAssignmentExpression, BaseElement>& table_of(Type<ResourceAssignmentExpression>);
const Table<ResourceRole, BaseElement>& table_of(Type<ResourceRole>);
const Table<CorrelationProperty, BaseElement>& table_of(Type<CorrelationProperty>);
const Table<CorrelationPropertyRetrievalExpression, BaseElement>& table_of(
    Type<CorrelationPropertyRetrievalExpression>);
const Table<CorrelationKey, BaseElement>& table_of(Type<CorrelationKey>);
const Table<CorrelationPropertyBinding, BaseElement>& table_of(Type<CorrelationPropertyBinding>);
const Table<CorrelationSubscription, BaseElement>& table_of(Type<CorrelationSubscription>);
bool read_resource_role(Reading&, const xml::Element&, std::vector<ResourceRole>&);

// read_data.cpp
const Table<ItemDefinition, BaseElement>& table_of(Type<ItemDefinition>);
const Table<DataState, BaseElement>& table_of(Type<DataState>);
const Table<ItemAwareElement, BaseElement>& table_of(Type<ItemAwareElement>);
const Table<DataInput, ItemAwareElement>& table_of(Type<DataInput>);
const Table<DataOutput, ItemAwareElement>& table_of(Type<DataOutput>);
const Table<DataProperty, ItemAwareElement>& table_of(Type<DataProperty>);
const Table<InputSet, BaseElement>& table_of(Type<InputSet>);
const Table<OutputSet, BaseElement>& table_of(Type<OutputSet>);
const Table<InputOutputSpecification, BaseElement>& table_of(Type<InputOutputSpecification>);
const Table<InputOutputBinding, BaseElement>& table_of(Type<InputOutputBinding>);
const Table<DataAssignment, BaseElement>& table_of(Type<DataAssignment>);
const Table<DataAssociation, BaseElement>& table_of(Type<DataAssociation>);
const Table<DataInputAssociation, DataAssociation>& table_of(Type<DataInputAssociation>);
const Table<DataOutputAssociation, DataAssociation>& table_of(Type<DataOutputAssociation>);
const Table<DataStore, ItemAwareElement>& table_of(Type<DataStore>);
const Table<DataObject, AnyFlowElement>& table_of(Type<DataObject>);
const Table<DataObjectReference, AnyFlowElement>& table_of(Type<DataObjectReference>);
const Table<DataStoreReference, AnyFlowElement>& table_of(Type<DataStoreReference>);

// read_flow.cpp: what flow elements share, sequence flows, gateways, lanes
const Table<AnyFlowElement, BaseElement>& table_of(Type<AnyFlowElement>);
const Table<FlowNode, AnyFlowElement>& table_of(Type<FlowNode>);
const Table<SequenceFlow, AnyFlowElement>& table_of(Type<SequenceFlow>);
const Table<Gateway, FlowNode>& table_of(Type<Gateway>);
const Table<ParallelGateway, Gateway>& table_of(Type<ParallelGateway>);
const Table<ExclusiveGateway, Gateway>& table_of(Type<ExclusiveGateway>);
const Table<InclusiveGateway, Gateway>& table_of(Type<InclusiveGateway>);
const Table<ComplexGateway, Gateway>& table_of(Type<ComplexGateway>);
const Table<EventBasedGateway, Gateway>& table_of(Type<EventBasedGateway>);
const Table<Lane, BaseElement>& table_of(Type<Lane>);
const Table<LaneSet, BaseElement>& table_of(Type<LaneSet>);
bool read_flow_element(Reading&, const xml::Element&, std::vector<FlowElement>&);

// read_events.cpp
const Table<CancelEventDefinition, BaseElement>& table_of(Type<CancelEventDefinition>);
const Table<CompensateEventDefinition, BaseElement>& table_of(Type<CompensateEventDefinition>);
const Table<ConditionalEventDefinition, BaseElement>& table_of(Type<ConditionalEventDefinition>);
const Table<ErrorEventDefinition, BaseElement>& table_of(Type<ErrorEventDefinition>);
const Table<EscalationEventDefinition, BaseElement>& table_of(Type<EscalationEventDefinition>);
const Table<LinkEventDefinition, BaseElement>& table_of(Type<LinkEventDefinition>);
const Table<MessageEventDefinition, BaseElement>& table_of(Type<MessageEventDefinition>);
const Table<SignalEventDefinition, BaseElement>& table_of(Type<SignalEventDefinition>);
const Table<TerminateEventDefinition, BaseElement>& table_of(Type<TerminateEventDefinition>);
const Table<TimerEventDefinition, BaseElement>& table_of(Type<TimerEventDefinition>);
const Table<Event, FlowNode>& table_of(Type<Event>);
const Table<CatchEvent, Event>& table_of(Type<CatchEvent>);
const Table<ThrowEvent, Event>& table_of(Type<ThrowEvent>);
const Table<StartEvent, CatchEvent>& table_of(Type<StartEvent>);
const Table<IntermediateCatchEvent, CatchEvent>& table_of(Type<IntermediateCatchEvent>);
const Table<BoundaryEvent, CatchEvent>& table_of(Type<BoundaryEvent>);
const Table<IntermediateThrowEvent, ThrowEvent>& table_of(Type<IntermediateThrowEvent>);
const Table<ImplicitThrowEvent, ThrowEvent>& table_of(Type<ImplicitThrowEvent>);
const Table<EndEvent, ThrowEvent>& table_of(Type<EndEvent>);
bool read_event_definition(Reading&, const xml::Element&, std::vector<EventDefinition>&);

// read_activities.cpp
const Table<StandardLoopCharacteristics, BaseElement>& table_of(Type<StandardLoopCharacteristics>);
const Table<MultiInstanceLoopCharacteristics, BaseElement>& table_of(Type<MultiInstanceLoopCharacteristics>);
const Table<ComplexBehaviorDefinition, BaseElement>& table_of(Type<ComplexBehaviorDefinition>);
const Table<Activity, FlowNode>& table_of(Type<Activity>);
const Table<Rendering, BaseElement>& table_of(Type<Rendering>);
const Table<Task, Activity>& table_of(Type<Task>);
const Table<ManualTask, Task>& table_of(Type<ManualTask>);
const Table<UserTask, Task>& table_of(Type<UserTask>);
const Table<ServiceTask, Task>& table_of(Type<ServiceTask>);
const Table<SendTask, Task>& table_of(Type<SendTask>);
const Table<ReceiveTask, Task>& table_of(Type<ReceiveTask>);
const Table<BusinessRuleTask, Task>& table_of(Type<BusinessRuleTask>);
const Table<ScriptTask, Task>& table_of(Type<ScriptTask>);
const Table<CallActivity, Activity>& table_of(Type<CallActivity>);
const Table<SubProcess, Activity>& table_of(Type<SubProcess>);
const Table<Transaction, SubProcess>& table_of(Type<Transaction>);
const Table<AdHocSubProcess, SubProcess>& table_of(Type<AdHocSubProcess>);

// read_collaboration.cpp
const Table<ParticipantMultiplicity, BaseElement>& table_of(Type<ParticipantMultiplicity>);
const Table<Participant, BaseElement>& table_of(Type<Participant>);
const Table<ParticipantAssociation, BaseElement>& table_of(Type<ParticipantAssociation>);
const Table<MessageFlow, BaseElement>& table_of(Type<MessageFlow>);
const Table<MessageFlowAssociation, BaseElement>& table_of(Type<MessageFlowAssociation>);
const Table<ConversationNode, BaseElement>& table_of(Type<ConversationNode>);
const Table<ConversationAssociation, BaseElement>& table_of(Type<ConversationAssociation>);
const Table<ConversationLink, BaseElement>& table_of(Type<ConversationLink>);
const Table<Collaboration, BaseElement>& table_of(Type<Collaboration>);
const Table<GlobalConversation, Collaboration>& table_of(Type<GlobalConversation>);

// read_choreography.cpp
const Table<ChoreographyActivity, FlowNode>& table_of(Type<ChoreographyActivity>);
const Table<ChoreographyTask, ChoreographyActivity>& table_of(Type<ChoreographyTask>);
const Table<CallChoreography, ChoreographyActivity>& table_of(Type<CallChoreography>);
const Table<SubChoreography, ChoreographyActivity>& table_of(Type<SubChoreography>);
const Table<Choreography, Collaboration>& table_of(Type<Choreography>);
const Table<GlobalChoreographyTask, Choreography>& table_of(Type<GlobalChoreographyTask>);

// read_diagram.cpp
const Table<Bounds, BaseElement>& table_of(Type<Bounds>);
const Table<Waypoint, BaseElement>& table_of(Type<Waypoint>);
const Table<Font, BaseElement>& table_of(Type<Font>);
const Table<LabelStyle, BaseElement>& table_of(Type<LabelStyle>);
const Table<Label, BaseElement>& table_of(Type<Label>);
const Table<Shape, BaseElement>& table_of(Type<Shape>);
const Table<Edge, BaseElement>& table_of(Type<Edge>);
const Table<Plane, BaseElement>& table_of(Type<Plane>);
const Table<Diagram, BaseElement>& table_of(Type<Diagram>);

// read_definitions.cpp
const Table<Import, BaseElement>& table_of(Type<Import>);
const Table<ExtensionDeclaration, BaseElement>& table_of(Type<ExtensionDeclaration>);
const Table<Relationship, BaseElement>& table_of(Type<Relationship>);
const Table<CallableElement, BaseElement>& table_of(Type<CallableElement>);
const Table<Process, CallableElement>& table_of(Type<Process>);
const Table<GlobalTask, CallableElement>& table_of(Type<GlobalTask>);
const Table<Definitions, BaseElement>& table_of(Type<Definitions>);

}  // namespace pavane::bpmn::parser
