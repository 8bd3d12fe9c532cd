// How a chapter of BPMN is read: each type has a table of its attributes and of its children, {name, function}, and
// says which type it extends. Rows are in the order of the specification's schema; a row without a tag stands for a
// substitution group.
#pragma once

#include <optional>
#include <variant>

#include "bpmn/model/document.hpp"
#include "bpmn/parser/dialects.hpp"
#include "bpmn/parser/reading.hpp"

namespace pavane::bpmn::parser {

template <class T>
struct AttributeRow {
    std::string_view name;
    bool (*read)(Reading&, const xml::Element&, std::string_view value, T&);  // false: BPMN does not allow the value
    bool required = false;
};

template <class T>
struct ChildRow {
    std::string_view tag;
    bool (*read)(Reading&, const xml::Element&, T&);  // false: not taken, which makes the element an unknown one
};

template <class T, class Base>
struct Table {
    using BaseType = Base;
    std::vector<AttributeRow<T>> attributes;
    std::vector<ChildRow<T>> children;
};

// Selects a type's table: each chapter declares `const Table<X, Base>& table_of(Type<X>)` for its types in tables.hpp.
template <class T>
struct Type {};

template <class T>
using BaseOf = typename std::remove_cvref_t<decltype(table_of(Type<T>{}))>::BaseType;

// Where markup of any kind is content and not a mistake.
template <class T>
inline constexpr bool is_mixed = false;

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute);

template <class T>
bool read_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute, T& into) {
    for (const AttributeRow<T>& row : table_of(Type<T>{}).attributes)
        if (row.name == attribute.name) {
            if (!row.read(reading, element, attribute.value, into)) report_value(reading, element, attribute);
            return true;
        }
    if constexpr (!std::is_void_v<BaseOf<T>>) return read_attribute<BaseOf<T>>(reading, element, attribute, into);
    return false;
}

// How many places the schema has for children of a type, those it inherits included.
template <class T>
std::size_t places() {
    std::size_t count = table_of(Type<T>{}).children.size();
    if constexpr (!std::is_void_v<BaseOf<T>>) count += places<BaseOf<T>>();
    return count;
}

// The place of the row that took the child.
template <class T>
std::optional<std::size_t> read_child(Reading& reading, const xml::Element& child, T& into) {
    std::size_t inherited = 0;
    if constexpr (!std::is_void_v<BaseOf<T>>) {
        if (const auto place = read_child<BaseOf<T>>(reading, child, into)) return place;
        inherited = places<BaseOf<T>>();
    }
    const auto& rows = table_of(Type<T>{}).children;
    for (std::size_t at = 0; at < rows.size(); ++at)
        if ((rows[at].tag.empty() || rows[at].tag == child.name) && rows[at].read(reading, child, into))
            return inherited + at;
    return std::nullopt;
}

// Whether an attribute that BPMN does not know was meant to be this one, and has been told so.
bool was_misspelt(const document::BaseElement& element, std::string_view attribute);

template <class T>
void check_required(Reading& reading, const xml::Element& element, const document::BaseElement& into) {
    for (const AttributeRow<T>& row : table_of(Type<T>{}).attributes)
        if (row.required && xml::find_attribute(element, "", row.name) == nullptr && !was_misspelt(into, row.name))
            reading.report_repeatable(Severity::warning, "attribute-missing",
                                      "<" + element.name + "> needs the attribute '" + std::string(row.name) + "'.",
                                      element);
    if constexpr (!std::is_void_v<BaseOf<T>>) check_required<BaseOf<T>>(reading, element, into);
}

template <class T>
void add_attribute_names(std::vector<std::string>& names) {
    for (const AttributeRow<T>& row : table_of(Type<T>{}).attributes) names.emplace_back(row.name);
    if constexpr (!std::is_void_v<BaseOf<T>>) add_attribute_names<BaseOf<T>>(names);
}

// What is lost with an element that is not read: what is deployed, or the way a token takes.
enum class Loss : std::uint8_t { nothing, a_root_element, the_way };

template <class T>
inline constexpr Loss loss_in = std::is_same_v<T, document::Definitions> ? Loss::a_root_element
                                : std::is_same_v<T, document::Process> || std::is_base_of_v<document::FlowNode, T> ||
                                        std::is_same_v<T, document::SequenceFlow>
                                    ? Loss::the_way
                                    : Loss::nothing;

// For the two types whose own words are what matters.
void read_own_text(const xml::Element& element, document::Documentation& into);
void read_own_text(const xml::Element& element, document::Expression& into);

// The three below are about what BPMN does not name; they keep it in `into`.
void keep_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    document::BaseElement& into, void (*add_known)(std::vector<std::string>& names));
void keep_child(Reading& reading, const xml::Element& element, const xml::Element& child, document::BaseElement& into,
                Loss loss);
void report_order(Reading& reading, const xml::Element& element, const xml::Element& child);

// Says of text between the children that it has no effect.
void report_stray_text(Reading& reading, const xml::Element& element);

inline bool is_own(const xml::Element& element, const xml::Attribute& attribute) {
    return attribute.namespace_uri.empty() || attribute.namespace_uri == element.namespace_uri;
}

template <class T>
void read_into(Reading& reading, const xml::Element& element, T& into) {
    const auto* id = xml::find_attribute(element, "", "id");
    const Reading::Inside inside(reading, id == nullptr ? std::string_view() : trimmed(id->value));
    if constexpr (std::is_same_v<T, document::Process>) reading.enter_process(element);
    into.location = location_of(element);
    for (const xml::Attribute& attribute : element.attributes)
        if (!is_own(element, attribute) || !read_attribute(reading, element, attribute, into))
            keep_attribute(reading, element, attribute, into, add_attribute_names<T>);
    check_required<T>(reading, element, into);
    std::size_t furthest = 0;
    bool in_order = true;
    for (const xml::Element& child : element.children) {
        const auto place = is_standard(child) ? read_child(reading, child, into) : std::nullopt;
        if (place && *place < furthest && in_order) {
            report_order(reading, element, child);
            in_order = false;
        }
        if (place) furthest = std::max(furthest, *place);
        if (!place && is_mixed<T>) into.unknown.push_back(keep(child));
        if (!place && !is_mixed<T>) keep_child(reading, element, child, into, loss_in<T>);
    }
    if constexpr (requires { read_own_text(element, into); })
        read_own_text(element, into);
    else
        report_stray_text(reading, element);
    read_dialects(reading, element, into);
}

template <class T>
T read(Reading& reading, const xml::Element& element) {
    T value;
    read_into(reading, element, value);
    return value;
}

}  // namespace pavane::bpmn::parser
