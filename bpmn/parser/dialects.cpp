#include "bpmn/parser/dialects.hpp"

#include <algorithm>
#include <array>

#include "bpmn/parser/dialect.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::bpmn::parser {
namespace {

// The first that has something to say about an element speaks for it, so that a file written for two engines is not
// read twice.
constexpr std::array<const Dialect*, 2> dialects = {&camunda_family, &zeebe};

const Dialect* dialect_of(std::string_view namespace_uri) {
    for (const Dialect* dialect : dialects)
        if (std::ranges::find(dialect->namespaces, namespace_uri) != dialect->namespaces.end()) return dialect;
    return nullptr;
}

template <class Visit>
void for_each_extension(const xml::Element& element, const Visit& visit) {
    for (const xml::Element& child : element.children)
        if (child.name == "extensionElements" && is_standard(child))
            for (const xml::Element& extension : child.children) visit(extension);
}

const Dialect* speaker_for(const xml::Element& element) {
    const Dialect* speaker = nullptr;
    const auto consider = [&speaker](const Dialect* dialect) {
        if (dialect == nullptr) return;
        if (speaker == nullptr || std::ranges::find(dialects, dialect) < std::ranges::find(dialects, speaker))
            speaker = dialect;
    };
    for (const xml::Attribute& attribute : element.attributes) consider(dialect_of(attribute.namespace_uri));
    for_each_extension(element, [&](const xml::Element& extension) { consider(dialect_of(extension.namespace_uri)); });
    return speaker;
}

// A namespace that is nearly one of the dialects' is a mistake, and no other tool's.
void report_foreign(Reading& reading, std::string_view namespace_uri, const xml::Element& at) {
    constexpr std::size_t most_letters_wrong = 3;
    static const std::vector<std::string> known = [] {
        std::vector<std::string> all;
        for (const Dialect* dialect : dialects)
            all.insert(all.end(), dialect->namespaces.begin(), dialect->namespaces.end());
        return all;
    }();
    reading.count_foreign(namespace_uri);
    if (const std::string meant = did_you_mean(namespace_uri, known, most_letters_wrong); !meant.empty())
        reading.report_repeatable(
            Severity::warning, "namespace-unknown",
            "Extensions of the namespace '" + std::string(namespace_uri) + "' are kept and have no effect" + meant, at);
}

std::string qualified(std::string_view prefix, std::string_view name) {
    return (prefix.empty() ? "" : std::string(prefix) + ":") + std::string(name);
}

// An attribute or an element of a dialect, in a sentence.
struct Extension {
    std::string_view namespace_uri;
    std::string_view prefix;
    std::string_view name;
    const SortedWords& (*Dialect::*known)();
    const xml::Element& at;
};

void report_unknown(Reading& reading, const Dialect& dialect, const Extension& extension, const xml::Element& owner) {
    const std::string_view meant =
        reading.only_counts() ? "" : closest_word(extension.name, (dialect.*extension.known)().all());
    reading.report_repeatable(
        Severity::warning, "extension-unknown",
        "The extension '" + qualified(extension.prefix, extension.name) + "' of <" + owner.name +
            "> is not known: it is kept and has no effect" +
            (meant.empty() ? "." : "; did you mean '" + qualified(extension.prefix, meant) + "'?"),
        extension.at);
}

// Says what happens to an extension that its dialect, or the dialect chosen for the element, did not read.
void report_unread(Reading& reading, const Dialect* dialect, const Dialect* speaker, const Extension& extension,
                   const xml::Element& owner) {
    if (dialect == nullptr)
        report_foreign(reading, extension.namespace_uri, extension.at);
    else if (dialect == speaker)
        report_unknown(reading, *dialect, extension, owner);
    else
        reading.report_repeatable(Severity::warning, "extension-of-second-engine",
                                  "The element has extensions for two engines; '" + std::string(extension.name) +
                                      "' is kept and has no effect.",
                                  extension.at);
}

bool is_foreign(const xml::Attribute& attribute) {
    return !attribute.namespace_uri.empty() && attribute.namespace_uri != model_namespace &&
           attribute.namespace_uri != schema_instance_namespace && attribute.prefix != "xml";
}

}  // namespace

