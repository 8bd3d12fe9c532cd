// An element of an XML document as Spin's scripts see it: read on its own, searched by XPath. Nothing changes it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/value.hpp"
#include "foundation/result.hpp"

struct _xmlDoc;
struct _xmlNode;

namespace pavane::expression {

struct XmlAttribute {
    std::string namespace_uri;  // empty for one without prefix
    std::string name;
    std::string value;
};

// What a search is to give: the value of the first thing found, or of all.
enum class XmlSearch : std::uint8_t { element, elements, attribute, attributes, string, number, boolean };

using XmlPrefixes = std::vector<std::pair<std::string, std::string>>;  // prefix, namespace

// Copies share the document.
class XmlElement {
  public:
    // The root of a document of up to 2 MB without a document type declaration. The error is a sentence.
    static Result<XmlElement, std::string> parse(std::string_view text);

    std::string name() const;  // without its prefix
    std::string prefix() const;
    std::string namespace_uri() const;
    std::string text() const;  // that of the elements in it included
    std::string xml() const;   // with the namespaces it uses
    std::vector<XmlAttribute> attributes() const;
    std::vector<XmlElement> children() const;

    // XPath 1.0 from this element on. Besides `prefixes` those count that the root of the document declares. An element
    // is an Xml document, an attribute a string; a list is empty where nothing is found, anything else that is not
    // found is an error. About 100,000 steps at the most.
    Result<Value, std::string> search(std::string_view xpath, const XmlPrefixes& prefixes, XmlSearch wanted) const;

  private:
    XmlElement(std::shared_ptr<_xmlDoc> document, _xmlNode* node, std::size_t bytes)
        : document_(std::move(document)), node_(node), bytes_(bytes) {}

    std::shared_ptr<_xmlDoc> document_;
    _xmlNode* node_;
    std::size_t bytes_;  // of the document
};

}  // namespace pavane::expression
