#include "element_count.hpp"

namespace pavane::tests {
namespace {

using namespace bpmn::document;

// One overload per struct, each counting what the struct adds to its base; `visit` of a base is called by hand.
class Counter {
  public:
    std::map<std::string, int> counts;

    void definitions(const Definitions& d) {
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

  private:
    void element(const std::string& tag, const BaseElement& e) {
        ++counts[tag];
        counts["documentation"] += static_cast<int>(e.documentation.size());
    }

    void references(const std::string& tag, const std::vector<PlacedReference>& list) {
        counts[tag] += static_cast<int>(list.size());
    }

    void expression(const std::string& tag, const std::optional<Expression>& e) {
        if (e) element(tag, *e);
    }

    void services(const Definitions& d) {
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

    void roles(const std::vector<ResourceRole>& list) {
        for (const ResourceRole& each : list) {
            static const std::map<ResourceRoleKind, std::string> tags = {
                {ResourceRoleKind::resource_role, "resourceRole"},
                {ResourceRoleKind::performer, "performer"},
                {ResourceRoleKind::human_performer, "humanPerformer"},
                {ResourceRoleKind::potential_owner, "potentialOwner"}};
            element(tags.at(each.kind), each);
            references("resourceRef", each.resource_refs);
            for (const ResourceParameterBinding& binding : each.parameter_bindings) {
                element("resourceParameterBinding", binding);
                expression("formalExpression", binding.expression);
            }
            if (each.assignment_expression) {
                element("resourceAssignmentExpression", *each.assignment_expression);
                expression("formalExpression", each.assignment_expression->expression);
            }
        }
    }

    void artifacts(const std::vector<Artifact>& list) {
        for (const Artifact& each : list) {
            if (const auto* association = std::get_if<Association>(&each)) element("association", *association);
            if (const auto* group = std::get_if<Group>(&each)) element("group", *group);
            if (const auto* annotation = std::get_if<TextAnnotation>(&each)) {
                element("textAnnotation", *annotation);
                if (annotation->text_location) ++counts["text"];
            }
        }
    }

    void correlation_keys(const std::vector<CorrelationKey>& list) {
        for (const CorrelationKey& each : list) {
            element("correlationKey", each);
            references("correlationPropertyRef", each.property_refs);
        }
    }

    void participant_associations(const std::vector<ParticipantAssociation>& list) {
        for (const ParticipantAssociation& each : list) {
            element("participantAssociation", each);
            references("innerParticipantRef", each.inner_participant_refs);
            references("outerParticipantRef", each.outer_participant_refs);
        }
    }

    void conversation_nodes(const std::vector<ConversationNode>& list) {
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

    void collaboration(const std::string& tag, const Collaboration& c) {
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
        for (const ConversationAssociation& each : c.conversation_associations)
            element("conversationAssociation", each);
        participant_associations(c.participant_associations);
        for (const MessageFlowAssociation& each : c.message_flow_associations) element("messageFlowAssociation", each);
        correlation_keys(c.correlation_keys);
        references("choreographyRef", c.choreography_refs);
        for (const ConversationLink& each : c.conversation_links) element("conversationLink", each);
    }

    void item(const std::string& tag, const ItemAwareElement& i) {
        element(tag, i);
        state(i.data_state);
    }

    void state(const std::optional<DataState>& s) {
        if (s) element("dataState", *s);
    }

    void input_set(const InputSet& s) {
        element("inputSet", s);
        references("dataInputRefs", s.data_input_refs);
        references("optionalInputRefs", s.optional_input_refs);
        references("whileExecutingInputRefs", s.while_executing_input_refs);
        references("outputSetRefs", s.output_set_refs);
    }

    void output_set(const OutputSet& s) {
        element("outputSet", s);
        references("dataOutputRefs", s.data_output_refs);
        references("optionalOutputRefs", s.optional_output_refs);
        references("whileExecutingOutputRefs", s.while_executing_output_refs);
        references("inputSetRefs", s.input_set_refs);
    }

    void io_specification(const std::optional<InputOutputSpecification>& io) {
        if (!io) return;
        element("ioSpecification", *io);
        for (const DataInput& each : io->data_inputs) item("dataInput", each);
        for (const DataOutput& each : io->data_outputs) item("dataOutput", each);
        for (const InputSet& each : io->input_sets) input_set(each);
        for (const OutputSet& each : io->output_sets) output_set(each);
    }

    template <class Association>
    void data_associations(const std::string& tag, const std::vector<Association>& list) {
        for (const DataAssociation& each : list) {
            element(tag, each);
            references("sourceRef", each.source_refs);
            references("targetRef", each.target_refs);
            expression("transformation", each.transformation);
            for (const DataAssignment& assignment : each.assignments) {
                element("assignment", assignment);
                expression("from", assignment.from);
                expression("to", assignment.to);
            }
        }
    }

    void lane_sets(const std::string& tag, const std::vector<LaneSet>& list) {
        for (const LaneSet& set : list) {
            element(tag, set);
            for (const Lane& lane : set.lanes) {
                element("lane", lane);
                if (lane.partition_element) element("partitionElement", *lane.partition_element);
                references("flowNodeRef", lane.flow_node_refs);
                lane_sets("childLaneSet", lane.child_lane_sets);
            }
        }
    }

    void callable(const std::string& tag, const CallableElement& c) {
        element(tag, c);
        references("supportedInterfaceRef", c.supported_interface_refs);
        io_specification(c.io_specification);
        for (const InputOutputBinding& each : c.io_bindings) element("ioBinding", each);
    }

    void process(const Process& p) {
        callable("process", p);
        if (p.auditing) element("auditing", *p.auditing);
        if (p.monitoring) element("monitoring", *p.monitoring);
        for (const DataProperty& each : p.properties) item("property", each);
        lane_sets("laneSet", p.lane_sets);
        elements(p.flow_elements);
        artifacts(p.artifacts);
        roles(p.resources);
        for (const CorrelationSubscription& each : p.correlation_subscriptions) {
            element("correlationSubscription", each);
            for (const CorrelationPropertyBinding& binding : each.bindings) {
                element("correlationPropertyBinding", binding);
                expression("dataPath", binding.data_path);
            }
        }
        references("supports", p.supports);
    }

    void global_task(const GlobalTask& t) {
        static const std::map<GlobalTaskKind, std::string> tags = {
            {GlobalTaskKind::task, "globalTask"},
            {GlobalTaskKind::user_task, "globalUserTask"},
            {GlobalTaskKind::manual_task, "globalManualTask"},
            {GlobalTaskKind::script_task, "globalScriptTask"},
            {GlobalTaskKind::business_rule_task, "globalBusinessRuleTask"}};
        callable(tags.at(t.kind), t);
        roles(t.resources);
        for (const Rendering& each : t.renderings) element("rendering", each);
        if (t.script) ++counts["script"];
    }

    void elements(const std::vector<FlowElement>& list) {
        for (const FlowElement& each : list) {
            element(std::string(tag_of(each)), each.base());
            const FlowElementBase& base = each.base();
            if (base.auditing) element("auditing", *base.auditing);
            if (base.monitoring) element("monitoring", *base.monitoring);
            references("categoryValueRef", base.category_value_refs);
            if (const FlowNode* node = each.node()) {
                references("incoming", node->incoming);
                references("outgoing", node->outgoing);
            }
            std::visit([this](const auto& kind) { own(kind); }, each.kind());
        }
    }

    void own(const SequenceFlow& f) { expression("conditionExpression", f.condition_expression); }
    void own(const DataObject& d) { state(d.data_state); }
    void own(const DataObjectReference& d) { state(d.data_state); }
    void own(const DataStoreReference& d) { state(d.data_state); }
    void own(const Gateway&) {}
    void own(const ComplexGateway& g) { expression("activationCondition", g.activation_condition); }

    void own(const Activity& a) {
        io_specification(a.io_specification);
        for (const DataProperty& each : a.properties) item("property", each);
        data_associations("dataInputAssociation", a.data_input_associations);
        data_associations("dataOutputAssociation", a.data_output_associations);
        roles(a.resources);
        if (!a.loop_characteristics) return;
        if (const auto* standard = std::get_if<StandardLoopCharacteristics>(&*a.loop_characteristics)) {
            element("standardLoopCharacteristics", *standard);
            expression("loopCondition", standard->loop_condition);
        } else {
            multi_instance(std::get<MultiInstanceLoopCharacteristics>(*a.loop_characteristics));
        }
    }

    void multi_instance(const MultiInstanceLoopCharacteristics& m) {
        element("multiInstanceLoopCharacteristics", m);
        expression("loopCardinality", m.loop_cardinality);
        references("loopDataInputRef", m.loop_data_input_refs);
        references("loopDataOutputRef", m.loop_data_output_refs);
        if (m.input_data_item) item("inputDataItem", *m.input_data_item);
        if (m.output_data_item) item("outputDataItem", *m.output_data_item);
        for (const ComplexBehaviorDefinition& each : m.complex_behavior_definitions) {
            element("complexBehaviorDefinition", each);
            expression("condition", each.condition);
            if (each.event) {
                element("event", *each.event);
                own(*each.event);
            }
        }
        expression("completionCondition", m.completion_condition);
    }

    void own(const UserTask& t) {
        own(static_cast<const Activity&>(t));
        for (const Rendering& each : t.renderings) element("rendering", each);
    }

    void own(const ScriptTask& t) {
        own(static_cast<const Activity&>(t));
        if (t.script) ++counts["script"];
    }

    void own(const SubProcess& s) {
        own(static_cast<const Activity&>(s));
        lane_sets("laneSet", s.lane_sets);
        elements(s.flow_elements);
        artifacts(s.artifacts);
    }

    void own(const AdHocSubProcess& s) {
        own(static_cast<const SubProcess&>(s));
        expression("completionCondition", s.completion_condition);
    }

    void event(const Event& e) {
        for (const DataProperty& each : e.properties) item("property", each);
        for (const EventDefinition& each : e.event_definitions) event_definition(each);
        references("eventDefinitionRef", e.event_definition_refs);
    }

    void own(const CatchEvent& e) {
        event(e);
        for (const DataOutput& each : e.data_outputs) item("dataOutput", each);
        data_associations("dataOutputAssociation", e.data_output_associations);
        if (e.output_set) output_set(*e.output_set);
    }

    void own(const ThrowEvent& e) {
        event(e);
        for (const DataInput& each : e.data_inputs) item("dataInput", each);
        data_associations("dataInputAssociation", e.data_input_associations);
        if (e.input_set) input_set(*e.input_set);
    }

    void own(const ChoreographyActivity& c) {
        references("participantRef", c.participant_refs);
        correlation_keys(c.correlation_keys);
    }

    void own(const ChoreographyTask& c) {
        own(static_cast<const ChoreographyActivity&>(c));
        references("messageFlowRef", c.message_flow_refs);
    }

    void own(const CallChoreography& c) {
        own(static_cast<const ChoreographyActivity&>(c));
        participant_associations(c.participant_associations);
    }

    void own(const SubChoreography& c) {
        own(static_cast<const ChoreographyActivity&>(c));
        elements(c.flow_elements);
        artifacts(c.artifacts);
    }

    void event_definition(const EventDefinition& definition) {
        std::visit([this](const auto& kind) { own_definition(kind); }, definition);
    }

    void own_definition(const CancelEventDefinition& d) { element("cancelEventDefinition", d); }
    void own_definition(const CompensateEventDefinition& d) { element("compensateEventDefinition", d); }
    void own_definition(const ErrorEventDefinition& d) { element("errorEventDefinition", d); }
    void own_definition(const EscalationEventDefinition& d) { element("escalationEventDefinition", d); }
    void own_definition(const SignalEventDefinition& d) { element("signalEventDefinition", d); }
    void own_definition(const TerminateEventDefinition& d) { element("terminateEventDefinition", d); }

    void own_definition(const ConditionalEventDefinition& d) {
        element("conditionalEventDefinition", d);
        expression("condition", d.condition);
    }

    void own_definition(const LinkEventDefinition& d) {
        element("linkEventDefinition", d);
        references("source", d.sources);
        references("target", d.targets);
    }

    void own_definition(const MessageEventDefinition& d) {
        element("messageEventDefinition", d);
        references("operationRef", d.operation_refs);
    }

    void own_definition(const TimerEventDefinition& d) {
        element("timerEventDefinition", d);
        expression("timeDate", d.time_date);
        expression("timeDuration", d.time_duration);
        expression("timeCycle", d.time_cycle);
    }

    void label(const std::optional<Label>& l) {
        if (!l) return;
        element("BPMNLabel", *l);
        if (l->bounds) element("Bounds", *l->bounds);
    }

    void diagram(const Diagram& d) {
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
};

}  // namespace

std::map<std::string, int> count_elements(const Document& document) {
    Counter counter;
    counter.definitions(document.definitions);
    std::erase_if(counter.counts, [](const auto& entry) { return entry.second == 0; });
    return counter.counts;
}

}  // namespace pavane::tests
