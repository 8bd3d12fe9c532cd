#include "element_count.hpp"

#include "element_counter.hpp"

namespace pavane::tests {

void ElementCounter::definitions(const Definitions& d) {
    element("definitions", d);
    for (const Import& each : d.imports) element("import", each);
    for (const Process& each : d.processes) process(each);
    for (const GlobalTask& each : d.global_tasks) global_task(each);
    for (const Collaboration& each : d.collaborations) collaboration("collaboration", each);
    for (const GlobalConversation& each : d.global_conversations) collaboration("globalConversation", each);
    for (const Choreography& each : d.choreographies) {
        collaboration("choreography", each);
        elements(each.flow_elements);
    }
    for (const GlobalChoreographyTask& each : d.global_choreography_tasks) {
        collaboration("globalChoreographyTask", each);
        elements(each.flow_elements);
    }
    for (const EventDefinition& each : d.event_definitions) event_definition(each);
    for (const ItemDefinition& each : d.item_definitions) element("itemDefinition", each);
    for (const Message& each : d.messages) element("message", each);
    for (const Error& each : d.errors) element("error", each);
    for (const Escalation& each : d.escalations) element("escalation", each);
    for (const Signal& each : d.signals) element("signal", each);
    for (const DataStore& each : d.data_stores) item("dataStore", each);
    for (const Category& each : d.categories) {
        element("category", each);
        for (const CategoryValue& value : each.values) element("categoryValue", value);
    }
    services(d);
    for (const Relationship& each : d.relationships) {
        element("relationship", each);
        references("source", each.sources);
        references("target", each.targets);
    }
    for (const Diagram& each : d.diagrams) diagram(each);
}

void ElementCounter::element(const std::string& tag, const BaseElement& e) {
    ++counts[tag];
    counts["documentation"] += static_cast<int>(e.documentation.size());
}

void ElementCounter::references(const std::string& tag, const std::vector<PlacedReference>& list) {
    counts[tag] += static_cast<int>(list.size());
}

void ElementCounter::expression(const std::string& tag, const std::optional<Expression>& e) {
    if (e) element(tag, *e);
}

void ElementCounter::services(const Definitions& d) {
    for (const CorrelationProperty& each : d.correlation_properties) {
        element("correlationProperty", each);
        for (const auto& retrieval : each.retrieval_expressions) {
            element("correlationPropertyRetrievalExpression", retrieval);
            expression("messagePath", retrieval.message_path);
        }
    }
    for (const EndPoint& each : d.end_points) element("endPoint", each);
    for (const Interface& each : d.interfaces) {
        element("interface", each);
        for (const Operation& operation : each.operations) {
            element("operation", operation);
            references("inMessageRef", operation.in_message_refs);
            references("outMessageRef", operation.out_message_refs);
            references("errorRef", operation.error_refs);
        }
    }
    for (const PartnerEntity& each : d.partner_entities) {
        element("partnerEntity", each);
        references("participantRef", each.participant_refs);
    }
    for (const PartnerRole& each : d.partner_roles) {
        element("partnerRole", each);
        references("participantRef", each.participant_refs);
    }
    for (const Resource& each : d.resources) {
        element("resource", each);
        for (const ResourceParameter& parameter : each.parameters) element("resourceParameter", parameter);
    }
}

void ElementCounter::artifacts(const std::vector<Artifact>& list) {
    for (const Artifact& each : list) {
        if (const auto* association = std::get_if<Association>(&each)) element("association", *association);
        if (const auto* group = std::get_if<Group>(&each)) element("group", *group);
        if (const auto* annotation = std::get_if<TextAnnotation>(&each)) {
            element("textAnnotation", *annotation);
            if (annotation->text_location) ++counts["text"];
        }
    }
}

void ElementCounter::correlation_keys(const std::vector<CorrelationKey>& list) {
    for (const CorrelationKey& each : list) {
        element("correlationKey", each);
        references("correlationPropertyRef", each.property_refs);
    }
}

void ElementCounter::participant_associations(const std::vector<ParticipantAssociation>& list) {
    for (const ParticipantAssociation& each : list) {
        element("participantAssociation", each);
        references("innerParticipantRef", each.inner_participant_refs);
        references("outerParticipantRef", each.outer_participant_refs);
    }
}

void ElementCounter::conversation_nodes(const std::vector<ConversationNode>& list) {
    for (const ConversationNode& each : list) {
        element(each.kind == ConversationKind::conversation       ? "conversation"
                : each.kind == ConversationKind::sub_conversation ? "subConversation"
                                                                  : "callConversation",
                each);
        references("participantRef", each.participant_refs);
        references("messageFlowRef", each.message_flow_refs);
        correlation_keys(each.correlation_keys);
        conversation_nodes(each.nodes);
        participant_associations(each.participant_associations);
    }
}

void ElementCounter::collaboration(const std::string& tag, const Collaboration& c) {
    element(tag, c);
    for (const Participant& each : c.participants) {
        element("participant", each);
        references("interfaceRef", each.interface_refs);
        references("endPointRef", each.end_point_refs);
        if (each.multiplicity) element("participantMultiplicity", *each.multiplicity);
    }
    for (const MessageFlow& each : c.message_flows) element("messageFlow", each);
    artifacts(c.artifacts);
    conversation_nodes(c.conversation_nodes);
    for (const ConversationAssociation& each : c.conversation_associations) element("conversationAssociation", each);
    participant_associations(c.participant_associations);
    for (const MessageFlowAssociation& each : c.message_flow_associations) element("messageFlowAssociation", each);
    correlation_keys(c.correlation_keys);
    references("choreographyRef", c.choreography_refs);
    for (const ConversationLink& each : c.conversation_links) element("conversationLink", each);
}

void ElementCounter::label(const std::optional<Label>& l) {
    if (!l) return;
    element("BPMNLabel", *l);
    if (l->bounds) element("Bounds", *l->bounds);
}

void ElementCounter::diagram(const Diagram& d) {
    element("BPMNDiagram", d);
    for (const Plane& plane : d.planes) {
        element("BPMNPlane", plane);
        for (const Shape& shape : plane.shapes) {
            element("BPMNShape", shape);
            if (shape.bounds) element("Bounds", *shape.bounds);
            label(shape.label);
        }
        for (const Edge& edge : plane.edges) {
            element("BPMNEdge", edge);
            for (const Waypoint& each : edge.waypoints) element("waypoint", each);
            label(edge.label);
        }
    }
    for (const LabelStyle& style : d.label_styles) {
        element("BPMNLabelStyle", style);
        if (style.font) element("Font", *style.font);
    }
}

std::map<std::string, int> count_elements(const Document& document) {
    ElementCounter counter;
    counter.definitions(document.definitions);
    std::erase_if(counter.counts, [](const auto& entry) { return entry.second == 0; });
    return counter.counts;
}

}  // namespace pavane::tests
