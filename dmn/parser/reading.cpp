#include "dmn/parser/reading.hpp"

#include <algorithm>

#include "foundation/closest_word.hpp"
#include "foundation/sorted_words.hpp"

namespace pavane::dmn::parser {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::string_view version_of(std::string_view namespace_uri) {
    struct Version {
        std::string_view uri;
        std::string_view version;
    };
    static constexpr std::array versions{
        Version{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
        Version{"http://www.omg.org/spec/DMN/20151101/dmn11.xsd", "1.1"},
        Version{"http://www.omg.org/spec/DMN/20151130", "1.1"},
        Version{"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
        Version{"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
        Version{"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
        Version{"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"},
        Version{"https://www.omg.org/spec/DMN/20240513/MODEL/", "1.6"},
    };
    const auto* found = std::ranges::find(versions, namespace_uri, &Version::uri);
    return found == versions.end() ? std::string_view() : found->version;
}

namespace {

bool is_feel(std::string_view namespace_uri) {
    static constexpr std::array<std::string_view, 6> namespaces{
        "http://www.omg.org/spec/FEEL/20140401",       "http://www.omg.org/spec/DMN/20180521/FEEL/",
        "https://www.omg.org/spec/DMN/20191111/FEEL/", "https://www.omg.org/spec/DMN/20211108/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/FEEL/", "https://www.omg.org/spec/DMN/20240513/FEEL/"};
    return std::ranges::find(namespaces, namespace_uri) != namespaces.end();
}

}  // namespace

document::TypeReference type_reference(const xml::Element& at, std::string_view text) {
    const std::string_view name = trimmed(text);
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {"", std::string(name)};
    const auto uri = xml::find_namespace(at, name.substr(0, colon));
    if (!uri) return {"", std::string(name)};
    return {is_feel(*uri) ? std::string() : std::string(*uri), std::string(name.substr(colon + 1))};
}

Reading::Inside::Inside(Reading& reading, const xml::Element& element) : reading_(reading) {
    const xml::Attribute* id = xml::find_attribute(element, "", "id");
    reading_.open_.emplace_back(id == nullptr ? std::string_view() : trimmed(id->value));
}

void Reading::report(Severity severity, std::string code, std::string message, const xml::Element& at) {
    // An error is what the file is refused for: the first one is always said.
    const bool is_first_error = severity == Severity::error && !has_error_;
    if ((diagnostics_.size() >= reported_at_most && !is_first_error) || !said_.insert(code + message).second) return;
    has_error_ = has_error_ || is_first_error;
    const auto inner = std::ranges::find_if(open_.rbegin(), open_.rend(), [](const auto& id) { return !id.empty(); });
    diagnostics_.push_back({severity, std::move(code), std::move(message),
                            inner == open_.rend() ? std::string() : *inner, location_of(at)});
}

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                  const std::string& allowed) {
    reading.report(Severity::error, "value-not-understood",
                   "The attribute '" + attribute.name + "' of <" + element.name + "> has the value '" +
                       attribute.value + "', which DMN does not allow there; it must be " + allowed + ".",
                   element);
}

namespace {

// Of the models of DMN 1.1 to 1.6.
const SortedWords& element_names() {
    static const SortedWords names(
        "allowedAnswers allowedValues annotation annotationEntry association authorityRequirement binding "
        "businessKnowledgeModel column conditional context contextEntry decision decisionMaker decisionOwner "
        "decisionService decisionTable defaultOutputEntry definitions description elementCollection else "
        "encapsulatedDecision encapsulatedLogic every extensionElements filter for formalParameter "
        "functionDefinition functionItem group if impactedPerformanceIndicator impactingDecision import "
        "importedElement importedValues in informationRequirement input inputData inputDecision inputEntry "
        "inputExpression inputValues invocation itemComponent itemDefinition knowledgeRequirement knowledgeSource "
        "list literalExpression match organizationUnit output outputDecision outputEntry outputValues owner "
        "parameter parameters performanceIndicator question relation requiredAuthority requiredDecision "
        "requiredInput requiredKnowledge return row rule satisfies some supportedObjective text textAnnotation "
        "then type typeConstraint typeRef usingProcess usingTask variable");
    return names;
}

}  // namespace

// What is nearly an element of DMN was meant to be it, and without it the file decides something else.
void report_unknown(Reading& reading, const xml::Element& element, const xml::Element& child) {
    const bool is_known = !reading.is_model(child) || element_names().contains(child.name);
    if (const std::string meant =
            is_known || reading.only_counts() ? "" : did_you_mean(child.name, element_names().all());
        !meant.empty())
        return reading.report(Severity::error, "element-unknown",
                              "<" + child.name + "> in <" + element.name + "> is no element of DMN" + meant, child);
    reading.report(reading.is_model(child) ? Severity::warning : Severity::info, "element-unexpected",
                   "DMN has no place for <" + child.name + "> in <" + element.name + ">; it has no effect.", child);
}

void report_unknown(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    const std::vector<std::string>& known) {
    if (!attribute.prefix.empty() && attribute.namespace_uri.empty()) return;  // that has been told of the prefix
    std::string meant;
    if (is_vendors_word(element.name, attribute.name))
        meant = "; did you mean 'camunda:" + attribute.name + "'?";
    else if (!reading.only_counts())
        meant = did_you_mean(attribute.name, known);
    reading.report(meant.empty() ? Severity::info : Severity::warning, "attribute-unknown",
                   "DMN knows no attribute '" + attribute.name + "' on <" + element.name +
                       ">: it is kept and has no effect" + (meant.empty() ? "." : meant),
                   element);
}

}  // namespace pavane::dmn::parser
