#include "dmn/parser/readers.hpp"

namespace pavane::dmn::parser {

namespace {

Reference read_reference(Reading& reading, const xml::Element& element) {
    const xml::Attribute* href = xml::find_attribute(element, "", "href");
    if (href == nullptr) {
        reading.report(Severity::warning, "attribute-missing",
                       "<" + element.name + "> needs the attribute 'href', which says what it refers to.", element);
        return {"", "", location_of(element)};
    }
    const std::string_view value = trimmed(href->value);
    const std::size_t hash = value.rfind('#');
    // DMN 1.1 tools write the id alone.
    if (hash == std::string_view::npos) return {"", std::string(value), location_of(element)};
    return {std::string(value.substr(0, hash)), std::string(value.substr(hash + 1)), location_of(element)};
}

template <RequirementKind Kind>
bool required(Reading& reading, const xml::Element& child, Requirement& into) {
    into.kind = Kind;
    into.required = read_reference(reading, child);
    return true;
}

Requirement read_requirement(Reading& reading, const xml::Element& element) {
    static const Table<Requirement> table{{},
                                          {{"requiredDecision", required<RequirementKind::decision>},
                                           {"requiredInput", required<RequirementKind::input>},
                                           {"requiredKnowledge", required<RequirementKind::knowledge>},
                                           {"requiredAuthority", required<RequirementKind::authority>}}};
    Requirement requirement;
    read_into(reading, element, requirement, element_table(), table);
    // Whatever an authority is, nothing is evaluated by it.
    if (element.name == "authorityRequirement") requirement.kind = RequirementKind::authority;
    return requirement;
}

}  // namespace

InputData read_input_data(Reading& reading, const xml::Element& element) {
    static const Table<InputData> table{{}, {{"variable", one<&InputData::variable, read_information_item>}}};
    InputData input;
    read_into(reading, element, input, element_table(), named_table(), table);
    return input;
}

Decision read_decision(Reading& reading, const xml::Element& element) {
    static const Table<Decision> table{
        {},
        {{"question", child_text<&Decision::question>},
         {"allowedAnswers", child_text<&Decision::allowed_answers>},
         {"variable", one<&Decision::variable, read_information_item>},
         {"informationRequirement", many<&Decision::requirements, read_requirement>},
         {"knowledgeRequirement", many<&Decision::requirements, read_requirement>},
         {"authorityRequirement", many<&Decision::requirements, read_requirement>},
         {"supportedObjective", many<&Decision::objectives_and_owners, read_reference>},
         {"impactedPerformanceIndicator", many<&Decision::objectives_and_owners, read_reference>},
         {"decisionMaker", many<&Decision::objectives_and_owners, read_reference>},
         {"decisionOwner", many<&Decision::objectives_and_owners, read_reference>},
         {"usingProcess", many<&Decision::objectives_and_owners, read_reference>},
         {"usingTask", many<&Decision::objectives_and_owners, read_reference>},
         {"", expression<&Decision::logic>}}};
    Decision decision;
    read_into(reading, element, decision, element_table(), named_table(), table);
    return decision;
}

BusinessKnowledgeModel read_knowledge_model(Reading& reading, const xml::Element& element) {
    static const Table<BusinessKnowledgeModel> table{
        {},
        {{"variable", one<&BusinessKnowledgeModel::variable, read_information_item>},
         {"encapsulatedLogic", expression<&BusinessKnowledgeModel::logic>},
         {"knowledgeRequirement", many<&BusinessKnowledgeModel::requirements, read_requirement>},
         {"authorityRequirement", many<&BusinessKnowledgeModel::requirements, read_requirement>}}};
    BusinessKnowledgeModel knowledge;
    read_into(reading, element, knowledge, element_table(), named_table(), table);
    return knowledge;
}

DecisionService read_service(Reading& reading, const xml::Element& element) {
    static const Table<DecisionService> table{
        {},
        {{"variable", one<&DecisionService::variable, read_information_item>},
         {"outputDecision", many<&DecisionService::output_decisions, read_reference>},
         {"encapsulatedDecision", many<&DecisionService::encapsulated_decisions, read_reference>},
         {"inputDecision", many<&DecisionService::input_decisions, read_reference>},
         {"inputData", many<&DecisionService::input_data, read_reference>}}};
    DecisionService service;
    read_into(reading, element, service, element_table(), named_table(), table);
    return service;
}

KnowledgeSource read_knowledge_source(Reading& reading, const xml::Element& element) {
    static const Table<KnowledgeSource> table{
        {{"locationURI", text<&KnowledgeSource::location_uri>}},
        {{"authorityRequirement", many<&KnowledgeSource::requirements, read_requirement>},
         {"type", child_text<&KnowledgeSource::type>},
         {"owner", many<&KnowledgeSource::owners, read_reference>}}};
    KnowledgeSource source;
    read_into(reading, element, source, element_table(), named_table(), table);
    return source;
}

Import read_import(Reading& reading, const xml::Element& element) {
    static const Table<Import> table{{{"namespace", text<&Import::namespace_uri>},
                                      {"importType", text<&Import::import_type>},
                                      {"locationURI", text<&Import::location_uri>}},
                                     {}};
    Import import;
    read_into(reading, element, import, element_table(), named_table(), table);
    return import;
}

}  // namespace pavane::dmn::parser
