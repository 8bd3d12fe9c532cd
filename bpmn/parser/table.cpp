#include "bpmn/parser/table.hpp"

#include "bpmn/parser/element_names.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::bpmn::parser {

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute) {
    reading.report_repeatable(Severity::warning, "value-not-understood",
                              "The attribute '" + attribute.name + "' of <" + element.name + "> has the value '" +
                                  attribute.value + "', which BPMN does not allow there; it is ignored.",
                              element);
}

void keep_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    document::BaseElement& into, void (*add_known)(std::vector<std::string>& names)) {
    if (attribute.namespace_uri == schema_instance_namespace) return;  // XML Schema's own, read where it matters
    into.extension_attributes.push_back({attribute.namespace_uri, attribute.prefix, attribute.name, attribute.value});
    if (!is_own(element, attribute)) return;
    if (attribute.namespace_uri.empty() && !attribute.prefix.empty())
        return reading.report_repeatable(Severity::warning, "prefix-unbound",
                                         "No namespace is bound to the prefix '" + attribute.prefix +
                                             "': what is written with it is kept and has no effect. Add xmlns:" +
                                             attribute.prefix + " to <definitions>.",
                                         element);
    std::vector<std::string> known;
    if (!reading.only_counts()) add_known(known);
    const std::string meant = did_you_mean(attribute.name, known);
    reading.report_repeatable(meant.empty() ? Severity::info : Severity::warning, "attribute-unknown",
                              "BPMN knows no attribute '" + attribute.name + "' on <" + element.name +
                                  ">: it is kept and has no effect" + (meant.empty() ? "." : meant),
                              element);
}

namespace {

// An element that is not read: an error where a process would run without what it was to do.
void report_left_out(Reading& reading, std::string code, std::string message, bool on_the_way,
                     const xml::Element& child, std::string_view advice) {
    const bool is_left_out = on_the_way && reading.is_in_executable_process();
    message += is_left_out ? ": a process that runs cannot leave it out" : ": it is kept and has no effect";
    reading.report(is_left_out ? Severity::error : Severity::warning, std::move(code),
                   message.append(advice.empty() ? "." : advice), child);
}

// What is no word of BPMN at all has been misspelt, or made up.
void report_unknown(Reading& reading, const xml::Element& element, const xml::Element& child, bool on_the_way) {
    report_left_out(reading, "element-unknown", "<" + child.name + "> in <" + element.name + "> is no element of BPMN",
                    on_the_way, child, reading.only_counts() ? "" : did_you_mean(child.name, element_names().all()));
}

// BPMN's word, and not in BPMN's namespace: xmlns="" stands at it or around it.
void report_without_namespace(Reading& reading, const xml::Element& element, const xml::Element& child) {
    report_left_out(reading, "element-without-namespace",
                    "<" + child.name + "> in <" + element.name + "> is in no namespace and so is not BPMN's", true,
                    child, ". Remove xmlns=\"\".");
}

}  // namespace

void keep_child(Reading& reading, const xml::Element& element, const xml::Element& child, document::BaseElement& into,
                bool on_the_way) {
    into.unknown.push_back(keep(child));
    if (child.namespace_uri == model_namespace && !element_names().contains(child.name))
        report_unknown(reading, element, child, on_the_way);
    else if (child.namespace_uri.empty() && on_the_way && element_names().contains(child.name))
        report_without_namespace(reading, element, child);
    else if (is_standard(child))
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
