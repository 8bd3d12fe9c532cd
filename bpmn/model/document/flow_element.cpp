#include "bpmn/model/document/flow_element.hpp"

#include <array>

namespace pavane::bpmn::document {
namespace {

// In the order of FlowElementKind.
constexpr std::array<std::string_view, std::variant_size_v<FlowElementKind>> tags = {"task",
                                                                                     "manualTask",
                                                                                     "userTask",
                                                                                     "serviceTask",
                                                                                     "sendTask",
                                                                                     "receiveTask",
                                                                                     "businessRuleTask",
                                                                                     "scriptTask",
                                                                                     "callActivity",
                                                                                     "subProcess",
                                                                                     "transaction",
                                                                                     "adHocSubProcess",
                                                                                     "startEvent",
                                                                                     "intermediateCatchEvent",
                                                                                     "boundaryEvent",
                                                                                     "intermediateThrowEvent",
                                                                                     "implicitThrowEvent",
                                                                                     "endEvent",
                                                                                     "parallelGateway",
                                                                                     "exclusiveGateway",
                                                                                     "inclusiveGateway",
                                                                                     "complexGateway",
                                                                                     "eventBasedGateway",
                                                                                     "sequenceFlow",
                                                                                     "dataObject",
                                                                                     "dataObjectReference",
                                                                                     "dataStoreReference",
                                                                                     "choreographyTask",
                                                                                     "callChoreography",
                                                                                     "subChoreography"};

const AnyFlowElement& base_in(const FlowElementKind& kind) {
    return std::visit([](const auto& element) -> const AnyFlowElement& { return element; }, kind);
}

const FlowNode* node_in(const FlowElementKind& kind) {
    return std::visit(
        [](const auto& element) -> const FlowNode* {
            if constexpr (std::is_base_of_v<FlowNode, std::decay_t<decltype(element)>>) return &element;
            return nullptr;
        },
        kind);
}

}  // namespace

FlowElement::FlowElement(FlowElementKind kind)
    : kind_(std::make_unique<FlowElementKind>(std::move(kind))), base_(&base_in(*kind_)), node_(node_in(*kind_)) {}
FlowElement::FlowElement(FlowElement&&) noexcept = default;
FlowElement& FlowElement::operator=(FlowElement&&) noexcept = default;
FlowElement::~FlowElement() = default;

std::string_view tag_of(const FlowElement& element) { return tags.at(element.kind().index()); }

SubProcess::SubProcess() = default;
SubProcess::SubProcess(SubProcess&&) noexcept = default;
SubProcess& SubProcess::operator=(SubProcess&&) noexcept = default;
SubProcess::~SubProcess() = default;

SubChoreography::SubChoreography() = default;
SubChoreography::SubChoreography(SubChoreography&&) noexcept = default;
SubChoreography& SubChoreography::operator=(SubChoreography&&) noexcept = default;
SubChoreography::~SubChoreography() = default;

}  // namespace pavane::bpmn::document
