// The attributes that each extension element of the dialects has. The readers ask for attributes by name, so one that
// is misspelt, or of a newer version, would be passed over without this table.
#include "bpmn/parser/dialect.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::bpmn::parser {

namespace {

struct Known {
    std::string_view element;
    std::string_view attributes;  // with a space on both sides of each
};

constexpr Known camunda_elements[] = {
    {"inputOutput", " "},
    {"inputParameter", " name "},
    {"outputParameter", " name "},
    {"script", " scriptFormat resource "},
    {"list", " "},
    {"map", " "},
    {"entry", " key "},
    {"value", " id name "},
    {"in", " source sourceExpression target variables local businessKey "},
    {"out", " source sourceExpression target variables local "},
    {"executionListener", " id event class delegateExpression expression "},
    {"taskListener", " id event class delegateExpression expression "},
    {"field", " name stringValue expression "},
    {"string", " "},
    {"expression", " "},
    {"properties", " "},
    {"property", " id name value "},
    {"formData", " businessKey "},
    {"formField", " id label type datePattern defaultValue "},
    {"formProperty", " id name type datePattern default variable expression required readable writable "},
    {"validation", " "},
    {"constraint", " name config "},
    {"failedJobRetryTimeCycle", " "},
    {"errorEventDefinition", " id errorRef expression errorCodeVariable errorMessageVariable "},
    {"connector", " "},
    {"connectorId", " "},
    {"potentialStarter", " "},
};

constexpr Known zeebe_elements[] = {
    {"taskDefinition", " type retries "},
    {"taskHeaders", " "},
    {"header", " id key value "},
    {"ioMapping", " "},
    {"input", " source target "},
    {"output", " source target "},
    {"subscription", " correlationKey "},
    {"calledElement", " processId bindingType versionTag propagateAllParentVariables propagateAllChildVariables "},
    {"calledDecision", " decisionId bindingType versionTag resultVariable retries "},
    {"formDefinition", " formKey formId externalReference bindingType versionTag "},
    {"assignmentDefinition", " assignee candidateUsers candidateGroups "},
    {"taskSchedule", " dueDate followUpDate "},
    {"priorityDefinition", " priority "},
    {"loopCharacteristics", " inputCollection inputElement outputCollection outputElement "},
    {"script", " expression resultVariable "},
    {"userTask", " "},
    {"userTaskForm", " id "},
    {"versionTag", " value "},
    {"properties", " "},
    {"property", " id name value "},
    {"executionListeners", " "},
    {"executionListener", " eventType type retries "},
    {"taskListeners", " "},
    {"taskListener", " eventType type retries "},
};

const Known* find_known(std::span<const Known> elements, std::string_view name) {
    for (const Known& known : elements)
        if (known.element == name) return &known;
    return nullptr;
}

void report_in(Reading& reading, const xml::Element& element, std::span<const Known> elements) {
    if (const Known* known = find_known(elements, element.name))
        for (const xml::Attribute& attribute : element.attributes) {
            if (!attribute.namespace_uri.empty() && attribute.namespace_uri != element.namespace_uri) continue;
            if (known->attributes.find(" " + attribute.name + " ") != std::string_view::npos) continue;
            const std::string meant =
                reading.only_counts() ? "" : did_you_mean(attribute.name, SortedWords(known->attributes).all());
            reading.report_repeatable(Severity::warning, "extension-unknown",
                                      "The attribute '" + attribute.name + "' of the extension '" + element.name +
                                          "' is not known: it is kept and has no effect" +
                                          (meant.empty() ? "." : meant),
                                      element);
        }
    for (const xml::Element& child : element.children)
        if (child.namespace_uri == element.namespace_uri) report_in(reading, child, elements);
}

}  // namespace

void report_unknown_attributes(Reading& reading, const Dialect& dialect, const xml::Element& extension) {
    report_in(reading, extension,
              &dialect == &zeebe ? std::span<const Known>(zeebe_elements) : std::span<const Known>(camunda_elements));
}

}  // namespace pavane::bpmn::parser
