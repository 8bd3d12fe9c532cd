// Activities, BPMN 2.0.2 §10.3: tasks, sub-processes, call activities and how they repeat.
#pragma once

#include "bpmn/model/document/events.hpp"

namespace pavane::bpmn::document {

class FlowElement;
struct LaneSet;

// §10.3.8. loop_maximum is empty when the file says nothing or nothing that is a number.
struct StandardLoopCharacteristics : BaseElement {
    std::optional<Expression> loop_condition;
    bool test_before = false;
    std::optional<std::int64_t> loop_maximum;
};

struct ComplexBehaviorDefinition : BaseElement {
    std::optional<Expression> condition;
    std::optional<ImplicitThrowEvent> event;
};

enum class MultiInstanceBehavior { none, one, all, complex };

struct MultiInstanceLoopCharacteristics : BaseElement {
    std::optional<Expression> loop_cardinality;
    std::vector<PlacedReference> loop_data_input_refs;   // BPMN allows one
    std::vector<PlacedReference> loop_data_output_refs;  // BPMN allows one
    std::optional<DataInput> input_data_item;
    std::optional<DataOutput> output_data_item;
    std::vector<ComplexBehaviorDefinition> complex_behavior_definitions;
    std::optional<Expression> completion_condition;
    bool is_sequential = false;
    MultiInstanceBehavior behavior = MultiInstanceBehavior::all;
    Reference one_behavior_event_ref;
    Reference none_behavior_event_ref;
};

using LoopCharacteristics = std::variant<StandardLoopCharacteristics, MultiInstanceLoopCharacteristics>;

struct Activity : FlowNode {
    std::optional<InputOutputSpecification> io_specification;
    std::vector<DataProperty> properties;
    std::vector<DataInputAssociation> data_input_associations;
    std::vector<DataOutputAssociation> data_output_associations;
    std::vector<ResourceRole> resources;
    std::unique_ptr<LoopCharacteristics>
        loop_characteristics;  // null: runs once (a pointer, because few loop and it is large)
    bool is_for_compensation = false;
    std::int64_t start_quantity = 1;
    std::int64_t completion_quantity = 1;
    Reference default_flow;
};

struct Rendering : BaseElement {};

struct Task : Activity {};
struct ManualTask : Task {};

struct UserTask : Task {
    std::string implementation = "##unspecified";
    std::vector<Rendering> renderings;
};

struct ServiceTask : Task {
    std::string implementation = "##WebService";
    Reference operation_ref;
};

struct SendTask : Task {
    std::string implementation = "##WebService";
    Reference message_ref;
    Reference operation_ref;
};

struct ReceiveTask : Task {
    std::string implementation = "##WebService";
    bool instantiate = false;
    Reference message_ref;
    Reference operation_ref;
};

struct BusinessRuleTask : Task {
    std::string implementation = "##unspecified";
};

// The script's text as it stands, or nothing when there is no <script> element.
struct ScriptTask : Task {
    std::string script_format;
    std::optional<std::string> script;
    Location script_location;
};

struct CallActivity : Activity {
    Reference called_element;
};

// Defined in flow_element.cpp, because the elements inside are not complete here.
struct SubProcess : Activity {
    std::vector<LaneSet> lane_sets;
    std::vector<FlowElement> flow_elements;
    std::vector<Artifact> artifacts;
    bool triggered_by_event = false;

    SubProcess();
    SubProcess(SubProcess&&) noexcept;
    SubProcess& operator=(SubProcess&&) noexcept;
    ~SubProcess();
};

struct Transaction : SubProcess {
    std::string method = "##Compensate";
};

enum class AdHocOrdering { unspecified, parallel, sequential };

struct AdHocSubProcess : SubProcess {
    std::optional<Expression> completion_condition;
    bool cancel_remaining_instances = true;
    AdHocOrdering ordering = AdHocOrdering::unspecified;
};

}  // namespace pavane::bpmn::document
