// The common elements of BPMN 2.0.2 §8.4 and the services of §8.4.3: messages, errors, signals, resources, correlation,
// artifacts.
#pragma once

#include <optional>
#include <variant>

#include "bpmn/model/document/element.hpp"

namespace pavane::bpmn::document {

struct Message : BaseElement {
    std::string name;
    Reference item_ref;
};

struct Error : BaseElement {
    std::string name;
    std::string error_code;
    Reference structure_ref;
};

struct Escalation : BaseElement {
    std::string name;
    std::string escalation_code;
    Reference structure_ref;
};

struct Signal : BaseElement {
    std::string name;
    Reference structure_ref;
};

struct CategoryValue : BaseElement {
    std::string value;
};

struct Category : BaseElement {
    std::string name;
    std::vector<CategoryValue> values;
};

struct Auditing : BaseElement {};
struct Monitoring : BaseElement {};

// Services

struct EndPoint : BaseElement {};

struct Operation : BaseElement {
    std::string name;
    std::string implementation_ref;
    std::vector<PlacedReference> in_message_refs;   // BPMN asks for one
    std::vector<PlacedReference> out_message_refs;  // BPMN allows one
    std::vector<PlacedReference> error_refs;
};

struct Interface : BaseElement {
    std::string name;
    std::string implementation_ref;
    std::vector<Operation> operations;
};

struct PartnerEntity : BaseElement {
    std::string name;
    std::vector<PlacedReference> participant_refs;
};

struct PartnerRole : BaseElement {
    std::string name;
    std::vector<PlacedReference> participant_refs;
};

// Resources

struct ResourceParameter : BaseElement {
    std::string name;
    std::string type;
    std::optional<bool> is_required;
};

struct Resource : BaseElement {
    std::string name;
    std::vector<ResourceParameter> parameters;
};

struct ResourceParameterBinding : BaseElement {
    Reference parameter_ref;
    std::optional<Expression> expression;
};

struct ResourceAssignmentExpression : BaseElement {
    std::optional<Expression> expression;
};

enum class ResourceRoleKind { resource_role, performer, human_performer, potential_owner };

struct ResourceRole : BaseElement {
    ResourceRoleKind kind = ResourceRoleKind::resource_role;
    std::string name;
    std::vector<PlacedReference> resource_refs;  // BPMN allows one
    std::vector<ResourceParameterBinding> parameter_bindings;
    std::optional<ResourceAssignmentExpression> assignment_expression;
};

// Correlation

struct CorrelationPropertyRetrievalExpression : BaseElement {
    Reference message_ref;
    std::optional<Expression> message_path;
};

struct CorrelationProperty : BaseElement {
    std::string name;
    std::string type;
    std::vector<CorrelationPropertyRetrievalExpression> retrieval_expressions;
};

struct CorrelationKey : BaseElement {
    std::string name;
    std::vector<PlacedReference> property_refs;
};

struct CorrelationPropertyBinding : BaseElement {
    Reference property_ref;
    std::optional<Expression> data_path;
};

struct CorrelationSubscription : BaseElement {
    Reference key_ref;
    std::vector<CorrelationPropertyBinding> bindings;
};

// Artifacts

enum class AssociationDirection { none, one, both };

struct Association : BaseElement {
    Reference source_ref;
    Reference target_ref;
    AssociationDirection direction = AssociationDirection::none;
};

struct Group : BaseElement {
    Reference category_value_ref;
};

struct TextAnnotation : BaseElement {
    std::string text;
    std::string text_format = "text/plain";
    std::optional<Location> text_location;  // of the <text> element, if there is one
};

using Artifact = std::variant<Association, Group, TextAnnotation>;

}  // namespace pavane::bpmn::document
