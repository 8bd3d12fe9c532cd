// The file itself, processes and global tasks: BPMN 2.0.2 §8.2, §10.2 and §10.3.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, RelationshipDirection>, 4> directions = {
    {{"None", RelationshipDirection::none},
     {"Forward", RelationshipDirection::forward},
     {"Backward", RelationshipDirection::backward},
     {"Both", RelationshipDirection::both}}};

// The lower half are the words of drafts of BPMN 2.0.
constexpr std::array<std::pair<std::string_view, ProcessType>, 6> process_types = {
    {{"None", ProcessType::none},
     {"Public", ProcessType::public_process},
     {"Private", ProcessType::private_process},
     {"none", ProcessType::none},
     {"executable", ProcessType::private_process},
     {"non-executable", ProcessType::private_process}}};

template <GlobalTaskKind Kind>
void global_task(Reading& reading, const xml::Element& element, Definitions& into) {
    into.global_tasks.push_back(read<GlobalTask>(reading, element));
    into.global_tasks.back().kind = Kind;
}

template <auto Member>
void root(Reading& reading, const xml::Element& element, Definitions& into) {
    (into.*Member).push_back(read<typename TypeOf<Member>::value_type>(reading, element));
}

bool root_element(Reading& reading, const xml::Element& element, Definitions& into) {
    static constexpr GroupRow<Definitions> rows[] = {
        {"process", root<&Definitions::processes>},
        {"collaboration", root<&Definitions::collaborations>},
        {"itemDefinition", root<&Definitions::item_definitions>},
        {"message", root<&Definitions::messages>},
        {"error", root<&Definitions::errors>},
        {"escalation", root<&Definitions::escalations>},
        {"signal", root<&Definitions::signals>},
        {"dataStore", root<&Definitions::data_stores>},
        {"category", root<&Definitions::categories>},
        {"interface", root<&Definitions::interfaces>},
        {"endPoint", root<&Definitions::end_points>},
        {"resource", root<&Definitions::resources>},
        {"correlationProperty", root<&Definitions::correlation_properties>},
        {"partnerEntity", root<&Definitions::partner_entities>},
        {"partnerRole", root<&Definitions::partner_roles>},
        {"globalConversation", root<&Definitions::global_conversations>},
        {"choreography", root<&Definitions::choreographies>},
        {"globalChoreographyTask", root<&Definitions::global_choreography_tasks>},
        {"globalTask", global_task<GlobalTaskKind::task>},
        {"globalUserTask", global_task<GlobalTaskKind::user_task>},
        {"globalManualTask", global_task<GlobalTaskKind::manual_task>},
        {"globalScriptTask", global_task<GlobalTaskKind::script_task>},
        {"globalBusinessRuleTask", global_task<GlobalTaskKind::business_rule_task>}};
    return read_group(reading, element, into, rows) || read_event_definition(reading, element, into.event_definitions);
}

}  // namespace

const Table<Import, BaseElement>& table_of(Type<Import>) {
    static const Table<Import, BaseElement> table = {{{"importType", text<&Import::import_type>, true},
                                                      {"location", text<&Import::import_location>, true},
                                                      {"namespace", text<&Import::import_namespace>, true}},
                                                     {}};
    return table;
}

const Table<ExtensionDeclaration, BaseElement>& table_of(Type<ExtensionDeclaration>) {
    static const Table<ExtensionDeclaration, BaseElement> table = {
        {{"definition", text<&ExtensionDeclaration::definition>},
         {"mustUnderstand", boolean<&ExtensionDeclaration::must_understand>}},
        {}};
    return table;
}

const Table<Relationship, BaseElement>& table_of(Type<Relationship>) {
    static const Table<Relationship, BaseElement> table = {
        {{"type", text<&Relationship::type>, true}, {"direction", one_of<&Relationship::direction, directions>}},
        {{"source", references<&Relationship::sources>}, {"target", references<&Relationship::targets>}}};
    return table;
}

const Table<CallableElement, BaseElement>& table_of(Type<CallableElement>) {
    static const Table<CallableElement, BaseElement> table = {
        {{"name", text<&CallableElement::name>}},
        {{"supportedInterfaceRef", references<&CallableElement::supported_interface_refs>},
         {"ioSpecification", one<&CallableElement::io_specification>},
         {"ioBinding", many<&CallableElement::io_bindings>}}};
    return table;
}

const Table<Process, CallableElement>& table_of(Type<Process>) {
    static const Table<Process, CallableElement> table = {
        {{"processType", one_of<&Process::process_type, process_types>},
         {"isClosed", boolean<&Process::is_closed>},
         {"isExecutable", boolean<&Process::is_executable>},
         {"definitionalCollaborationRef", reference<&Process::definitional_collaboration_ref>}},
        {{"auditing", one<&Process::auditing>},
         {"monitoring", one<&Process::monitoring>},
         {"property", many<&Process::properties>},
         {"laneSet", many<&Process::lane_sets>},
         {"", group<&Process::flow_elements, read_flow_element>},
         {"", group<&Process::artifacts, read_artifact>},
         {"", group<&Process::resources, read_resource_role>},
         {"correlationSubscription", many<&Process::correlation_subscriptions>},
         {"supports", references<&Process::supports>}}};
    return table;
}

const Table<GlobalTask, CallableElement>& table_of(Type<GlobalTask>) {
    static const Table<GlobalTask, CallableElement> table = {
        {{"implementation", text<&GlobalTask::implementation>}, {"scriptLanguage", text<&GlobalTask::script_language>}},
        {{"", group<&GlobalTask::resources, read_resource_role>},
         {"rendering", many<&GlobalTask::renderings>},
         {"script", script<GlobalTask>}}};
    return table;
}

const Table<Definitions, BaseElement>& table_of(Type<Definitions>) {
    static const Table<Definitions, BaseElement> table = {
        {{"name", text<&Definitions::name>},
         {"targetNamespace", text<&Definitions::target_namespace>, true},
         {"expressionLanguage", text<&Definitions::expression_language>},
         {"typeLanguage", text<&Definitions::type_language>},
         {"exporter", text<&Definitions::exporter>},
         {"exporterVersion", text<&Definitions::exporter_version>}},
        {{"import", many<&Definitions::imports>},
         {"extension", many<&Definitions::extension_declarations>},
         {"", root_element},
         {"BPMNDiagram", many<&Definitions::diagrams>},
         {"relationship", many<&Definitions::relationships>}}};
    return table;
}

}  // namespace pavane::bpmn::parser
