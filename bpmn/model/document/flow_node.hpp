// What flow elements and flow nodes share, BPMN 2.0.2 §8.4.8 and §8.4.12, and what connects them.
#pragma once

#include <optional>

#include "bpmn/model/document/common.hpp"
#include "bpmn/model/document/data.hpp"

namespace pavane::bpmn::document {

struct AnyFlowElement : BaseElement {
    std::string name;
    std::optional<Auditing> auditing;
    std::optional<Monitoring> monitoring;
    std::vector<PlacedReference> category_value_refs;
};

// `incoming` and `outgoing` repeat what the sequence flows say, and many tools leave them out: the flows are the truth.
struct FlowNode : AnyFlowElement {
    std::vector<PlacedReference> incoming;
    std::vector<PlacedReference> outgoing;
};

struct SequenceFlow : AnyFlowElement {
    Reference source_ref;
    Reference target_ref;
    std::optional<Expression> condition_expression;
    std::optional<bool> is_immediate;
};

struct DataObject : AnyFlowElement {
    Reference item_subject_ref;
    std::optional<DataState> data_state;
    bool is_collection = false;
};

struct DataObjectReference : AnyFlowElement {
    Reference item_subject_ref;
    std::optional<DataState> data_state;
    Reference data_object_ref;
};

struct DataStoreReference : AnyFlowElement {
    Reference item_subject_ref;
    std::optional<DataState> data_state;
    Reference data_store_ref;
};

// Gateways, §10.6

enum class GatewayDirection { unspecified, converging, diverging, mixed };

struct Gateway : FlowNode {
    GatewayDirection gateway_direction = GatewayDirection::unspecified;
};

struct ParallelGateway : Gateway {};

struct ExclusiveGateway : Gateway {
    Reference default_flow;
};

struct InclusiveGateway : Gateway {
    Reference default_flow;
};

struct ComplexGateway : Gateway {
    Reference default_flow;
    std::optional<Expression> activation_condition;
};

enum class EventGatewayType { exclusive, parallel };

struct EventBasedGateway : Gateway {
    bool instantiate = false;
    EventGatewayType event_gateway_type = EventGatewayType::exclusive;
};

}  // namespace pavane::bpmn::document
