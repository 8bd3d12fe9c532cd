#include "bpmn/model/definition.hpp"

namespace pavane::bpmn {

Kind::Kind() = default;
Kind::Kind(Process kind) : variant_(std::move(kind)) {}
Kind::Kind(SubProcess kind) : variant_(std::move(kind)) {}
Kind::Kind(StartEvent kind) : variant_(std::move(kind)) {}
Kind::Kind(CatchEvent kind) : variant_(std::move(kind)) {}
Kind::Kind(ThrowEvent kind) : variant_(std::move(kind)) {}
Kind::Kind(EndEvent kind) : variant_(std::move(kind)) {}
Kind::Kind(BoundaryEvent kind) : variant_(std::move(kind)) {}
Kind::Kind(PassThroughTask kind) : variant_(std::move(kind)) {}
Kind::Kind(UserTask kind) : variant_(std::move(kind)) {}
Kind::Kind(ExternalTask kind) : variant_(std::move(kind)) {}
Kind::Kind(ExpressionTask kind) : variant_(std::move(kind)) {}
Kind::Kind(BusinessRuleTask kind) : variant_(std::move(kind)) {}
Kind::Kind(ReceiveTask kind) : variant_(std::move(kind)) {}
Kind::Kind(ExclusiveGateway kind) : variant_(std::move(kind)) {}
Kind::Kind(ParallelGateway kind) : variant_(std::move(kind)) {}
Kind::Kind(CallActivity kind) : variant_(std::move(kind)) {}
Kind::Kind(const Kind&) = default;
Kind::Kind(Kind&&) noexcept = default;
Kind& Kind::operator=(const Kind&) = default;
Kind& Kind::operator=(Kind&&) noexcept = default;
Kind::~Kind() = default;

std::optional<NodeIndex> ProcessDefinition::find_node(std::string_view element_id) const {
    const auto found = node_by_id.find(element_id);
    return found == node_by_id.end() ? std::nullopt : std::optional(found->second);
}

std::optional<FlowIndex> ProcessDefinition::find_flow(std::string_view element_id) const {
    const auto found = flow_by_id.find(element_id);
    return found == flow_by_id.end() ? std::nullopt : std::optional(found->second);
}

std::optional<NodeIndex> ProcessDefinition::initial_start() const {
    std::optional<NodeIndex> timer;
    std::size_t timers = 0;
    for (const NodeIndex start : start_events) {
        const Trigger& trigger = nodes[start].kind.as<StartEvent>()->trigger;
        if (std::holds_alternative<NoTrigger>(trigger)) return start;
        if (!std::holds_alternative<TimerTrigger>(trigger)) continue;
        timer = start;
        ++timers;
    }
    if (timers > 0) return timers == 1 ? timer : std::nullopt;
    return start_events.size() == 1 ? std::optional(start_events.front()) : std::nullopt;
}

}  // namespace pavane::bpmn
