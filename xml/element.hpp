// An XML document as a tree of plain values: expanded names, text in its place, line and column. UTF-8 throughout.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pavane::xml {

struct NamespaceDeclaration {
    std::string prefix;  // empty: the default namespace
    std::string uri;     // empty: undeclared
};

// The declarations of one element, in front of those of the elements around it. Elements that declare nothing share
// their parent's.
struct NamespaceScope {
    std::vector<NamespaceDeclaration> declarations;
    std::shared_ptr<const NamespaceScope> outer;
    std::size_t in_force = 0;  // declarations here and further out
};

struct Attribute {
    std::string namespace_uri;  // empty for an attribute without prefix
    std::string prefix;
    std::string name;
    std::string value;
};

// Where a text begins that is not only white space; line 0: it is.
struct TextPlace {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

// `text` stands before the first child, a child's `tail` between its end tag and what follows, so that mixed content
// keeps its order.
struct Element {
    std::string namespace_uri;
    std::string prefix;
    std::string name;
    std::vector<Attribute> attributes;  // without the namespace declarations
    std::string text;
    std::string tail;
    std::vector<Element> children;
    std::uint32_t line = 0;    // of the tag's '<', 1-based
    std::uint32_t column = 0;  // likewise, in characters
    TextPlace text_place;
    TextPlace tail_place;
    std::shared_ptr<const NamespaceScope> scope;
};

// The URI a prefix is bound to at an element ("" asks for the default namespace), or nothing if it is not bound.
std::optional<std::string_view> find_namespace(const Element& element, std::string_view prefix);

const Attribute* find_attribute(const Element& element, std::string_view namespace_uri, std::string_view name);

// All character data in the element, that of its descendants included, in the order of the document.
std::string text_content(const Element& element);

}  // namespace pavane::xml
