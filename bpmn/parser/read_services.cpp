// Services, resources and correlation, BPMN 2.0.2 §8.4.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {

const Table<EndPoint, BaseElement>& table_of(Type<EndPoint>) {
    static const Table<EndPoint, BaseElement> table = {{}, {}};
    return table;
}

const Table<Interface, BaseElement>& table_of(Type<Interface>) {
    static const Table<Interface, BaseElement> table = {
        {{"name", text<&Interface::name>, true}, {"implementationRef", text<&Interface::implementation_ref>}},
        {{"operation", many<&Interface::operations>}}};
    return table;
}

const Table<Operation, BaseElement>& table_of(Type<Operation>) {
    static const Table<Operation, BaseElement> table = {
        {{"name", text<&Operation::name>, true}, {"implementationRef", text<&Operation::implementation_ref>}},
        {{"inMessageRef", references<&Operation::in_message_refs>},
         {"outMessageRef", references<&Operation::out_message_refs>},
         {"errorRef", references<&Operation::error_refs>}}};
    return table;
}

const Table<PartnerEntity, BaseElement>& table_of(Type<PartnerEntity>) {
    static const Table<PartnerEntity, BaseElement> table = {
        {{"name", text<&PartnerEntity::name>}}, {{"participantRef", references<&PartnerEntity::participant_refs>}}};
    return table;
}

const Table<PartnerRole, BaseElement>& table_of(Type<PartnerRole>) {
    static const Table<PartnerRole, BaseElement> table = {
        {{"name", text<&PartnerRole::name>}}, {{"participantRef", references<&PartnerRole::participant_refs>}}};
    return table;
}

const Table<Resource, BaseElement>& table_of(Type<Resource>) {
    static const Table<Resource, BaseElement> table = {{{"name", text<&Resource::name>, true}},
                                                       {{"resourceParameter", many<&Resource::parameters>}}};
    return table;
}

const Table<ResourceParameter, BaseElement>& table_of(Type<ResourceParameter>) {
    static const Table<ResourceParameter, BaseElement> table = {
        {{"name", text<&ResourceParameter::name>},
         {"type", text<&ResourceParameter::type>},
         {"isRequired", boolean<&ResourceParameter::is_required>}},
        {}};
    return table;
}

const Table<ResourceParameterBinding, BaseElement>& table_of(Type<ResourceParameterBinding>) {
    static const Table<ResourceParameterBinding, BaseElement> table = {
        {{"parameterRef", reference<&ResourceParameterBinding::parameter_ref>, true}},
        {{"expression", one<&ResourceParameterBinding::expression>},
         {"formalExpression", one<&ResourceParameterBinding::expression>}}};
    return table;
}

const Table<ResourceAssignmentExpression, BaseElement>& table_of(Type<ResourceAssignmentExpression>) {
    static const Table<ResourceAssignmentExpression, BaseElement> table = {
        {},
        {{"expression", one<&ResourceAssignmentExpression::expression>},
         {"formalExpression", one<&ResourceAssignmentExpression::expression>}}};
    return table;
}

const Table<ResourceRole, BaseElement>& table_of(Type<ResourceRole>) {
    static const Table<ResourceRole, BaseElement> table = {
        {{"name", text<&ResourceRole::name>}},
        {{"resourceRef", references<&ResourceRole::resource_refs>},
         {"resourceParameterBinding", many<&ResourceRole::parameter_bindings>},
         {"resourceAssignmentExpression", one<&ResourceRole::assignment_expression>}}};
    return table;
}

const Table<CorrelationProperty, BaseElement>& table_of(Type<CorrelationProperty>) {
    static const Table<CorrelationProperty, BaseElement> table = {
        {{"name", text<&CorrelationProperty::name>}, {"type", text<&CorrelationProperty::type>}},
        {{"correlationPropertyRetrievalExpression", many<&CorrelationProperty::retrieval_expressions>}}};
    return table;
}

const Table<CorrelationPropertyRetrievalExpression, BaseElement>& table_of(
    Type<CorrelationPropertyRetrievalExpression>) {
    static const Table<CorrelationPropertyRetrievalExpression, BaseElement> table = {
        {{"messageRef", reference<&CorrelationPropertyRetrievalExpression::message_ref>, true}},
        {{"messagePath", one<&CorrelationPropertyRetrievalExpression::message_path>}}};
    return table;
}

const Table<CorrelationKey, BaseElement>& table_of(Type<CorrelationKey>) {
    static const Table<CorrelationKey, BaseElement> table = {
        {{"name", text<&CorrelationKey::name>}},
        {{"correlationPropertyRef", references<&CorrelationKey::property_refs>}}};
    return table;
}

const Table<CorrelationPropertyBinding, BaseElement>& table_of(Type<CorrelationPropertyBinding>) {
    static const Table<CorrelationPropertyBinding, BaseElement> table = {
        {{"correlationPropertyRef", reference<&CorrelationPropertyBinding::property_ref>, true}},
        {{"dataPath", one<&CorrelationPropertyBinding::data_path>}}};
    return table;
}

const Table<CorrelationSubscription, BaseElement>& table_of(Type<CorrelationSubscription>) {
    static const Table<CorrelationSubscription, BaseElement> table = {
        {{"correlationKeyRef", reference<&CorrelationSubscription::key_ref>, true}},
        {{"correlationPropertyBinding", many<&CorrelationSubscription::bindings>}}};
    return table;
}

namespace {

template <ResourceRoleKind Kind>
void append_role(Reading& reading, const xml::Element& element, std::vector<ResourceRole>& into) {
    into.push_back(read<ResourceRole>(reading, element));
    into.back().kind = Kind;
}

}  // namespace

bool read_resource_role(Reading& reading, const xml::Element& element, std::vector<ResourceRole>& into) {
    static constexpr GroupRow<std::vector<ResourceRole>> rows[] = {
        {"resourceRole", append_role<ResourceRoleKind::resource_role>},
        {"performer", append_role<ResourceRoleKind::performer>},
        {"humanPerformer", append_role<ResourceRoleKind::human_performer>},
        {"potentialOwner", append_role<ResourceRoleKind::potential_owner>}};
    return read_group(reading, element, into, rows);
}

}  // namespace pavane::bpmn::parser
