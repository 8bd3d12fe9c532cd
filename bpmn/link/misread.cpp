#include "bpmn/link/misread.hpp"

#include "bpmn/link/link_process.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::bpmn {

namespace {

using namespace document;

void collect_unknown(const std::vector<ExtensionElement>& unknown, const std::string& scope, Misread& into) {
    for (const ExtensionElement& element : unknown) {
        if (!element.is_missed) continue;
        if (const std::string_view id = attribute_of(element, "id"); !id.empty()) into.ids.emplace(id);
        if (!attribute_of(element, "sourceRef").empty() || !attribute_of(element, "targetRef").empty())
            into.flows.push_back(&element);
        if (element.name == "startEvent" || is_nearly(element.name, "startEvent")) into.scopes_with_start.insert(scope);
    }
}

void collect(const std::vector<FlowElement>& elements, Misread& into) {
    for (const FlowElement& element : elements) {
        const BaseElement& base = element.base();
        if (base.id.empty())
            for (const Attribute& attribute : base.extension_attributes)
                if (attribute.namespace_uri.empty() && is_nearly(attribute.name, "id"))
                    into.ids.insert(attribute.value);
        if (const document::SubProcess* inside = as_sub_process(element)) {
            collect_unknown(inside->unknown, inside->id, into);
            collect(inside->flow_elements, into);
        }
    }
}

}  // namespace

std::string_view attribute_of(const ExtensionElement& element, std::string_view name) {
    for (const Attribute& attribute : element.attributes)
        if (attribute.namespace_uri.empty() && attribute.name == name) return attribute.value;
    return {};
}

Misread misread_of(const document::Process& process) {
    Misread misread;
    collect_unknown(process.unknown, process.id, misread);
    collect(process.flow_elements, misread);
    return misread;
}

}  // namespace pavane::bpmn
