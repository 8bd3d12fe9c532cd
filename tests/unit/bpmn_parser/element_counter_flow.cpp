// The processes' part of the walk: callable elements, flow elements, events, data and roles.
#include "element_counter.hpp"

namespace pavane::tests {

void ElementCounter::roles(const std::vector<ResourceRole>& list) {
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

void ElementCounter::item(const std::string& tag, const ItemAwareElement& i) {
    element(tag, i);
    state(i.data_state);
}

void ElementCounter::state(const std::optional<DataState>& s) {
    if (s) element("dataState", *s);
}

void ElementCounter::input_set(const InputSet& s) {
    element("inputSet", s);
    references("dataInputRefs", s.data_input_refs);
    references("optionalInputRefs", s.optional_input_refs);
    references("whileExecutingInputRefs", s.while_executing_input_refs);
    references("outputSetRefs", s.output_set_refs);
}

void ElementCounter::output_set(const OutputSet& s) {
    element("outputSet", s);
    references("dataOutputRefs", s.data_output_refs);
    references("optionalOutputRefs", s.optional_output_refs);
    references("whileExecutingOutputRefs", s.while_executing_output_refs);
    references("inputSetRefs", s.input_set_refs);
}

void ElementCounter::io_specification(const std::optional<InputOutputSpecification>& io) {
    if (!io) return;
    element("ioSpecification", *io);
    for (const DataInput& each : io->data_inputs) item("dataInput", each);
    for (const DataOutput& each : io->data_outputs) item("dataOutput", each);
    for (const InputSet& each : io->input_sets) input_set(each);
    for (const OutputSet& each : io->output_sets) output_set(each);
}

void ElementCounter::lane_sets(const std::string& tag, const std::vector<LaneSet>& list) {
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

void ElementCounter::callable(const std::string& tag, const CallableElement& c) {
    element(tag, c);
    references("supportedInterfaceRef", c.supported_interface_refs);
    io_specification(c.io_specification);
    for (const InputOutputBinding& each : c.io_bindings) element("ioBinding", each);
}

void ElementCounter::process(const Process& p) {
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

void ElementCounter::global_task(const GlobalTask& t) {
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

void ElementCounter::elements(const std::vector<FlowElement>& list) {
    for (const FlowElement& each : list) {
        element(std::string(tag_of(each)), each.base());
        const AnyFlowElement& base = each.base();
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

void ElementCounter::own(const SequenceFlow& f) { expression("conditionExpression", f.condition_expression); }

void ElementCounter::own(const DataObject& d) { state(d.data_state); }

void ElementCounter::own(const DataObjectReference& d) { state(d.data_state); }

void ElementCounter::own(const DataStoreReference& d) { state(d.data_state); }

void ElementCounter::own(const Gateway&) {}

void ElementCounter::own(const ComplexGateway& g) { expression("activationCondition", g.activation_condition); }

void ElementCounter::own(const Activity& a) {
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

void ElementCounter::multi_instance(const MultiInstanceLoopCharacteristics& m) {
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

void ElementCounter::own(const UserTask& t) {
    own(static_cast<const Activity&>(t));
    for (const Rendering& each : t.renderings) element("rendering", each);
}

void ElementCounter::own(const ScriptTask& t) {
    own(static_cast<const Activity&>(t));
    if (t.script) ++counts["script"];
}

void ElementCounter::own(const SubProcess& s) {
    own(static_cast<const Activity&>(s));
    lane_sets("laneSet", s.lane_sets);
    elements(s.flow_elements);
    artifacts(s.artifacts);
}

void ElementCounter::own(const AdHocSubProcess& s) {
    own(static_cast<const SubProcess&>(s));
    expression("completionCondition", s.completion_condition);
}

void ElementCounter::event(const Event& e) {
    for (const DataProperty& each : e.properties) item("property", each);
    for (const EventDefinition& each : e.event_definitions) event_definition(each);
    references("eventDefinitionRef", e.event_definition_refs);
}

void ElementCounter::own(const CatchEvent& e) {
    event(e);
    for (const DataOutput& each : e.data_outputs) item("dataOutput", each);
    data_associations("dataOutputAssociation", e.data_output_associations);
    if (e.output_set) output_set(*e.output_set);
}

void ElementCounter::own(const ThrowEvent& e) {
    event(e);
    for (const DataInput& each : e.data_inputs) item("dataInput", each);
    data_associations("dataInputAssociation", e.data_input_associations);
    if (e.input_set) input_set(*e.input_set);
}

void ElementCounter::own(const ChoreographyActivity& c) {
    references("participantRef", c.participant_refs);
    correlation_keys(c.correlation_keys);
}

void ElementCounter::own(const ChoreographyTask& c) {
    own(static_cast<const ChoreographyActivity&>(c));
    references("messageFlowRef", c.message_flow_refs);
}

void ElementCounter::own(const CallChoreography& c) {
    own(static_cast<const ChoreographyActivity&>(c));
    participant_associations(c.participant_associations);
}

void ElementCounter::own(const SubChoreography& c) {
    own(static_cast<const ChoreographyActivity&>(c));
    elements(c.flow_elements);
    artifacts(c.artifacts);
}

void ElementCounter::event_definition(const EventDefinition& definition) {
    std::visit([this](const auto& kind) { own_definition(kind); }, definition);
}

void ElementCounter::own_definition(const CancelEventDefinition& d) { element("cancelEventDefinition", d); }

void ElementCounter::own_definition(const CompensateEventDefinition& d) { element("compensateEventDefinition", d); }

void ElementCounter::own_definition(const ErrorEventDefinition& d) { element("errorEventDefinition", d); }

void ElementCounter::own_definition(const EscalationEventDefinition& d) { element("escalationEventDefinition", d); }

void ElementCounter::own_definition(const SignalEventDefinition& d) { element("signalEventDefinition", d); }

void ElementCounter::own_definition(const TerminateEventDefinition& d) { element("terminateEventDefinition", d); }

void ElementCounter::own_definition(const ConditionalEventDefinition& d) {
    element("conditionalEventDefinition", d);
    expression("condition", d.condition);
}

void ElementCounter::own_definition(const LinkEventDefinition& d) {
    element("linkEventDefinition", d);
    references("source", d.sources);
    references("target", d.targets);
}

void ElementCounter::own_definition(const MessageEventDefinition& d) {
    element("messageEventDefinition", d);
    references("operationRef", d.operation_refs);
}

void ElementCounter::own_definition(const TimerEventDefinition& d) {
    element("timerEventDefinition", d);
    expression("timeDate", d.time_date);
    expression("timeDuration", d.time_duration);
    expression("timeCycle", d.time_cycle);
}

}  // namespace pavane::tests
