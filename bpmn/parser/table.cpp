#include "bpmn/parser/table.hpp"

#include <algorithm>

#include "bpmn/parser/element_names.hpp"
#include "foundation/closest_word.hpp"
#include "foundation/sorted_words.hpp"
#include "foundation/utf8.hpp"

namespace pavane::bpmn::parser {

namespace {

// Attributes that decide which way a token takes, or whether a process is deployed at all.
const SortedWords& deciding_attributes() {
    static const SortedWords names(
        "behavior cancelActivity cancelRemainingInstances completionQuantity eventGatewayType instantiate isExecutable "
        "isForCompensation isInterrupting isSequential loopMaximum ordering parallelMultiple startQuantity testBefore "
        "triggeredByEvent waitForCompletion");
    return names;
}

}  // namespace

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute) {
    const bool decides = deciding_attributes().contains(attribute.name) &&
                         (reading.is_in_executable_process() || attribute.name == "isExecutable");
    reading.report_repeatable(
        decides ? Severity::error : Severity::warning, "value-not-understood",
        "The attribute '" + attribute.name + "' of <" + element.name + "> has the value '" + attribute.value +
            "', which BPMN does not allow there" +
            (decides ? "; correct it, for it decides what the process does." : "; it is ignored."),
        element);
}

bool was_misspelt(const document::BaseElement& element, std::string_view attribute) {
    return std::ranges::any_of(element.extension_attributes, [&](const document::Attribute& each) {
        return each.namespace_uri.empty() && each.prefix.empty() && is_nearly(each.name, attribute);
    });
}

namespace {

// How the sentence about an attribute ends that BPMN does not know.
std::string meant_by(const Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                     void (*add_known)(std::vector<std::string>& names)) {
    if (reading.only_counts()) return {};
    const bool is_of_model = element.namespace_uri == model_namespace;
    if (const std::string extension = is_of_model ? with_prefix(element, attribute.name) : ""; !extension.empty())
        return "; did you mean '" + extension + "'?";
    std::vector<std::string> known;
    add_known(known);
    return did_you_mean(attribute.name, known);
}

}  // namespace

void keep_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    document::BaseElement& into, void (*add_known)(std::vector<std::string>& names)) {
    if (attribute.namespace_uri == schema_instance_namespace) return;  // XML Schema's own, read where it matters
    into.extension_attributes.push_back({attribute.namespace_uri, attribute.prefix, attribute.name, attribute.value});
    if (!is_own(element, attribute)) return;
    if (has_unbound_prefix(attribute)) return;  // and the reading tells of that
    const std::string meant = meant_by(reading, element, attribute, add_known);
    reading.report_repeatable(meant.empty() ? Severity::info : Severity::warning, "attribute-unknown",
                              "BPMN knows no attribute '" + attribute.name + "' on <" + element.name +
                                  ">: it is kept and has no effect" + (meant.empty() ? "." : meant),
                              element);
}

