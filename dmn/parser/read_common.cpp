#include "dmn/parser/readers.hpp"

namespace pavane::dmn::parser {

namespace {

bool read_extensions(Reading& reading, const xml::Element& child, Element& into) {
    for (const xml::Element& extension : child.children) report_vendors(reading, child, extension);
    into.extension_elements.insert(into.extension_elements.end(), child.children.begin(), child.children.end());
    return true;
}

// A schema's attribute of the definitions of extensions, allowed everywhere and of no meaning here.
bool read_extension_attribute(Reading&, const xml::Element&, Element&) { return true; }

bool read_own_text(Reading&, const xml::Element& child, TextExpression& into) {
    into.text = trimmed(xml::text_content(child));
    into.text_location = location_of(child);
    return true;
}

FunctionItem read_function_item(Reading& reading, const xml::Element& element) {
    static const Table<FunctionItem> table{{{"outputTypeRef", type<&FunctionItem::output_type>}},
                                           {{"parameters", many<&FunctionItem::parameters, read_information_item>}}};
    FunctionItem item;
    read_into(reading, element, item, element_table(), table);
    return item;
}

}  // namespace

const Table<Element>& element_table() {
    static const Table<Element> table{{{"id", text<&Element::id>}, {"label", text<&Element::label>}},
                                      {{"description", child_text<&Element::description>},
                                       {"extensionElements", read_extensions},
                                       {"extensionAttribute", read_extension_attribute}}};
    return table;
}

const Table<NamedElement>& named_table() {
    static const Table<NamedElement> table{{{"name", text<&NamedElement::name>}}, {}};
    return table;
}

InformationItem read_information_item(Reading& reading, const xml::Element& element) {
    static const Table<InformationItem> table{{{"typeRef", type<&InformationItem::type>}}, {}};
    InformationItem item;
    read_into(reading, element, item, element_table(), named_table(), table);
    return item;
}

const Table<BoxedExpression>& boxed_table() {
    static const Table<BoxedExpression> table{{{"typeRef", type<&BoxedExpression::type>}}, {}};
    return table;
}

const Table<TextExpression>& text_table() {
    static const Table<TextExpression> table{
        {{"expressionLanguage", text<&TextExpression::expression_language>},
         // What kind of constraint the text is, which the text itself says.
         {"constraintType", [](const xml::Element&, std::string_view, TextExpression&) { return true; }}},
        {{"text", read_own_text}}};
    return table;
}

TextExpression read_text(Reading& reading, const xml::Element& element) {
    TextExpression text;
    read_into(reading, element, text, element_table(), boxed_table(), text_table());
    return text;
}

ItemDefinition read_item_definition(Reading& reading, const xml::Element& element) {
    static const Table<ItemDefinition> table{
        {{"typeLanguage", text<&ItemDefinition::type_language>},
         {"isCollection", flag<&ItemDefinition::is_collection>, true_or_false}},
        {{"typeRef", child_type<&ItemDefinition::type>},
         {"allowedValues", one<&ItemDefinition::allowed_values, read_text>},
         {"typeConstraint", one<&ItemDefinition::type_constraint, read_text>},
         {"itemComponent", many<&ItemDefinition::components, read_item_definition>},
         {"functionItem", one<&ItemDefinition::function, read_function_item>}}};
    ItemDefinition definition;
    read_into(reading, element, definition, element_table(), named_table(), table);
    return definition;
}

}  // namespace pavane::dmn::parser
