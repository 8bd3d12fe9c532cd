// Walks a whole document and counts its elements by the names that they have in a file: one function per struct, each
// counting what the struct adds to the one it extends.
#pragma once

#include <map>
#include <string>

#include "bpmn/model/document.hpp"

namespace pavane::tests {

using namespace bpmn::document;

class ElementCounter {
  public:
    std::map<std::string, int> counts;

    void definitions(const Definitions& d);

  private:
    void element(const std::string& tag, const BaseElement& e);
    void references(const std::string& tag, const std::vector<PlacedReference>& list);
    void expression(const std::string& tag, const std::optional<Expression>& e);
    void services(const Definitions& d);
    void roles(const std::vector<ResourceRole>& list);
    void artifacts(const std::vector<Artifact>& list);
    void correlation_keys(const std::vector<CorrelationKey>& list);
    void participant_associations(const std::vector<ParticipantAssociation>& list);
    void conversation_nodes(const std::vector<ConversationNode>& list);
    void collaboration(const std::string& tag, const Collaboration& c);
    void item(const std::string& tag, const ItemAwareElement& i);
    void state(const std::optional<DataState>& s);
    void input_set(const InputSet& s);
    void output_set(const OutputSet& s);
    void io_specification(const std::optional<InputOutputSpecification>& io);
    void lane_sets(const std::string& tag, const std::vector<LaneSet>& list);
    void callable(const std::string& tag, const CallableElement& c);
    void process(const Process& p);
    void global_task(const GlobalTask& t);
    void elements(const std::vector<FlowElement>& list);
    void own(const SequenceFlow& f);
    void own(const DataObject& d);
    void own(const DataObjectReference& d);
    void own(const DataStoreReference& d);
    void own(const Gateway&);
    void own(const ComplexGateway& g);
    void own(const Activity& a);
    void multi_instance(const MultiInstanceLoopCharacteristics& m);
    void own(const UserTask& t);
    void own(const ScriptTask& t);
    void own(const SubProcess& s);
    void own(const AdHocSubProcess& s);
    void event(const Event& e);
    void own(const CatchEvent& e);
    void own(const ThrowEvent& e);
    void own(const ChoreographyActivity& c);
    void own(const ChoreographyTask& c);
    void own(const CallChoreography& c);
    void own(const SubChoreography& c);
    void event_definition(const EventDefinition& definition);
    void own_definition(const CancelEventDefinition& d);
    void own_definition(const CompensateEventDefinition& d);
    void own_definition(const ErrorEventDefinition& d);
    void own_definition(const EscalationEventDefinition& d);
    void own_definition(const SignalEventDefinition& d);
    void own_definition(const TerminateEventDefinition& d);
    void own_definition(const ConditionalEventDefinition& d);
    void own_definition(const LinkEventDefinition& d);
    void own_definition(const MessageEventDefinition& d);
    void own_definition(const TimerEventDefinition& d);
    void label(const std::optional<Label>& l);
    void diagram(const Diagram& d);

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
};

}  // namespace pavane::tests
