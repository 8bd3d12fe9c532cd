// The common elements, BPMN 2.0.2 §8.3 and §8.4: what every element has, expressions, messages, errors, artifacts.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, AssociationDirection>, 3> association_directions = {
    {{"None", AssociationDirection::none}, {"One", AssociationDirection::one}, {"Both", AssociationDirection::both}}};

bool identifier(Reading&, const xml::Element&, std::string_view value, BaseElement& into) {
    into.id = trimmed(value);
    return !into.id.empty();
}

bool extension_elements(Reading& reading, const xml::Element& child, BaseElement& into) {
    report_stray_text(reading, child);
    for (const xml::Element& extension : child.children) into.extension_elements.push_back(keep(extension));
    return true;
}

bool annotation_text(Reading& reading, const xml::Element& child, TextAnnotation& into) {
    if (into.text_location) {
        keep_repeated(reading, child, into);
        return true;
    }
    into.text = xml::text_content(child);
    into.text_location = location_of(child);
    return true;
}

}  // namespace

const Table<BaseElement, void>& table_of(Type<BaseElement>) {
    static const Table<BaseElement, void> table = {
        {{"id", identifier}},
        {{"documentation", many<&BaseElement::documentation>}, {"extensionElements", extension_elements}}};
    return table;
}

const Table<Documentation, BaseElement>& table_of(Type<Documentation>) {
    static const Table<Documentation, BaseElement> table = {{{"textFormat", text<&Documentation::text_format>}}, {}};
    return table;
}

const Table<Expression, BaseElement>& table_of(Type<Expression>) {
    static const Table<Expression, BaseElement> table = {
        {{"language", text<&Expression::language>}, {"evaluatesToTypeRef", text<&Expression::evaluates_to_type_ref>}},
        {}};
    return table;
}

const Table<Message, BaseElement>& table_of(Type<Message>) {
    static const Table<Message, BaseElement> table = {
        {{"name", text<&Message::name>}, {"itemRef", reference<&Message::item_ref>}}, {}};
    return table;
}

const Table<Error, BaseElement>& table_of(Type<Error>) {
    static const Table<Error, BaseElement> table = {{{"name", text<&Error::name>},
                                                     {"errorCode", text<&Error::error_code>},
                                                     {"structureRef", reference<&Error::structure_ref>}},
                                                    {}};
    return table;
}

const Table<Escalation, BaseElement>& table_of(Type<Escalation>) {
    static const Table<Escalation, BaseElement> table = {{{"name", text<&Escalation::name>},
                                                          {"escalationCode", text<&Escalation::escalation_code>},
                                                          {"structureRef", reference<&Escalation::structure_ref>}},
                                                         {}};
    return table;
}

const Table<Signal, BaseElement>& table_of(Type<Signal>) {
    static const Table<Signal, BaseElement> table = {
        {{"name", text<&Signal::name>}, {"structureRef", reference<&Signal::structure_ref>}}, {}};
    return table;
}

const Table<Category, BaseElement>& table_of(Type<Category>) {
    static const Table<Category, BaseElement> table = {{{"name", text<&Category::name>}},
                                                       {{"categoryValue", many<&Category::values>}}};
    return table;
}

const Table<CategoryValue, BaseElement>& table_of(Type<CategoryValue>) {
    static const Table<CategoryValue, BaseElement> table = {{{"value", text<&CategoryValue::value>}}, {}};
    return table;
}

const Table<Auditing, BaseElement>& table_of(Type<Auditing>) {
    static const Table<Auditing, BaseElement> table = {{}, {}};
    return table;
}

const Table<Monitoring, BaseElement>& table_of(Type<Monitoring>) {
    static const Table<Monitoring, BaseElement> table = {{}, {}};
    return table;
}

const Table<Association, BaseElement>& table_of(Type<Association>) {
    static const Table<Association, BaseElement> table = {
        {{"sourceRef", reference<&Association::source_ref>, true},
         {"targetRef", reference<&Association::target_ref>, true},
         {"associationDirection", one_of<&Association::direction, association_directions>}},
        {}};
    return table;
}

const Table<Group, BaseElement>& table_of(Type<Group>) {
    static const Table<Group, BaseElement> table = {{{"categoryValueRef", reference<&Group::category_value_ref>}}, {}};
    return table;
}

const Table<TextAnnotation, BaseElement>& table_of(Type<TextAnnotation>) {
    static const Table<TextAnnotation, BaseElement> table = {{{"textFormat", text<&TextAnnotation::text_format>}},
                                                             {{"text", annotation_text}}};
    return table;
}

void read_own_text(const xml::Element& element, Documentation& into) { into.text = xml::text_content(element); }

// The children of an expression are documentation and extensions; its own words stand between them.
void read_own_text(const xml::Element& element, Expression& into) {
    std::string words = element.text;
    for (const xml::Element& child : element.children) words += child.tail;
    into.text = trimmed(words);
    if (const auto* type = xml::find_attribute(element, schema_instance_namespace, "type"))
        into.type = type->value.substr(type->value.find(':') == std::string::npos ? 0 : type->value.find(':') + 1);
}

bool read_artifact(Reading& reading, const xml::Element& element, std::vector<Artifact>& into) {
    static constexpr GroupRow<std::vector<Artifact>> rows[] = {
        {"association", append<Association>}, {"group", append<Group>}, {"textAnnotation", append<TextAnnotation>}};
    return read_group(reading, element, into, rows);
}

}  // namespace pavane::bpmn::parser
