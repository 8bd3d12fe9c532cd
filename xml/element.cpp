#include "xml/element.hpp"

namespace pavane::xml {

std::optional<std::string_view> find_namespace(const Element& element, std::string_view prefix) {
    if (prefix == "xml") return "http://www.w3.org/XML/1998/namespace";
    for (const NamespaceScope* scope = element.scope.get(); scope != nullptr; scope = scope->outer.get())
        for (const NamespaceDeclaration& declaration : scope->declarations)
            if (declaration.prefix == prefix) {
                if (declaration.uri.empty() && !prefix.empty()) return std::nullopt;
                return declaration.uri;
            }
    if (prefix.empty()) return "";
    return std::nullopt;
}

const Attribute* find_attribute(const Element& element, std::string_view namespace_uri, std::string_view name) {
    for (const Attribute& attribute : element.attributes)
        if (attribute.name == name && attribute.namespace_uri == namespace_uri) return &attribute;
    return nullptr;
}

std::string text_content(const Element& element) {
    std::string text = element.text;
    for (const Element& child : element.children) {
        text += text_content(child);
        text += child.tail;
    }
    return text;
}

}  // namespace pavane::xml
