// Choreographies, BPMN 2.0.2 §11.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, ChoreographyLoopType>, 4> loop_types = {
    {{"None", ChoreographyLoopType::none},
     {"Standard", ChoreographyLoopType::standard},
     {"MultiInstanceSequential", ChoreographyLoopType::multi_instance_sequential},
     {"MultiInstanceParallel", ChoreographyLoopType::multi_instance_parallel}}};

}  // namespace

const Table<ChoreographyActivity, FlowNode>& table_of(Type<ChoreographyActivity>) {
    static const Table<ChoreographyActivity, FlowNode> table = {
        {{"initiatingParticipantRef", reference<&ChoreographyActivity::initiating_participant_ref>, true},
         {"loopType", one_of<&ChoreographyActivity::loop_type, loop_types>}},
        {{"participantRef", references<&ChoreographyActivity::participant_refs>},
         {"correlationKey", many<&ChoreographyActivity::correlation_keys>}}};
    return table;
}

const Table<ChoreographyTask, ChoreographyActivity>& table_of(Type<ChoreographyTask>) {
    static const Table<ChoreographyTask, ChoreographyActivity> table = {
        {}, {{"messageFlowRef", references<&ChoreographyTask::message_flow_refs>}}};
    return table;
}

const Table<CallChoreography, ChoreographyActivity>& table_of(Type<CallChoreography>) {
    static const Table<CallChoreography, ChoreographyActivity> table = {
        {{"calledChoreographyRef", reference<&CallChoreography::called_choreography_ref>}},
        {{"participantAssociation", many<&CallChoreography::participant_associations>}}};
    return table;
}

const Table<SubChoreography, ChoreographyActivity>& table_of(Type<SubChoreography>) {
    static const Table<SubChoreography, ChoreographyActivity> table = {
        {},
        {{"", group<&SubChoreography::flow_elements, read_flow_element>},
         {"", group<&SubChoreography::artifacts, read_artifact>}}};
    return table;
}

const Table<Choreography, Collaboration>& table_of(Type<Choreography>) {
    static const Table<Choreography, Collaboration> table = {
        {}, {{"", group<&Choreography::flow_elements, read_flow_element>}}};
    return table;
}

const Table<GlobalChoreographyTask, Choreography>& table_of(Type<GlobalChoreographyTask>) {
    static const Table<GlobalChoreographyTask, Choreography> table = {
        {{"initiatingParticipantRef", reference<&GlobalChoreographyTask::initiating_participant_ref>}}, {}};
    return table;
}

}  // namespace pavane::bpmn::parser