std::string with_prefix(const xml::Element& at, std::string_view attribute) {
    if (!camunda_family.attribute_names().contains(attribute)) return {};
    for (const auto* scope = at.scope.get(); scope != nullptr; scope = scope->outer.get())
        for (const xml::NamespaceDeclaration& each : scope->declarations)
            if (!each.prefix.empty() && dialect_of(each.uri) == &camunda_family)
                return qualified(each.prefix, attribute);
    return qualified("camunda", attribute);
}

bool is_of_dialect(std::string_view namespace_uri) { return dialect_of(namespace_uri) != nullptr; }

void read_dialects(Reading& reading, const xml::Element& element, document::BaseElement& into) {
    const Dialect* speaker = speaker_for(element);
    if (speaker != nullptr) into.extensions = std::make_unique<document::Extensions>();
    for (const xml::Attribute& attribute : element.attributes) {
        if (!is_foreign(attribute)) continue;
        const Dialect* dialect = dialect_of(attribute.namespace_uri);
        const bool read = dialect != nullptr && dialect == speaker &&
                          dialect->read_attribute(reading, element, attribute, *into.extensions);
        if (!read)
            report_unread(
                reading, dialect, speaker,
                {attribute.namespace_uri, attribute.prefix, attribute.name, &Dialect::attribute_names, element},
                element);
    }
    for_each_extension(element, [&](const xml::Element& extension) {
        const Dialect* dialect = dialect_of(extension.namespace_uri);
        const bool read =
            dialect != nullptr && dialect == speaker && dialect->read_element(reading, extension, *into.extensions);
        if (read)
            report_unknown_attributes(reading, *dialect, extension);
        else
            report_unread(
                reading, dialect, speaker,
                {extension.namespace_uri, extension.prefix, extension.name, &Dialect::element_names, extension},
                element);
    });
}

namespace {

const xml::Attribute* attribute_of(const xml::Element& element, std::string_view name) {
    const xml::Attribute* attribute = xml::find_attribute(element, "", name);
    return attribute != nullptr ? attribute : xml::find_attribute(element, element.namespace_uri, name);
}

}  // namespace

std::string value_of(const xml::Element& element, std::string_view name) {
    const xml::Attribute* attribute = attribute_of(element, name);
    return attribute == nullptr ? std::string() : attribute->value;
}

document::ExpressionText text_of(const xml::Element& element, std::string_view name) {
    return {value_of(element, name), "", location_of(element)};
}

std::optional<bool> flag_of(Reading& reading, const xml::Element& element, const xml::Attribute& attribute) {
    std::string word(trimmed(attribute.value));
    std::ranges::transform(word, word.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (word == "true") return true;
    if (word == "false") return false;
    const std::string name = (attribute.prefix.empty() ? "" : attribute.prefix + ":") + attribute.name;
    reading.report_repeatable(Severity::warning, "value-not-understood",
                              "The attribute '" + name + "' of <" + element.name + "> has the value '" +
                                  attribute.value + "', where true or false belongs; it is ignored.",
                              element);
    return std::nullopt;
}

std::optional<bool> flag_named(Reading& reading, const xml::Element& element, std::string_view name) {
    const xml::Attribute* attribute = attribute_of(element, name);
    return attribute == nullptr ? std::nullopt : flag_of(reading, element, *attribute);
}

void report_inner(Reading& reading, const xml::Element& inner) {
    reading.report_repeatable(Severity::warning, "extension-unknown",
                              "The extension '" + inner.name + "' is not known here; it is kept and has no effect.",
                              inner);
}

}  // namespace pavane::bpmn::parser
