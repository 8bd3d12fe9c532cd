// One flow element to one node.
#include <algorithm>

#include "bpmn/link/activity_types.hpp"
#include "bpmn/link/extensions_without_effect.hpp"
#include "bpmn/link/link_process.hpp"

namespace pavane::bpmn {

namespace {

using namespace document;

struct LinkKind {
    Linking& linking;

    Kind operator()(const Task&) const { return PassThroughTask{}; }
    Kind operator()(const ManualTask&) const { return PassThroughTask{}; }
    Kind operator()(const document::UserTask& task) const { return link_user_task(linking, task); }
    Kind operator()(const ServiceTask& task) const {
        return link_performed(linking, task, extensions_of(task), "serviceTask");
    }
    Kind operator()(const SendTask& task) const {
        return link_performed(linking, task, extensions_of(task), "sendTask");
    }
    Kind operator()(const document::ReceiveTask& task) const { return link_receive_task(linking, task); }
    Kind operator()(const document::BusinessRuleTask& task) const { return link_business_rule_task(linking, task); }
    Kind operator()(const ScriptTask& task) const { return link_script_task(linking, task); }
    Kind operator()(const document::CallActivity& call) const { return link_call_activity(linking, call); }
    Kind operator()(const document::SubProcess& sub_process) const {
        if (sub_process.triggered_by_event)
            return refused(sub_process, "subProcess", "triggeredByEvent (an event sub-process)");
        return bpmn::SubProcess{};
    }
    Kind operator()(const Transaction& transaction) const {
        return refused(transaction, "transaction", "transaction semantics");
    }
    Kind operator()(const AdHocSubProcess& ad_hoc) const {
        return refused(ad_hoc, "adHocSubProcess", "ad-hoc ordering");
    }
    Kind operator()(const document::StartEvent& event) const {
        if (!extensions_of(event).event.initiator.empty())
            report(linking, Severity::warning, "initiator-without-effect", event,
                   "The startEvent '" + event.id + "' names the initiator variable '" +
                       extensions_of(event).event.initiator +
                       "', which is not set: there is no authentication in this version.");
        return bpmn::StartEvent{link_trigger(linking, event, "startEvent")};
    }
    Kind operator()(const IntermediateCatchEvent& event) const {
        return bpmn::CatchEvent{link_trigger(linking, event, "intermediateCatchEvent")};
    }
    Kind operator()(const document::BoundaryEvent& event) const {
        return bpmn::BoundaryEvent{link_trigger(linking, event, "boundaryEvent"), none, event.cancel_activity};
    }
    Kind operator()(const IntermediateThrowEvent& event) const {
        if (const MessageEventDefinition* message = thrown_message(event))
            return thrown(event, *message, "intermediateThrowEvent");
        return bpmn::ThrowEvent{link_trigger(linking, event, "intermediateThrowEvent")};
    }
    Kind operator()(const document::EndEvent& event) const {
        if (const MessageEventDefinition* message = thrown_message(event)) return thrown(event, *message, "endEvent");
        return bpmn::EndEvent{link_trigger(linking, event, "endEvent")};
    }
    Kind operator()(const document::ParallelGateway&) const { return bpmn::ParallelGateway{}; }
    Kind operator()(const document::ExclusiveGateway&) const { return bpmn::ExclusiveGateway{}; }
    Kind operator()(const InclusiveGateway& gateway) const {
        return refused(gateway, "inclusiveGateway", "inclusive routing");
    }
    Kind operator()(const ComplexGateway& gateway) const {
        return refused(gateway, "complexGateway", "complex routing");
    }
    Kind operator()(const EventBasedGateway& gateway) const {
        return refused(gateway, "eventBasedGateway", "event-based routing");
    }
    template <class Other>
    Kind operator()(const Other& element) const {
        return refused(element, "element", "a construct that no process may hold");
    }

