// Collaborations and conversations, BPMN 2.0.2 §9.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

template <ConversationKind Kind>
void append_node(Reading& reading, const xml::Element& element, std::vector<ConversationNode>& into) {
    into.push_back(read<ConversationNode>(reading, element));
    into.back().kind = Kind;
}

bool read_conversation_node(Reading& reading, const xml::Element& element, std::vector<ConversationNode>& into) {
    static constexpr GroupRow<std::vector<ConversationNode>> rows[] = {
        {"conversation", append_node<ConversationKind::conversation>},
        {"subConversation", append_node<ConversationKind::sub_conversation>},
        {"callConversation", append_node<ConversationKind::call_conversation>}};
    return read_group(reading, element, into, rows);
}

}  // namespace

const Table<ParticipantMultiplicity, BaseElement>& table_of(Type<ParticipantMultiplicity>) {
    static const Table<ParticipantMultiplicity, BaseElement> table = {
        {{"minimum", integer<&ParticipantMultiplicity::minimum>},
         {"maximum", integer<&ParticipantMultiplicity::maximum>}},
        {}};
    return table;
}

const Table<Participant, BaseElement>& table_of(Type<Participant>) {
    static const Table<Participant, BaseElement> table = {
        {{"name", text<&Participant::name>}, {"processRef", reference<&Participant::process_ref>}},
        {{"interfaceRef", references<&Participant::interface_refs>},
         {"endPointRef", references<&Participant::end_point_refs>},
         {"participantMultiplicity", one<&Participant::multiplicity>}}};
    return table;
}

const Table<ParticipantAssociation, BaseElement>& table_of(Type<ParticipantAssociation>) {
    static const Table<ParticipantAssociation, BaseElement> table = {
        {},
        {{"innerParticipantRef", references<&ParticipantAssociation::inner_participant_refs>},
         {"outerParticipantRef", references<&ParticipantAssociation::outer_participant_refs>}}};
    return table;
}

const Table<MessageFlow, BaseElement>& table_of(Type<MessageFlow>) {
    static const Table<MessageFlow, BaseElement> table = {{{"name", text<&MessageFlow::name>},
                                                           {"sourceRef", reference<&MessageFlow::source_ref>, true},
                                                           {"targetRef", reference<&MessageFlow::target_ref>, true},
                                                           {"messageRef", reference<&MessageFlow::message_ref>}},
                                                          {}};
    return table;
}

const Table<MessageFlowAssociation, BaseElement>& table_of(Type<MessageFlowAssociation>) {
    static const Table<MessageFlowAssociation, BaseElement> table = {
        {{"innerMessageFlowRef", reference<&MessageFlowAssociation::inner_message_flow_ref>, true},
         {"outerMessageFlowRef", reference<&MessageFlowAssociation::outer_message_flow_ref>, true}},
        {}};
    return table;
}

const Table<ConversationNode, BaseElement>& table_of(Type<ConversationNode>) {
    static const Table<ConversationNode, BaseElement> table = {
        {{"name", text<&ConversationNode::name>},
         {"calledCollaborationRef", reference<&ConversationNode::called_collaboration_ref>}},
        {{"participantRef", references<&ConversationNode::participant_refs>},
         {"messageFlowRef", references<&ConversationNode::message_flow_refs>},
         {"correlationKey", many<&ConversationNode::correlation_keys>},
         {"", group<&ConversationNode::nodes, read_conversation_node>},
         {"participantAssociation", many<&ConversationNode::participant_associations>}}};
    return table;
}

const Table<ConversationAssociation, BaseElement>& table_of(Type<ConversationAssociation>) {
    static const Table<ConversationAssociation, BaseElement> table = {
        {{"innerConversationNodeRef", reference<&ConversationAssociation::inner_conversation_node_ref>, true},
         {"outerConversationNodeRef", reference<&ConversationAssociation::outer_conversation_node_ref>, true}},
        {}};
    return table;
}

const Table<ConversationLink, BaseElement>& table_of(Type<ConversationLink>) {
    static const Table<ConversationLink, BaseElement> table = {
        {{"name", text<&ConversationLink::name>},
         {"sourceRef", reference<&ConversationLink::source_ref>, true},
         {"targetRef", reference<&ConversationLink::target_ref>, true}},
        {}};
    return table;
}

const Table<Collaboration, BaseElement>& table_of(Type<Collaboration>) {
    static const Table<Collaboration, BaseElement> table = {
        {{"name", text<&Collaboration::name>}, {"isClosed", boolean<&Collaboration::is_closed>}},
        {{"participant", many<&Collaboration::participants>},
         {"messageFlow", many<&Collaboration::message_flows>},
         {"", group<&Collaboration::artifacts, read_artifact>},
         {"", group<&Collaboration::conversation_nodes, read_conversation_node>},
         {"conversationAssociation", many<&Collaboration::conversation_associations>},
         {"participantAssociation", many<&Collaboration::participant_associations>},
         {"messageFlowAssociation", many<&Collaboration::message_flow_associations>},
         {"correlationKey", many<&Collaboration::correlation_keys>},
         {"choreographyRef", references<&Collaboration::choreography_refs>},
         {"conversationLink", many<&Collaboration::conversation_links>}}};
    return table;
}

const Table<GlobalConversation, Collaboration>& table_of(Type<GlobalConversation>) {
    static const Table<GlobalConversation, Collaboration> table = {{}, {}};
    return table;
}

}  // namespace pavane::bpmn::parser
