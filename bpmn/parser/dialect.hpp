// What a dialect is: the namespaces it is known by, and how its attributes and elements become vendor-neutral.
#pragma once

#include <span>
#include <string_view>

#include "bpmn/model/document/extensions.hpp"
#include "bpmn/parser/reading.hpp"
#include "foundation/sorted_words.hpp"

namespace pavane::bpmn::parser {

// Both functions get the name without prefix; they return false for a name that the dialect does not know.
struct Dialect {
    std::span<const std::string_view> namespaces;
    bool (*read_attribute)(Reading&, const xml::Element& owner, const xml::Attribute&, document::Extensions&);
    bool (*read_element)(Reading&, const xml::Element&, document::Extensions&);
    // The names that the two know.
    const SortedWords& (*attribute_names)();
    const SortedWords& (*element_names)();
};

// Camunda 7 and its relatives: Operaton, Activiti, Flowable. They share their words, the differences are extra words.
extern const Dialect camunda_family;

// Camunda 8. Expressions are FEEL and begin with '='; service tasks are jobs for workers.
extern const Dialect zeebe;

// Of tables of rows with a name, and of what has no row.
template <class... Rows>
SortedWords names_of(std::string text, const Rows&... rows) {
    const auto add = [&text](const auto& list) {
        for (const auto& row : list) (text += ' ') += row.name;
    };
    (add(rows), ...);
    return SortedWords(text);
}

// An attribute's value by its local name in the namespace of the element, else without namespace; empty if there is
// none.
std::string value_of(const xml::Element& element, std::string_view name);

// The same as a text that may hold an expression, placed at the element.
document::ExpressionText text_of(const xml::Element& element, std::string_view name);

// "true" or "false" in any case; anything else is reported and gives nothing.
std::optional<bool> flag_of(Reading& reading, const xml::Element& element, const xml::Attribute& attribute);
// The same of an attribute that value_of finds; nothing if there is none.
std::optional<bool> flag_named(Reading& reading, const xml::Element& element, std::string_view name);

// Says which attributes of an extension element, and of those inside it, the dialect does not have.
void report_unknown_attributes(Reading& reading, const Dialect& dialect, const xml::Element& extension);

// Says that an element of a dialect stands where the dialect has no place for it.
void report_inner(Reading& reading, const xml::Element& inner);

}  // namespace pavane::bpmn::parser
