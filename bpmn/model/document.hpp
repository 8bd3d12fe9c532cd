// A whole model file as it was read: BPMN 2.0.2 in the specification's words, with everything else kept beside it.
// bpmn/parser makes it, bpmn/link makes a ProcessDefinition of it; nobody else needs it.
#pragma once

#include "bpmn/model/document/diagram.hpp"
#include "bpmn/model/document/flow_element.hpp"

namespace pavane::bpmn::document {

// §10.2, the part that processes and global tasks share.
struct CallableElement : BaseElement {
    std::string name;
    std::vector<PlacedReference> supported_interface_refs;
    std::optional<InputOutputSpecification> io_specification;
    std::vector<InputOutputBinding> io_bindings;
};

enum class ProcessType { none, public_process, private_process };

struct Process : CallableElement {
    ProcessType process_type = ProcessType::none;
    bool is_closed = false;
    std::optional<bool> is_executable;  // absent in a third of real files
    Reference definitional_collaboration_ref;
    std::optional<Auditing> auditing;
    std::optional<Monitoring> monitoring;
    std::vector<DataProperty> properties;
    std::vector<LaneSet> lane_sets;
    std::vector<FlowElement> flow_elements;
    std::vector<Artifact> artifacts;
    std::vector<ResourceRole> resources;
    std::vector<CorrelationSubscription> correlation_subscriptions;
    std::vector<PlacedReference> supports;
};

enum class GlobalTaskKind { task, user_task, manual_task, script_task, business_rule_task };

// One struct for the five kinds: renderings belong to user tasks, the script to script tasks.
struct GlobalTask : CallableElement {
    GlobalTaskKind kind = GlobalTaskKind::task;
    std::vector<ResourceRole> resources;
    std::string implementation = "##unspecified";
    std::vector<Rendering> renderings;
    std::string script_language;
    std::optional<std::string> script;
    Location script_location;
};

struct Choreography : Collaboration {
    std::vector<FlowElement> flow_elements;
};

struct GlobalChoreographyTask : Choreography {
    Reference initiating_participant_ref;
};

// §8.2.1. Root elements are grouped by kind; within a kind they keep the order of the file.
struct Definitions : BaseElement {
    std::string name;
    std::string target_namespace;
    std::string expression_language = "http://www.w3.org/1999/XPath";
    std::string type_language = "http://www.w3.org/2001/XMLSchema";
    std::string exporter;
    std::string exporter_version;
    std::vector<Import> imports;
    std::vector<ExtensionDeclaration> extension_declarations;
    std::vector<Process> processes;
    std::vector<GlobalTask> global_tasks;
    std::vector<Collaboration> collaborations;
    std::vector<GlobalConversation> global_conversations;
    std::vector<Choreography> choreographies;
    std::vector<GlobalChoreographyTask> global_choreography_tasks;
    std::vector<EventDefinition> event_definitions;
    std::vector<ItemDefinition> item_definitions;
    std::vector<Message> messages;
    std::vector<Error> errors;
    std::vector<Escalation> escalations;
    std::vector<Signal> signals;
    std::vector<DataStore> data_stores;
    std::vector<Category> categories;
    std::vector<CorrelationProperty> correlation_properties;
    std::vector<EndPoint> end_points;
    std::vector<Interface> interfaces;
    std::vector<PartnerEntity> partner_entities;
    std::vector<PartnerRole> partner_roles;
    std::vector<Resource> resources;
    std::vector<Diagram> diagrams;
    std::vector<Relationship> relationships;
};

// The bytes were in `encoding` ("UTF-8", "windows-1252" ...).
struct Document {
    Definitions definitions;
    std::string encoding;
};

}  // namespace pavane::bpmn::document
