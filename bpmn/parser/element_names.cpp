#include "bpmn/parser/element_names.hpp"

namespace pavane::bpmn::parser {

// Of BPMN 2.0.2's model.
const SortedWords& element_names() {
    static const SortedWords names(
        "activationCondition adHocSubProcess assignment association auditing boundaryEvent businessRuleTask "
        "callActivity callChoreography callConversation cancelEventDefinition category categoryValue "
        "categoryValueRef childLaneSet choreography choreographyRef choreographyTask collaboration "
        "compensateEventDefinition completionCondition complexBehaviorDefinition complexGateway condition "
        "conditionExpression conditionalEventDefinition conversation conversationAssociation conversationLink "
        "correlationKey correlationProperty correlationPropertyBinding correlationPropertyRef "
        "correlationPropertyRetrievalExpression correlationSubscription dataInput dataInputAssociation "
        "dataInputRefs dataObject dataObjectReference dataOutput dataOutputAssociation dataOutputRefs dataPath "
        "dataState dataStore dataStoreReference definitions documentation endEvent endPoint endPointRef error "
        "errorEventDefinition errorRef escalation escalationEventDefinition event eventBasedGateway "
        "eventDefinitionRef exclusiveGateway extension extensionElements flowNodeRef formalExpression from "
        "globalBusinessRuleTask "
        "globalChoreographyTask globalConversation globalManualTask globalScriptTask globalTask globalUserTask "
        "group humanPerformer implicitThrowEvent import inMessageRef inclusiveGateway incoming "
        "innerParticipantRef inputDataItem inputSet inputSetRefs interface interfaceRef intermediateCatchEvent "
        "intermediateThrowEvent ioBinding ioSpecification itemDefinition lane laneSet linkEventDefinition "
        "loopCardinality loopCondition loopDataInputRef loopDataOutputRef manualTask message "
        "messageEventDefinition messageFlow messageFlowAssociation messageFlowRef messagePath monitoring "
        "multiInstanceLoopCharacteristics operation operationRef optionalInputRefs optionalOutputRefs "
        "outMessageRef outerParticipantRef outgoing outputDataItem outputSet outputSetRefs parallelGateway "
        "participant participantAssociation participantMultiplicity participantRef partitionElement partnerEntity "
        "partnerRole performer potentialOwner process property receiveTask relationship rendering resource "
        "resourceAssignmentExpression resourceParameter resourceParameterBinding resourceRef resourceRole script "
        "scriptTask sendTask sequenceFlow serviceTask signal signalEventDefinition source sourceRef "
        "standardLoopCharacteristics startEvent subChoreography subConversation subProcess supportedInterfaceRef "
        "supports target targetRef task terminateEventDefinition text textAnnotation timeCycle timeDate "
        "timeDuration timerEventDefinition to transaction transformation userTask whileExecutingInputRefs "
        "whileExecutingOutputRefs");
    return names;
}

const SortedWords& root_element_names() {
    static const SortedWords names(
        "cancelEventDefinition category choreography collaboration compensateEventDefinition "
        "conditionalEventDefinition correlationProperty dataStore endPoint error errorEventDefinition escalation "
        "escalationEventDefinition globalBusinessRuleTask globalChoreographyTask globalConversation "
        "globalManualTask globalScriptTask globalTask globalUserTask interface itemDefinition linkEventDefinition "
        "message messageEventDefinition partnerEntity partnerRole process resource signal signalEventDefinition "
        "terminateEventDefinition timerEventDefinition");
    return names;
}

const SortedWords& describing_element_names() {
    static const SortedWords names(
        "association auditing categoryValueRef dataObject dataObjectReference dataStoreReference documentation group "
        "incoming ioBinding ioSpecification laneSet monitoring outgoing property rendering supportedInterfaceRef "
        "supports textAnnotation");
    return names;
}

}  // namespace pavane::bpmn::parser