  private:
    Kind refused(const BaseElement& element, std::string_view tag, std::string_view what) const {
        refuse(linking, element, tag, what);
        return PassThroughTask{};
    }
    // A message that a worker or an expression sends; without either the trigger is refused like any other.
    const MessageEventDefinition* thrown_message(const document::ThrowEvent& event) const {
        if (event.event_definitions.size() + event.event_definition_refs.size() != 1) return nullptr;
        if (!event.event_definitions.empty())
            return std::get_if<MessageEventDefinition>(&event.event_definitions.front());
        const auto known = linking.index.event_definitions.find(event.event_definition_refs.front().id);
        return known == linking.index.event_definitions.end() ? nullptr
                                                              : std::get_if<MessageEventDefinition>(known->second);
    }
    Kind thrown(const document::ThrowEvent& event, const MessageEventDefinition& message, std::string_view tag) const {
        judge_extensions(linking, event, tag, extensions_of(message), Place::thrown_message);
        return link_performed(linking, event, extensions_of(message), tag);
    }
};

void refuse_repetition(Linking& linking, const document::Activity& activity, std::string_view tag) {
    if (activity.loop_characteristics)
        refuse(linking, activity, tag,
               std::holds_alternative<StandardLoopCharacteristics>(*activity.loop_characteristics) ? "a standard loop"
                                                                                                   : "multi-instance");
    if (activity.is_for_compensation) refuse(linking, activity, tag, "isForCompensation");
    if (activity.start_quantity != 1 || activity.completion_quantity != 1)
        refuse(linking, activity, tag, "a token quantity other than 1");
}

// What performs the message of an event stands at the message, not at the event.
Place place_of(std::string_view tag, const Kind& kind) {
    return tag == "endEvent" || tag == "intermediateThrowEvent" ? Place::event : place_of(kind);
}

const document::Activity* as_activity(const FlowElement& element) {
    return std::visit(
        [](const auto& kind) -> const document::Activity* {
            if constexpr (std::is_base_of_v<document::Activity, std::decay_t<decltype(kind)>>) return &kind;
            return nullptr;
        },
        element.kind());
}

}  // namespace

const document::SubProcess* as_sub_process(const FlowElement& element) {
    return std::visit(
        [](const auto& kind) -> const document::SubProcess* {
            if constexpr (std::is_base_of_v<document::SubProcess, std::decay_t<decltype(kind)>>) return &kind;
            return nullptr;
        },
        element.kind());
}

NodeIndex link_node(Linking& linking, const FlowElement& element, NodeIndex scope) {
    const FlowNode& flow_node = *element.node();
    const std::string_view tag = tag_of(element);
    Node node;
    node.scope = scope;
    const std::size_t found_before = linking.diagnostics.size();
    link_common(linking, node, flow_node);
    node.kind = std::visit(LinkKind{linking}, element.kind());
    node.activity_type = activity_type(tag, node.kind);
    judge_what_only_describes(linking, element);
    if (const document::Activity* activity = as_activity(element)) {
        refuse_repetition(linking, *activity, tag);
        if (!node.kind.as<bpmn::UserTask>()) report_roles(linking, *activity, tag, activity->resources);
    }
    // What was refused has not become what it is, so nothing tells which extensions it has a use for.
    if (!has_errors(std::span(linking.diagnostics).subspan(found_before)))
        judge_extensions(linking, flow_node, tag, document::extensions_of(flow_node), place_of(tag, node.kind));
    const auto index = static_cast<NodeIndex>(linking.definition.nodes.size());
    if (node.id.empty())
        report(linking, Severity::error, "element-without-id", flow_node,
               "A " + std::string(tag) + " has no id; every element that runs needs one.");
    else if (!linking.definition.node_by_id.emplace(node.id, index).second)
        report(linking, Severity::error, "duplicate-id", flow_node,
               "The id '" + node.id + "' is used by more than one element.");
    linking.definition.nodes.push_back(std::move(node));
    linking.definition.nodes[scope].children.push_back(index);
    return index;
}

}  // namespace pavane::bpmn
