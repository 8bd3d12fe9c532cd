// What a DMN file says, version 1.1 to 1.5 alike: one struct per element, references as they were written and bound to
// their namespaces, nothing resolved. Whether a decision can be evaluated is the linker's business.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/model/expressions.hpp"

namespace pavane::dmn::document {

// href="namespace#id"; without a namespace it means this file.
struct Reference {
    std::string namespace_uri;
    std::string id;
    Location location;
};

struct FunctionItem : Element {
    std::vector<InformationItem> parameters;
    TypeReference output_type;
};

// An item definition, or a component of one.
struct ItemDefinition : NamedElement {
    std::string type_language;
    bool is_collection = false;
    TypeReference type;
    TextExpression allowed_values;   // of the value, or of each item of a collection
    TextExpression type_constraint;  // of the value as a whole (DMN 1.5)
    std::vector<ItemDefinition> components;
    std::optional<FunctionItem> function;
};

struct Import : NamedElement {
    std::string namespace_uri;
    std::string import_type;
    std::string location_uri;
};

struct InputData : NamedElement {
    InformationItem variable;
};

enum class RequirementKind : std::uint8_t { decision, input, knowledge, authority };

struct Requirement : Element {
    RequirementKind kind = RequirementKind::decision;
    Reference required;
};

struct Decision : NamedElement {
    std::string question;
    std::string allowed_answers;
    InformationItem variable;
    std::vector<Requirement> requirements;
    std::vector<Reference> objectives_and_owners;  // supported objectives, impacted measures, makers, owners, users
    std::unique_ptr<Expression> logic;             // none: a decision that is only drawn
};

struct BusinessKnowledgeModel : NamedElement {
    InformationItem variable;
    std::vector<Requirement> requirements;
    std::unique_ptr<Expression> logic;  // a function definition, or none
};

struct DecisionService : NamedElement {
    InformationItem variable;
    std::vector<Reference> output_decisions;
    std::vector<Reference> encapsulated_decisions;
    std::vector<Reference> input_decisions;
    std::vector<Reference> input_data;
};

struct KnowledgeSource : NamedElement {
    std::string type;
    std::string location_uri;
    std::vector<Requirement> requirements;
    std::vector<Reference> owners;
};

struct Definitions : NamedElement {
    std::string namespace_uri;
    std::string version;  // "1.1" to "1.6", from the namespace of the root element
    std::string expression_language;
    std::string type_language;
    std::string exporter;
    std::string exporter_version;
    std::vector<Import> imports;
    std::vector<ItemDefinition> item_definitions;
    std::vector<InputData> inputs;
    std::vector<Decision> decisions;
    std::vector<BusinessKnowledgeModel> knowledge_models;
    std::vector<DecisionService> services;
    std::vector<KnowledgeSource> knowledge_sources;
    std::vector<xml::Element> kept;      // collections, artifacts and business context elements: nothing evaluates them
    std::vector<xml::Element> diagrams;  // DMNDI
};

// Of Camunda 7 and its relatives.
inline constexpr std::array<std::string_view, 3> camunda_namespaces{
    "http://camunda.org/schema/1.0/dmn", "http://operaton.org/schema/1.0/dmn", "http://flowable.org/dmn"};

// The value of a vendor's attribute by its local name, whichever dialect of Camunda's family wrote it; empty if there
// is none. "versionTag", "historyTimeToLive" and "inputVariable" are known.
std::string camunda_attribute(const Element& element, std::string_view name);

}  // namespace pavane::dmn::document
