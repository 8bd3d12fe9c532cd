#include "expression/xpath/xml_element.hpp"

#include <cmath>

#include "expression/xpath/code.hpp"
#include "expression/xpath/evaluation.hpp"
#include "expression/xpath/result.hpp"

namespace pavane::expression {
namespace {

using xpath::from_library;

// There are no variables, so none of them is a document.
class NoDocuments final : public DocumentReader {
  public:
    Result<Value, EvaluationError> read(const Document&) const override {
        return unexpected(EvaluationError{"there is no document here"});
    }
    Result<std::string, EvaluationError> write(const Value&) const override {
        return unexpected(EvaluationError{"there is no document here"});
    }
};

const NoDocuments no_documents;

bool is_wanted(const xmlNode* node, XmlSearch wanted) {
    const bool wants_element = wanted == XmlSearch::element || wanted == XmlSearch::elements;
    return node->type == (wants_element ? XML_ELEMENT_NODE : XML_ATTRIBUTE_NODE);
}

Value found_value(const xmlNode* node) {
    if (node->type == XML_ATTRIBUTE_NODE) return Value(xpath::text_of(node));
    return Value(Document{Document::Format::xml, xpath::to_xml(node), {}, {}});
}

Result<Value, std::string> nodes_found(const xmlXPathObject& object, XmlSearch wanted) {
    List found;
    std::size_t bytes = 0;
    if (object.type != XPATH_NODESET) return unexpected(std::string("the XPath expression does not select nodes"));
    for (int i = 0; object.nodesetval && i < object.nodesetval->nodeNr && bytes <= xpath::max_produced_bytes; ++i) {
        if (!is_wanted(object.nodesetval->nodeTab[i], wanted)) continue;
        found.push_back(found_value(object.nodesetval->nodeTab[i]));
        bytes += xpath::made_bytes(found.back());
    }
    if (bytes > xpath::max_produced_bytes)
        return unexpected(std::string("the XPath expression gives more than 16 MB of text"));
    if (wanted == XmlSearch::elements || wanted == XmlSearch::attributes) return Value(std::move(found));
    if (!found.empty()) return std::move(found.front());
    return unexpected(std::string(wanted == XmlSearch::element ? "the XPath expression finds no element"
                                                               : "the XPath expression finds no attribute"));
}

Result<Value, std::string> plain_value(xmlXPathObject& object, XmlSearch wanted) {
    if (wanted == XmlSearch::boolean) return Value(xmlXPathCastToBoolean(&object) != 0);
    if (wanted == XmlSearch::string) {
        const xpath::TextOwner text(xmlXPathCastToString(&object));
        return Value(from_library(text.get()));
    }
    const double number = xmlXPathCastToNumber(&object);
    if (!std::isfinite(number)) return unexpected(std::string("the XPath expression gives no number"));
    return Value(number);
}

}  // namespace

Result<XmlElement, std::string> XmlElement::parse(std::string_view text) {
    auto document = xpath::parse_document(text);
    if (!document) return unexpected(std::move(document.error()));
    std::shared_ptr<xmlDoc> shared(std::move(*document));
    xmlNode* root = xmlDocGetRootElement(shared.get());
    return XmlElement(std::move(shared), root, text.size());
}

std::string XmlElement::name() const { return std::string(from_library(node_->name)); }

std::string XmlElement::prefix() const { return std::string(node_->ns ? from_library(node_->ns->prefix) : ""); }

std::string XmlElement::namespace_uri() const { return std::string(node_->ns ? from_library(node_->ns->href) : ""); }

std::string XmlElement::text() const { return xpath::text_of(node_); }

std::string XmlElement::xml() const { return xpath::to_xml(node_); }

std::vector<XmlAttribute> XmlElement::attributes() const {
    std::vector<XmlAttribute> all;
    for (const xmlAttr* attribute = node_->properties; attribute; attribute = attribute->next)
        all.push_back({std::string(attribute->ns ? from_library(attribute->ns->href) : ""),
                       std::string(from_library(attribute->name)),
                       xpath::text_of(reinterpret_cast<const xmlNode*>(attribute))});
    return all;
}

std::vector<XmlElement> XmlElement::children() const {
    std::vector<XmlElement> all;
    for (xmlNode* child = node_->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) all.push_back(XmlElement(document_, child, bytes_));
    return all;
}

Result<Value, std::string> XmlElement::search(std::string_view text, const XmlPrefixes& prefixes,
                                              XmlSearch wanted) const {
    const auto code = xpath::compile(text, xpath::PathsBegin::anywhere);
    if (!code)
        return unexpected("the XPath expression cannot be read at its column " + std::to_string(code.error().column) +
                          ": " + code.error().message);
    xpath::Evaluation evaluation(nullptr, no_documents);
    for (const auto& [prefix, uri] : prefixes) evaluation.bind(prefix, uri);
    const auto object = evaluation.run_at((*code)->compiled.get(), node_, bytes_);
    if (!object) return unexpected(object.error());
    const bool wants_plain = wanted == XmlSearch::string || wanted == XmlSearch::number || wanted == XmlSearch::boolean;
    return wants_plain ? plain_value(**object, wanted) : nodes_found(**object, wanted);
}

}  // namespace pavane::expression
