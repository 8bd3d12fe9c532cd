// The attributes of the Camunda 7 family, one row each. Its elements are in dialect_camunda_elements.cpp.
#include <array>

#include "bpmn/parser/dialect_camunda_elements.hpp"

namespace pavane::bpmn::parser {
namespace {

using namespace document;

constexpr std::array<std::string_view, 4> namespaces = {"http://camunda.org/schema/1.0/bpmn",
                                                        "http://operaton.org/schema/1.0/bpmn",
                                                        "http://activiti.org/bpmn", "http://flowable.org/bpmn"};

struct TextRow {
    std::string_view name;
    ExpressionText& (*member)(Extensions&);
};

// Texts that may hold an expression.
constexpr TextRow text_rows[] = {
    {"topic", [](Extensions& e) -> ExpressionText& { return e.implementation.topic; }},
    {"expression", [](Extensions& e) -> ExpressionText& { return e.implementation.expression; }},
    {"delegateExpression", [](Extensions& e) -> ExpressionText& { return e.implementation.delegate_expression; }},
    {"taskPriority", [](Extensions& e) -> ExpressionText& { return e.implementation.task_priority; }},
    {"jobPriority", [](Extensions& e) -> ExpressionText& { return e.job_priority; }},
    {"assignee", [](Extensions& e) -> ExpressionText& { return e.assignment.assignee; }},
    {"candidateUsers", [](Extensions& e) -> ExpressionText& { return e.assignment.candidate_users; }},
    {"candidateGroups", [](Extensions& e) -> ExpressionText& { return e.assignment.candidate_groups; }},
    {"dueDate", [](Extensions& e) -> ExpressionText& { return e.assignment.due_date; }},
    {"followUpDate", [](Extensions& e) -> ExpressionText& { return e.assignment.follow_up_date; }},
    {"priority", [](Extensions& e) -> ExpressionText& { return e.assignment.priority; }},
    {"formKey", [](Extensions& e) -> ExpressionText& { return e.form.key; }},
    {"formRef", [](Extensions& e) -> ExpressionText& { return e.form.ref.ref; }},
    {"formRefVersion", [](Extensions& e) -> ExpressionText& { return e.form.ref.version; }},
    {"calledElementVersion", [](Extensions& e) -> ExpressionText& { return e.call.process.version; }},
    {"calledElementTenantId", [](Extensions& e) -> ExpressionText& { return e.call.process.tenant_id; }},
    {"caseRef", [](Extensions& e) -> ExpressionText& { return e.call.case_ref.ref; }},
    {"caseVersion", [](Extensions& e) -> ExpressionText& { return e.call.case_ref.version; }},
    {"caseTenantId", [](Extensions& e) -> ExpressionText& { return e.call.case_ref.tenant_id; }},
    {"businessKey", [](Extensions& e) -> ExpressionText& { return e.call.business_key; }},
    {"decisionRef", [](Extensions& e) -> ExpressionText& { return e.decision.ref.ref; }},
    {"decisionRefVersion", [](Extensions& e) -> ExpressionText& { return e.decision.ref.version; }},
    {"decisionRefTenantId", [](Extensions& e) -> ExpressionText& { return e.decision.ref.tenant_id; }},
    {"collection", [](Extensions& e) -> ExpressionText& { return e.loop.collection; }},
    {"candidateStarterUsers", [](Extensions& e) -> ExpressionText& { return e.process.candidate_starter_users; }},
    {"candidateStarterGroups", [](Extensions& e) -> ExpressionText& { return e.process.candidate_starter_groups; }},
};

struct WordRow {
    std::string_view name;
    std::string& (*member)(Extensions&);
};

// Plain words: names, bindings, formats.
constexpr WordRow word_rows[] = {
    {"class", [](Extensions& e) -> std::string& { return e.implementation.java_class; }},
    {"resultVariable", [](Extensions& e) -> std::string& { return e.implementation.result_variable; }},
    {"resultVariableName", [](Extensions& e) -> std::string& { return e.implementation.result_variable; }},
    {"resource", [](Extensions& e) -> std::string& { return e.implementation.script_resource; }},
    {"skipExpression", [](Extensions& e) -> std::string& { return e.implementation.skip_expression; }},
    {"formRefBinding", [](Extensions& e) -> std::string& { return e.form.ref.binding; }},
    {"formHandlerClass", [](Extensions& e) -> std::string& { return e.form.handler_class; }},
    {"calledElementBinding", [](Extensions& e) -> std::string& { return e.call.process.binding; }},
    {"calledElementVersionTag", [](Extensions& e) -> std::string& { return e.call.process.version_tag; }},
    {"caseBinding", [](Extensions& e) -> std::string& { return e.call.case_ref.binding; }},
    {"variableMappingClass", [](Extensions& e) -> std::string& { return e.call.variable_mapping_class; }},
    {"variableMappingDelegateExpression",
     [](Extensions& e) -> std::string& { return e.call.variable_mapping_delegate_expression; }},
    {"decisionRefBinding", [](Extensions& e) -> std::string& { return e.decision.ref.binding; }},
    {"decisionRefVersionTag", [](Extensions& e) -> std::string& { return e.decision.ref.version_tag; }},
    {"mapDecisionResult", [](Extensions& e) -> std::string& { return e.decision.map_result; }},
    {"elementVariable", [](Extensions& e) -> std::string& { return e.loop.element_variable; }},
    {"elementIndexVariable", [](Extensions& e) -> std::string& { return e.loop.index_variable; }},
    {"initiator", [](Extensions& e) -> std::string& { return e.event.initiator; }},
    {"errorCodeVariable", [](Extensions& e) -> std::string& { return e.event.error_code_variable; }},
    {"errorMessageVariable", [](Extensions& e) -> std::string& { return e.event.error_message_variable; }},
    {"escalationCodeVariable", [](Extensions& e) -> std::string& { return e.event.escalation_code_variable; }},
    {"errorMessage", [](Extensions& e) -> std::string& { return e.event.error_message; }},
    {"variableName", [](Extensions& e) -> std::string& { return e.event.variable_name; }},
    {"variableEvents", [](Extensions& e) -> std::string& { return e.event.variable_events; }},
    {"businessCalendarName", [](Extensions& e) -> std::string& { return e.event.business_calendar; }},
    {"versionTag", [](Extensions& e) -> std::string& { return e.process.version_tag; }},
    {"historyTimeToLive", [](Extensions& e) -> std::string& { return e.process.history_time_to_live; }},
};

struct FlagRow {
    std::string_view name;
    void (*set)(Extensions&, bool);
};

constexpr FlagRow flag_rows[] = {
    {"async", [](Extensions& e, bool value) { e.async_before = value; }},
    {"asyncBefore", [](Extensions& e, bool value) { e.async_before = value; }},
    {"asyncAfter", [](Extensions& e, bool value) { e.async_after = value; }},
    {"asyncLeave", [](Extensions& e, bool value) { e.async_after = value; }},
    {"exclusive", [](Extensions& e, bool value) { e.exclusive = value; }},
    {"triggerable", [](Extensions& e, bool value) { e.implementation.triggerable = value; }},
    {"isStartableInTasklist", [](Extensions& e, bool value) { e.process.startable_in_tasklist = value; }},
    {"inheritVariables", [](Extensions& e, bool value) { e.call.propagate_all_parent_variables = value; }},
    {"sameDeployment",
     [](Extensions& e, bool value) {
         if (value) e.call.process.binding = "deployment";
     }},
};

// Words for the modelling tool.
struct NameRow {
    std::string_view name;
};

constexpr NameRow rows_without_effect[] = {
    {"modelerTemplate"}, {"modelerTemplateVersion"}, {"modelerTemplateIcon"}, {"diagramRelationId"}, {"extensionId"}};

bool read_attribute(Reading& reading, const xml::Element& owner, const xml::Attribute& attribute, Extensions& into) {
    const std::string_view name = attribute.name;
    if (name == "type") {
        into.implementation.type = attribute.value == "external-worker" ? "external" : attribute.value;
        return true;
    }
    for (const TextRow& row : text_rows)
        if (row.name == name) {
            row.member(into) = {attribute.value, "", location_of(owner)};
            return true;
        }
    for (const WordRow& row : word_rows)
        if (row.name == name) {
            row.member(into) = attribute.value;
            return true;
        }
    for (const FlagRow& row : flag_rows)
        if (row.name == name) {
            if (const auto value = flag_of(reading, owner, attribute)) row.set(into, *value);
            return true;
        }
    for (const NameRow& row : rows_without_effect)
        if (row.name == name) {
            into.understood_without_effect.emplace_back(name);
            return true;
        }
    return false;
}

const SortedWords& attribute_names() {
    static const SortedWords names = names_of("type", text_rows, word_rows, flag_rows, rows_without_effect);
    return names;
}

}  // namespace

const Dialect camunda_family = {namespaces, read_attribute, read_camunda_element, attribute_names,
                                camunda_element_names};

}  // namespace pavane::bpmn::parser
