#include "bpmn/link/link_process.hpp"

#include <charconv>

#include "bpmn/link/extensions_without_effect.hpp"

namespace pavane::bpmn {

namespace {

using document::FlowElement;

void judge_data(Linking& linking, const FlowElement& element) {
    if (std::holds_alternative<document::SequenceFlow>(element.kind())) return;
    report(linking, Severity::warning, "data-without-effect", element.base(),
           describe(tag_of(element), element.base()) + " only describes; what a process knows is in its variables.");
}

void link_nodes(Linking& linking, const std::vector<FlowElement>& elements, NodeIndex scope) {
    for (const FlowElement& element : elements) {
        if (!element.node()) {
            judge_data(linking, element);
            continue;
        }
        const NodeIndex index = link_node(linking, element, scope);
        if (const document::SubProcess* inside = as_sub_process(element))
            link_nodes(linking, inside->flow_elements, index);
    }
}

// Whether a reference is to what the reader has told already.
bool is_to_misread(Linking& linking, const std::string& reference) {
    const bool is_misread = linking.misread.ids.contains(reference);
    linking.is_broken = linking.is_broken || is_misread;
    return is_misread;
}

NodeIndex end_of(Linking& linking, const document::SequenceFlow& flow, const std::string& reference,
                 const char* which) {
    const std::optional<NodeIndex> node = linking.definition.find_node(reference);
    if (node) return *node;
    if (is_to_misread(linking, reference)) return none;
    report(
        linking, Severity::error, "flow-without-end", flow,
        "The sequenceFlow '" + flow.id + "' has " +
            (reference.empty() ? std::string("no ") + which
                               : std::string("the ") + which + " '" + reference + "', which is not in this process") +
            ".");
    return none;
}

void link_flow(Linking& linking, const document::SequenceFlow& element) {
    SequenceFlow flow;
    flow.id = element.id;
    flow.name = element.name;
    flow.location = element.location;
    flow.source = end_of(linking, element, element.source_ref, "source");
    flow.target = end_of(linking, element, element.target_ref, "target");
    if (element.condition_expression)
        flow.condition = compile_condition(linking, element, *element.condition_expression);
    const document::Extensions& extensions = document::extensions_of(element);
    flow.listeners = link_listeners(linking, element, extensions.execution_listeners, ListenerPlace::flow);
    judge_extensions(linking, element, "sequenceFlow", extensions, Place::flow);
    const auto index = static_cast<FlowIndex>(linking.definition.flows.size());
    if (element.id.empty())
        report(linking, Severity::error, "element-without-id", element,
               "A sequenceFlow has no id; every element that runs needs one.");
    else if (linking.definition.node_by_id.contains(element.id) ||
             !linking.definition.flow_by_id.emplace(element.id, index).second)
        report(linking, Severity::error, "duplicate-id", element,
               "The id '" + element.id + "' is used by more than one element.");
    if (flow.source != none) linking.definition.nodes[flow.source].outgoing.push_back(index);
    if (flow.target != none) linking.definition.nodes[flow.target].incoming.push_back(index);
    linking.definition.flows.push_back(std::move(flow));
}

void link_flows(Linking& linking, const std::vector<FlowElement>& elements) {
    for (const FlowElement& element : elements) {
        if (const auto* flow = std::get_if<document::SequenceFlow>(&element.kind())) {
            link_flow(linking, *flow);
            judge_what_only_describes(linking, element);
        }
        if (const document::SubProcess* inside = as_sub_process(element)) link_flows(linking, inside->flow_elements);
    }
}

// Which flow an element names as its default, and what a boundary event is attached to.
struct NamedReferences {
    std::string default_flow;
    std::string attached_to;
};

NamedReferences references_of(const FlowElement& element) {
    return std::visit(
        [](const auto& kind) {
            NamedReferences references;
            if constexpr (requires { kind.default_flow; }) references.default_flow = kind.default_flow;
            if constexpr (requires { kind.attached_to_ref; }) references.attached_to = kind.attached_to_ref;
            return references;
        },
        element.kind());
}

void attach(Linking& linking, const document::FlowNode& element, NodeIndex index, const std::string& reference) {
    const auto* event = linking.definition.node(index).kind.as<BoundaryEvent>();
    if (!event) return;
    const std::optional<NodeIndex> activity = linking.definition.find_node(reference);
    if (!activity) {
        if (!is_to_misread(linking, reference))
            report(linking, Severity::error, "boundary-attached-to-nothing", element,
                   "The boundaryEvent '" + element.id + "' is attached to '" + reference +
                       "', which is not in this process.");
        return;
    }
    BoundaryEvent attached = *event;
    attached.attached_to = *activity;
    linking.definition.nodes[index].kind = std::move(attached);
    linking.definition.nodes[*activity].boundaries.push_back(index);
}

void link_references(Linking& linking, const std::vector<FlowElement>& elements) {
    for (const FlowElement& element : elements) {
        if (const document::SubProcess* inside = as_sub_process(element))
            link_references(linking, inside->flow_elements);
        if (!element.node()) continue;
        const std::optional<NodeIndex> index = linking.definition.find_node(element.node()->id);
        if (!index) continue;
        const NamedReferences references = references_of(element);
        attach(linking, *element.node(), *index, references.attached_to);
        if (references.default_flow.empty()) continue;
        const std::optional<FlowIndex> flow = linking.definition.find_flow(references.default_flow);
        if (flow && linking.definition.flow(*flow).source == *index)
            linking.definition.nodes[*index].default_flow = *flow;
        else if (!is_to_misread(linking, references.default_flow))
            report(linking, Severity::error, "default-flow-unknown", *element.node(),
                   "'" + element.node()->id + "' names the default flow '" + references.default_flow +
                       "', which does not leave it.");
    }
}

void note_unread(Linking& linking) {
    Unread& unread = linking.definition.unread;
    const auto note = [&](std::string_view id, std::set<NodeIndex>& into) {
        if (const std::optional<NodeIndex> node = linking.definition.find_node(id)) into.insert(*node);
    };
    for (const document::ExtensionElement* flow : linking.misread.flows) {
        note(attribute_of(*flow, "sourceRef"), unread.left);
        note(attribute_of(*flow, "targetRef"), unread.led_to);
    }
    for (const std::string& scope : linking.misread.scopes_with_start) note(scope, unread.started);
}

void link_process_itself(Linking& linking, const document::Process& process) {
    const document::Extensions& extensions = document::extensions_of(process);
    ProcessDefinition& definition = linking.definition;
    definition.key = process.id;
    definition.name = process.name;
    definition.category = linking.file.target_namespace;
    definition.version_tag = extensions.process.version_tag;
    if (!process.documentation.empty()) definition.documentation = process.documentation.front().text;
    definition.startable_in_tasklist = extensions.process.startable_in_tasklist.value_or(true);
    const std::string& days = extensions.process.history_time_to_live;
    std::int32_t count = 0;
    const char* begin = days.data() + (days.starts_with("P") ? 1 : 0);
    const char* end = days.data() + days.size() - (days.starts_with("P") && days.ends_with("D") ? 1 : 0);
    const auto [stopped, error] = std::from_chars(begin, end, count);
    if (!days.empty() && (error != std::errc() || stopped != end || count < 0))
        report(linking, Severity::warning, "history-time-to-live-unreadable", process,
               "The history time to live '" + days + "' of the process '" + process.id +
                   "' is not a number of days; none is used.");
    else if (!days.empty())
        definition.history_time_to_live_days = count;
    Node root;
    root.id = process.id;
    root.name = process.name;
    root.activity_type = "processDefinition";
    root.kind = Process{};
    root.location = process.location;
    root.listeners = link_listeners(linking, process, extensions.execution_listeners, ListenerPlace::node);
    definition.nodes.push_back(std::move(root));
    definition.node_by_id.emplace(process.id, process_node);
    if (process.id.empty())
        report(linking, Severity::error, "element-without-id", process,
               "A process has no id; it is the key it is started by.");
    if (process.is_closed)
        report(linking, Severity::warning, "is-closed-without-effect", process,
               "isClosed of the process '" + process.id + "' has no effect.");
    judge_what_only_describes(linking, process);
    judge_extensions(linking, process, "process", extensions, Place::process);
    report_roles(linking, process, "process", process.resources);
    if (!process.correlation_subscriptions.empty()) refuse(linking, process, "process", "correlation subscriptions");
}

}  // namespace

void link_process(Linking& linking, const document::Process& process) {
    link_process_itself(linking, process);
    link_nodes(linking, process.flow_elements, process_node);
    link_flows(linking, process.flow_elements);
    link_references(linking, process.flow_elements);
    note_unread(linking);
    ProcessDefinition& definition = linking.definition;
    for (const NodeIndex child : definition.nodes[process_node].children)
        if (definition.nodes[child].kind.as<StartEvent>()) definition.start_events.push_back(child);
}

}  // namespace pavane::bpmn
