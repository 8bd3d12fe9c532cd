// One element of a process, sub-process or choreography: a closed set, visited with std::visit on kind().
#pragma once

#include <memory>
#include <string_view>

#include "bpmn/model/document/activities.hpp"
#include "bpmn/model/document/choreography.hpp"

namespace pavane::bpmn::document {

using FlowElementKind =
    std::variant<Task, ManualTask, UserTask, ServiceTask, SendTask, ReceiveTask, BusinessRuleTask, ScriptTask,
                 CallActivity, SubProcess, Transaction, AdHocSubProcess, StartEvent, IntermediateCatchEvent,
                 BoundaryEvent, IntermediateThrowEvent, ImplicitThrowEvent, EndEvent, ParallelGateway, ExclusiveGateway,
                 InclusiveGateway, ComplexGateway, EventBasedGateway, SequenceFlow, DataObject, DataObjectReference,
                 DataStoreReference, ChoreographyTask, CallChoreography, SubChoreography>;

// Its special members are compiled once, in flow_element.cpp. A moved-from element may only be destroyed or assigned
// to.
class FlowElement {
  public:
    explicit FlowElement(FlowElementKind kind);
    FlowElement(FlowElement&&) noexcept;
    FlowElement& operator=(FlowElement&&) noexcept;
    ~FlowElement();

    const FlowElementKind& kind() const { return *kind_; }
    const AnyFlowElement& base() const { return *base_; }
    const FlowNode* node() const { return node_; }  // null: a sequence flow or data

  private:
    std::unique_ptr<FlowElementKind> kind_;
    const AnyFlowElement* base_;
    const FlowNode* node_;
};

// The name of the element in a file, e.g. "userTask".
std::string_view tag_of(const FlowElement& element);

struct Lane : BaseElement {
    std::string name;
    Reference partition_element_ref;
    std::optional<BaseElement> partition_element;
    std::vector<PlacedReference> flow_node_refs;
    std::vector<LaneSet> child_lane_sets;  // BPMN allows one
};

struct LaneSet : BaseElement {
    std::string name;
    std::vector<Lane> lanes;
};

}  // namespace pavane::bpmn::document
