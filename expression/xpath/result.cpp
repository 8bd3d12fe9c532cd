#include "expression/xpath/result.hpp"

#include <cmath>

#include "expression/xpath/evaluation.hpp"
#include "expression/xpath/tree.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::xpath {
namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53

struct FreeBuffer {
    void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
};

bool holds_only_text(const xmlNode* element) {
    if (element->properties) return false;
    for (const xmlNode* child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) return false;
    return true;
}

}  // namespace

std::string text_of(const xmlNode* node) {
    const TextOwner text(xmlNodeGetContent(node));
    return std::string(from_library(text.get()));
}

std::string to_xml(const xmlNode* element) {
    // A copy alone in a document takes along the namespaces that it uses and its elders declare.
    const DocumentOwner alone(xmlNewDoc(nullptr));
    xmlNode* copy = xmlDocCopyNode(const_cast<xmlNode*>(element), alone.get(), 1);
    ENSURE(copy != nullptr);
    xmlDocSetRootElement(alone.get(), copy);
    const std::unique_ptr<xmlBuffer, FreeBuffer> buffer(xmlBufferCreate());
    const int size = xmlNodeDump(buffer.get(), alone.get(), copy, 0, 0);
    ENSURE(size >= 0);
    return std::string(from_library(xmlBufferContent(buffer.get())));
}

Value to_value(const xmlNode* node) {
    if (node->type == XML_NAMESPACE_DECL) return Value(from_library(reinterpret_cast<const xmlNs*>(node)->href));
    if (node->type != XML_ELEMENT_NODE) return Value(text_of(node));
    if (const Value* origin = Tree::origin(node)) return *origin;
    if (holds_only_text(node)) return Value(text_of(node));
    return Value(Document{Document::Format::xml, to_xml(node), {}, {}});
}

std::size_t made_bytes(const Value& value) {
    if (value.document()) return value.document()->text.size();
    return value.string() ? value.string()->size() : 0;
}

Result<Value, std::string> to_value(const xmlXPathObject& object) {
    switch (object.type) {
        case XPATH_BOOLEAN:
            return Value(object.boolval != 0);
        case XPATH_NUMBER:
            if (!std::isfinite(object.floatval)) return unexpected(std::string("the result is not a number"));
            if (std::floor(object.floatval) == object.floatval && std::fabs(object.floatval) <= largest_exact)
                return Value(static_cast<std::int64_t>(object.floatval));
            return Value(object.floatval);
        case XPATH_STRING:
            return Value(from_library(object.stringval));
        case XPATH_NODESET: {
            const int nodes = object.nodesetval ? object.nodesetval->nodeNr : 0;
            if (nodes == 0) return Value();
            if (nodes == 1) return to_value(object.nodesetval->nodeTab[0]);
            List list;
            std::size_t bytes = 0;
            for (int i = 0; i < nodes && bytes <= max_produced_bytes; ++i) {
                const xmlNode* node = object.nodesetval->nodeTab[i];
                list.push_back(to_value(node));
                if (node->type != XML_ELEMENT_NODE || !Tree::origin(node)) bytes += made_bytes(list.back());
            }
            if (bytes > max_produced_bytes) return unexpected(std::string("it gives more than 16 MB of text"));
            return Value(std::move(list));
        }
        default:
            break;
    }
    broken_invariant("an XPath 1.0 result", __FILE__, __LINE__);
}

}  // namespace pavane::expression::xpath
