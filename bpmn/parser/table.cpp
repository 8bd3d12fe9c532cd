#include "bpmn/parser/table.hpp"

namespace pavane::bpmn::parser {

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute) {
    reading.report_repeatable(Severity::warning, "value-not-understood",
                              "The attribute '" + attribute.name + "' of <" + element.name + "> has the value '" +
                                  attribute.value + "', which BPMN does not allow there; it is ignored.",
                              element);
}

void keep_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    document::BaseElement& into) {
    if (attribute.namespace_uri == schema_instance_namespace) return;  // XML Schema's own, read where it matters
    into.extension_attributes.push_back({attribute.namespace_uri, attribute.prefix, attribute.name, attribute.value});
    if (is_own(element, attribute))
        reading.report_repeatable(
            Severity::info, "attribute-unknown",
            "BPMN knows no attribute '" + attribute.name + "' on <" + element.name + ">; it is kept and has no effect.",
            element);
}

void keep_child(Reading& reading, const xml::Element& element, const xml::Element& child, document::BaseElement& into) {
    into.unknown.push_back(keep(child));
    if (is_standard(child))
        reading.report_repeatable(
            Severity::warning, "element-unexpected",
            "BPMN has no place for <" + child.name + "> in <" + element.name + ">; it is kept and has no effect.",
            child);
    else
        reading.report_repeatable(
            Severity::info, "element-foreign",
            "<" + child.name + "> in <" + element.name +
                "> is not BPMN's; it is kept and has no effect. Extensions belong under <extensionElements>.",
            child);
}

void report_order(Reading& reading, const xml::Element& element, const xml::Element& child) {
    reading.report_repeatable(Severity::info, "element-out-of-order",
                              "<" + child.name + "> stands later in <" + element.name +
                                  "> than BPMN's schema has it; it was read all the same.",
                              child);
}

}  // namespace pavane::bpmn::parser