namespace {

// Root elements are meant only by what is nearly one: tools write words of their own there, too.
constexpr std::size_t most_letters_wrong = 2;

// Whether a deployment, or a process if it runs, would lack what was meant by an element. Under <extensionElements>
// that is what a dialect may understand.
bool is_missed(const xml::Element& child, std::string_view meant, Loss loss) {
    if (loss == Loss::nothing) return false;
    if (loss == Loss::a_root_element) return root_element_names().contains(meant);
    if (meant == "extensionElements")
        return std::ranges::any_of(child.children, is_of_dialect, &xml::Element::namespace_uri);
    return !describing_element_names().contains(meant);
}

// How bad it is that an element is not read, and how the sentence about it goes on.
struct Consequence {
    Severity severity;
    std::string words;
};

Consequence consequence_of(const Reading& reading, bool is_missed, Loss loss) {
    if (is_missed && loss == Loss::a_root_element) return {Severity::error, ": nothing of it would be deployed"};
    if (is_missed && reading.is_in_executable_process())
        return {Severity::error, ": a process that runs cannot leave it out"};
    return {Severity::warning, ": it is kept and has no effect"};
}

// What is no word of BPMN at all has been misspelt, or made up. The answer: whether it is missed.
bool report_unknown(Reading& reading, const xml::Element& element, const xml::Element& child, Loss loss) {
    const bool may_be_root = loss == Loss::a_root_element && (!reading.only_counts() || !reading.has_error()) &&
                             !closest_word(child.name, root_element_names().all(), most_letters_wrong).empty();
    const std::string_view meant =
        reading.only_counts() && !may_be_root ? "" : closest_word(child.name, element_names().all());
    const bool missed = is_missed(child, meant, loss) && (loss != Loss::a_root_element || may_be_root);
    const auto [severity, words] = consequence_of(reading, missed, loss);
    reading.report(severity, "element-unknown",
                   "<" + child.name + "> in <" + element.name + "> is no element of BPMN" + words +
                       (meant.empty() ? "." : "; did you mean '" + std::string(meant) + "'?"),
                   child);
    return missed;
}

// BPMN's word, and not in BPMN's namespace: its prefix means nothing, or xmlns="" stands at it or around it.
bool report_without_namespace(Reading& reading, const xml::Element& element, const xml::Element& child, Loss loss) {
    const bool missed = is_missed(child, child.name, loss);
    const auto [severity, words] = consequence_of(reading, missed, loss);
    if (!has_unbound_prefix(child))
        reading.report(severity, "element-without-namespace",
                       "<" + child.name + "> in <" + element.name + "> is in no namespace and so is not BPMN's" +
                           words + ". Remove xmlns=\"\".",
                       child);
    else if (severity == Severity::error)
        reading.refuse_prefix(child, words);
    return missed;
}

}  // namespace

void keep_child(Reading& reading, const xml::Element& element, const xml::Element& child, document::BaseElement& into,
                Loss loss) {
    document::ExtensionElement& kept = into.unknown.emplace_back(keep(child));
    const bool is_word = element_names().contains(child.name);
    if (child.namespace_uri == model_namespace && !is_word)
        kept.is_missed = report_unknown(reading, element, child, loss);
    else if (child.namespace_uri.empty() && is_word && loss != Loss::nothing)
        kept.is_missed = report_without_namespace(reading, element, child, loss);
    else if (is_standard(child))
        reading.report_repeatable(
            Severity::warning, "element-unexpected",
            "BPMN has no place for <" + child.name + "> in <" + element.name + ">; it is kept and has no effect.",
            child);
    else if (!has_unbound_prefix(child))  // that has been told of the prefix
        reading.report_repeatable(
            Severity::info, "element-foreign",
            "<" + child.name + "> in <" + element.name +
                "> is not BPMN's; it is kept and has no effect. Extensions belong under <extensionElements>.",
            child);
}

void report_stray_text(Reading& reading, const xml::Element& element) {
    constexpr std::size_t shown_bytes = 60;
    const auto report = [&](const std::string& text, const xml::TextPlace& place) {
        if (place.line != 0)
            reading.report_repeatable(Severity::warning, "text-without-effect",
                                      "The text '" + beginning_of(trimmed(text), shown_bytes) + "' in <" +
                                          element.name +
                                          "> has no effect: BPMN has no place for it. Write it into <documentation>, "
                                          "or remove it.",
                                      {place.line, place.column});
    };
    report(element.text, element.text_place);
    for (const xml::Element& child : element.children) report(child.tail, child.tail_place);
}

void report_order(Reading& reading, const xml::Element& element, const xml::Element& child) {
    reading.report_repeatable(Severity::info, "element-out-of-order",
                              "<" + child.name + "> stands later in <" + element.name +
                                  "> than BPMN's schema has it; it was read all the same.",
                              child);
}

}  // namespace pavane::bpmn::parser
