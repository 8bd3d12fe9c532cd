#include "expression/xpath/functions.hpp"

#include <array>

namespace pavane::expression::xpath {
namespace {

constexpr const char* bpmn_uri = "http://www.omg.org/spec/BPMN/20100524/MODEL";

xmlNs bound(const char* prefix) {
    xmlNs declaration{};
    declaration.type = XML_LOCAL_NAMESPACE;
    declaration.href = reinterpret_cast<const xmlChar*>(bpmn_uri);
    declaration.prefix = reinterpret_cast<const xmlChar*>(prefix);
    return declaration;
}

}  // namespace

xmlXPathFunction look_up_function(void*, const xmlChar* name, const xmlChar* uri) {
    const std::string_view wanted = from_library(name);
    if (uri) return from_library(uri) == bpmn_uri ? find_bpmn_function(wanted) : nullptr;
    const xmlXPathFunction text = find_text_function(wanted);
    return text ? text : find_bpmn_function(wanted);
}

void register_bpmn_prefixes(xmlXPathContext& context) {
    // The library only reads them.
    static std::array declarations{bound("bpmn"), bound("bpmn2"), bound("semantic"), bound("model")};
    static std::array<xmlNs*, declarations.size()> pointers{&declarations[0], &declarations[1], &declarations[2],
                                                            &declarations[3]};
    context.namespaces = pointers.data();
    context.nsNr = static_cast<int>(pointers.size());
}

}  // namespace pavane::expression::xpath
