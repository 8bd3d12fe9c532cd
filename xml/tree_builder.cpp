#include "xml/tree_builder.hpp"

namespace pavane::xml {
namespace {

// The prefix and the local part of a name; a name with several colons is split at the first.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || colon == 0) return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

bool declares_namespace(std::string_view attribute) { return attribute == "xmlns" || attribute.starts_with("xmlns:"); }

std::string too_many(const char* what, std::size_t limit) {
    return std::string("The document has more than ") + std::to_string(limit) + " " + what + ".";
}

}  // namespace

void TreeBuilder::start_element(std::string_view name, std::vector<RawAttribute> attributes, Position at) {
    count_node();
    if (open_.size() >= limits_.depth)
        throw Refusal{"The document's elements are nested deeper than " + std::to_string(limits_.depth) + " levels."};
    Element* element = &document_.root;
    if (!open_.empty()) {
        element = &open_.back()->children.emplace_back();
        element->scope = open_.back()->scope;
    }
    element->line = at.line;
    element->column = at.column;
    bind_names(*element, name, std::move(attributes));
    open_.push_back(element);
}

void TreeBuilder::text(std::string_view characters, Position at) {
    if (open_.empty()) return;  // white space around the root element
    Element& element = *open_.back();
    std::string& target = element.children.empty() ? element.text : element.children.back().tail;
    if (target.empty()) count_node();
    target += characters;
    TextPlace& place = element.children.empty() ? element.text_place : element.children.back().tail_place;
    if (place.line == 0) place = {at.line, at.column};
}

void TreeBuilder::count_node() {
    if (++nodes_ > limits_.nodes) throw Refusal{too_many("elements, texts and comments", limits_.nodes)};
}

void TreeBuilder::bind_names(Element& element, std::string_view name, std::vector<RawAttribute> attributes) {
    std::vector<NamespaceDeclaration> declarations;
    std::size_t others = 0;
    for (const RawAttribute& attribute : attributes) {
        if (declares_namespace(attribute.name))
            declarations.push_back(
                {std::string(split(attribute.name).first.empty() ? "" : split(attribute.name).second),
                 attribute.value});
        else
            ++others;
    }
    if (declarations.size() > limits_.namespaces_per_element)
        throw Refusal{too_many("namespace declarations on one element", limits_.namespaces_per_element)};
    if (others > limits_.attributes_per_element)
        throw Refusal{too_many("attributes on one element", limits_.attributes_per_element)};
    if (!declarations.empty()) {
        const std::size_t in_force = declarations.size() + (element.scope ? element.scope->in_force : 0);
        if (in_force > limits_.namespaces_in_force)
            throw Refusal{too_many("namespace declarations in force at once", limits_.namespaces_in_force)};
        element.scope =
            std::make_shared<NamespaceScope>(NamespaceScope{std::move(declarations), element.scope, in_force});
    }

    const auto [prefix, local] = split(name);
    element.prefix = prefix;
    element.name = local;
    element.namespace_uri = bound(element, prefix);
    element.attributes.reserve(others);
    for (RawAttribute& attribute : attributes) {
        if (declares_namespace(attribute.name)) continue;
        const auto [attribute_prefix, attribute_local] = split(attribute.name);
        element.attributes.push_back({attribute_prefix.empty() ? std::string() : bound(element, attribute_prefix),
                                      std::string(attribute_prefix), std::string(attribute_local),
                                      std::move(attribute.value)});
    }
}

std::string TreeBuilder::bound(const Element& element, std::string_view prefix) {
    if (const auto uri = find_namespace(element, prefix)) return std::string(*uri);
    document_.warnings.push_back(
        {"A prefix is used here that no namespace is bound to.", element.line, element.column, true});
    return {};
}

}  // namespace pavane::xml
