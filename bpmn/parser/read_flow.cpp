// Flow elements and what they share, sequence flows, gateways and lanes: BPMN 2.0.2 §8.4.8, §8.4.12, §10.6 and §10.8.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, GatewayDirection>, 4> gateway_directions = {
    {{"Unspecified", GatewayDirection::unspecified},
     {"Converging", GatewayDirection::converging},
     {"Diverging", GatewayDirection::diverging},
     {"Mixed", GatewayDirection::mixed}}};

constexpr std::array<std::pair<std::string_view, EventGatewayType>, 2> event_gateway_types = {
    {{"Exclusive", EventGatewayType::exclusive}, {"Parallel", EventGatewayType::parallel}}};

template <class T>
void append_element(Reading& reading, const xml::Element& element, std::vector<FlowElement>& into) {
    into.emplace_back(FlowElementKind(std::in_place_type<T>, read<T>(reading, element)));
}

}  // namespace

const Table<AnyFlowElement, BaseElement>& table_of(Type<AnyFlowElement>) {
    static const Table<AnyFlowElement, BaseElement> table = {
        {{"name", text<&AnyFlowElement::name>}},
        {{"auditing", one<&AnyFlowElement::auditing>},
         {"monitoring", one<&AnyFlowElement::monitoring>},
         {"categoryValueRef", references<&AnyFlowElement::category_value_refs>}}};
    return table;
}

const Table<FlowNode, AnyFlowElement>& table_of(Type<FlowNode>) {
    static const Table<FlowNode, AnyFlowElement> table = {
        {}, {{"incoming", references<&FlowNode::incoming>}, {"outgoing", references<&FlowNode::outgoing>}}};
    return table;
}

const Table<SequenceFlow, AnyFlowElement>& table_of(Type<SequenceFlow>) {
    static const Table<SequenceFlow, AnyFlowElement> table = {
        {{"sourceRef", reference<&SequenceFlow::source_ref>, true},
         {"targetRef", reference<&SequenceFlow::target_ref>, true},
         {"isImmediate", boolean<&SequenceFlow::is_immediate>}},
        {{"conditionExpression", one<&SequenceFlow::condition_expression>}}};
    return table;
}

const Table<Gateway, FlowNode>& table_of(Type<Gateway>) {
    static const Table<Gateway, FlowNode> table = {
        {{"gatewayDirection", one_of<&Gateway::gateway_direction, gateway_directions>}}, {}};
    return table;
}

const Table<ParallelGateway, Gateway>& table_of(Type<ParallelGateway>) {
    static const Table<ParallelGateway, Gateway> table = {{}, {}};
    return table;
}

const Table<ExclusiveGateway, Gateway>& table_of(Type<ExclusiveGateway>) {
    static const Table<ExclusiveGateway, Gateway> table = {{{"default", reference<&ExclusiveGateway::default_flow>}},
                                                           {}};
    return table;
}

const Table<InclusiveGateway, Gateway>& table_of(Type<InclusiveGateway>) {
    static const Table<InclusiveGateway, Gateway> table = {{{"default", reference<&InclusiveGateway::default_flow>}},
                                                           {}};
    return table;
}

const Table<ComplexGateway, Gateway>& table_of(Type<ComplexGateway>) {
    static const Table<ComplexGateway, Gateway> table = {
        {{"default", reference<&ComplexGateway::default_flow>}},
        {{"activationCondition", one<&ComplexGateway::activation_condition>}}};
    return table;
}

const Table<EventBasedGateway, Gateway>& table_of(Type<EventBasedGateway>) {
    static const Table<EventBasedGateway, Gateway> table = {
        {{"instantiate", boolean<&EventBasedGateway::instantiate>},
         {"eventGatewayType", one_of<&EventBasedGateway::event_gateway_type, event_gateway_types>}},
        {}};
    return table;
}

const Table<Lane, BaseElement>& table_of(Type<Lane>) {
    static const Table<Lane, BaseElement> table = {
        {{"name", text<&Lane::name>}, {"partitionElementRef", reference<&Lane::partition_element_ref>}},
        {{"partitionElement", one<&Lane::partition_element>},
         {"flowNodeRef", references<&Lane::flow_node_refs>},
         {"childLaneSet", many<&Lane::child_lane_sets>}}};
    return table;
}

const Table<LaneSet, BaseElement>& table_of(Type<LaneSet>) {
    static const Table<LaneSet, BaseElement> table = {{{"name", text<&LaneSet::name>}},
                                                      {{"lane", many<&LaneSet::lanes>}}};
    return table;
}

bool read_flow_element(Reading& reading, const xml::Element& element, std::vector<FlowElement>& into) {
    static constexpr GroupRow<std::vector<FlowElement>> rows[] = {
        {"sequenceFlow", append_element<SequenceFlow>},
        {"task", append_element<Task>},
        {"userTask", append_element<UserTask>},
        {"serviceTask", append_element<ServiceTask>},
        {"scriptTask", append_element<ScriptTask>},
        {"sendTask", append_element<SendTask>},
        {"receiveTask", append_element<ReceiveTask>},
        {"manualTask", append_element<ManualTask>},
        {"businessRuleTask", append_element<BusinessRuleTask>},
        {"subProcess", append_element<SubProcess>},
        {"transaction", append_element<Transaction>},
        {"adHocSubProcess", append_element<AdHocSubProcess>},
        {"callActivity", append_element<CallActivity>},
        {"exclusiveGateway", append_element<ExclusiveGateway>},
        {"parallelGateway", append_element<ParallelGateway>},
        {"inclusiveGateway", append_element<InclusiveGateway>},
        {"eventBasedGateway", append_element<EventBasedGateway>},
        {"complexGateway", append_element<ComplexGateway>},
        {"startEvent", append_element<StartEvent>},
        {"endEvent", append_element<EndEvent>},
        {"intermediateCatchEvent", append_element<IntermediateCatchEvent>},
        {"intermediateThrowEvent", append_element<IntermediateThrowEvent>},
        {"implicitThrowEvent", append_element<ImplicitThrowEvent>},
        {"boundaryEvent", append_element<BoundaryEvent>},
        {"dataObject", append_element<DataObject>},
        {"dataObjectReference", append_element<DataObjectReference>},
        {"dataStoreReference", append_element<DataStoreReference>},
        {"choreographyTask", append_element<ChoreographyTask>},
        {"subChoreography", append_element<SubChoreography>},
        {"callChoreography", append_element<CallChoreography>}};
    return read_group(reading, element, into, rows);
}

}  // namespace pavane::bpmn::parser
