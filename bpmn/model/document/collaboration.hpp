// Who talks to whom, BPMN 2.0.2 §9: participants, message flows and conversations.
#pragma once

#include <cstdint>

#include "bpmn/model/document/common.hpp"

namespace pavane::bpmn::document {

struct ParticipantMultiplicity : BaseElement {
    std::int64_t minimum = 0;
    std::int64_t maximum = 1;
};

// A participant without process_ref is a black box.
struct Participant : BaseElement {
    std::string name;
    Reference process_ref;
    std::vector<PlacedReference> interface_refs;
    std::vector<PlacedReference> end_point_refs;
    std::optional<ParticipantMultiplicity> multiplicity;
};

struct ParticipantAssociation : BaseElement {
    std::vector<PlacedReference> inner_participant_refs;  // BPMN asks for one
    std::vector<PlacedReference> outer_participant_refs;  // BPMN asks for one
};

struct MessageFlow : BaseElement {
    std::string name;
    Reference source_ref;
    Reference target_ref;
    Reference message_ref;
};

struct MessageFlowAssociation : BaseElement {
    Reference inner_message_flow_ref;
    Reference outer_message_flow_ref;
};

enum class ConversationKind { conversation, sub_conversation, call_conversation };

// One struct for the three kinds: `nodes` belongs to a sub-conversation, the called collaboration and the associations
// to a call.
struct ConversationNode : BaseElement {
    ConversationKind kind = ConversationKind::conversation;
    std::string name;
    std::vector<PlacedReference> participant_refs;
    std::vector<PlacedReference> message_flow_refs;
    std::vector<CorrelationKey> correlation_keys;
    std::vector<ConversationNode> nodes;
    Reference called_collaboration_ref;
    std::vector<ParticipantAssociation> participant_associations;
};

struct ConversationAssociation : BaseElement {
    Reference inner_conversation_node_ref;
    Reference outer_conversation_node_ref;
};

struct ConversationLink : BaseElement {
    std::string name;
    Reference source_ref;
    Reference target_ref;
};

struct Collaboration : BaseElement {
    std::string name;
    bool is_closed = false;
    std::vector<Participant> participants;
    std::vector<MessageFlow> message_flows;
    std::vector<Artifact> artifacts;
    std::vector<ConversationNode> conversation_nodes;
    std::vector<ConversationAssociation> conversation_associations;
    std::vector<ParticipantAssociation> participant_associations;
    std::vector<MessageFlowAssociation> message_flow_associations;
    std::vector<CorrelationKey> correlation_keys;
    std::vector<PlacedReference> choreography_refs;
    std::vector<ConversationLink> conversation_links;
};

struct GlobalConversation : Collaboration {};

}  // namespace pavane::bpmn::document
