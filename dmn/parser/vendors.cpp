// What files say in the namespaces of vendors. Few of their words mean something here, and one that is misspelt would
// be passed over in silence.
#include <algorithm>

#include "dmn/parser/reading.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::dmn::parser {

namespace {

struct VendorsWord {
    std::string_view element;
    std::string_view attribute;
};

// Of Camunda's family. The last is a word for the modelling tool.
constexpr VendorsWord words[] = {{"decision", "historyTimeToLive"},
                                 {"decision", "versionTag"},
                                 {"input", "inputVariable"},
                                 {"definitions", "diagramRelationId"}};

std::string meant_on(std::string_view element, const xml::Attribute& attribute) {
    std::vector<std::string> known;
    for (const VendorsWord& word : words)
        if (word.element == element) known.push_back(attribute.prefix + ":" + std::string(word.attribute));
    return did_you_mean(attribute.prefix + ":" + attribute.name, known);
}

// A namespace that is nearly one of the family's is a mistake, and no other tool's.
void report_namespace(Reading& reading, const std::string& namespace_uri, const xml::Element& at) {
    constexpr std::size_t most_letters_wrong = 3;
    static const std::vector<std::string> known(document::camunda_namespaces.begin(),
                                                document::camunda_namespaces.end());
    if (const std::string meant = did_you_mean(namespace_uri, known, most_letters_wrong); !meant.empty())
        reading.report(Severity::warning, "namespace-unknown",
                       "Extensions of the namespace '" + namespace_uri + "' are kept and have no effect" + meant, at);
}

bool is_of_family(std::string_view namespace_uri) {
    return std::ranges::find(document::camunda_namespaces, namespace_uri) != document::camunda_namespaces.end();
}

}  // namespace

bool is_vendors_word(std::string_view element, std::string_view attribute) {
    return std::ranges::any_of(
        words, [&](const VendorsWord& word) { return word.element == element && word.attribute == attribute; });
}

void report_vendors(Reading& reading, const xml::Element& element, const xml::Attribute& attribute) {
    if (!is_of_family(attribute.namespace_uri)) return report_namespace(reading, attribute.namespace_uri, element);
    if (is_vendors_word(element.name, attribute.name)) return;
    const std::string name = attribute.prefix + ":" + attribute.name;
    if (const auto* word = std::ranges::find(words, attribute.name, &VendorsWord::attribute); word != std::end(words))
        return reading.report(Severity::warning, "extension-without-effect",
                              "The extension '" + name + "' has no effect on <" + element.name + ">; it belongs to <" +
                                  std::string(word->element) + ">.",
                              element);
    const std::string meant = reading.only_counts() ? "" : meant_on(element.name, attribute);
    reading.report(Severity::warning, "extension-unknown",
                   "The extension '" + name + "' of <" + element.name + "> is not known: it is kept and has no effect" +
                       (meant.empty() ? "." : meant),
                   element);
}

void report_vendors(Reading& reading, const xml::Element& element, const xml::Element& extension) {
    if (!is_of_family(extension.namespace_uri)) return report_namespace(reading, extension.namespace_uri, extension);
    reading.report(
        Severity::warning, "extension-unknown",
        "The extension <" + extension.name + "> in <" + element.name + "> is not known: it is kept and has no effect.",
        extension);
}

}  // namespace pavane::dmn::parser
