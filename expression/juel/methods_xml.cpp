#include <algorithm>
#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"
#include "expression/juel/xml_query.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression::juel {
namespace {

using Arguments = std::span<const Value>;

constexpr std::size_t units_per_parsed_byte = 4;
constexpr std::size_t steps_per_search = 1'000;

Result<XmlElement, Fault> element_of(const Value& document, Evaluation& evaluation) {
    const std::string& text = document.document()->text;
    if (auto read = evaluation.read_text(text.size() * units_per_parsed_byte); !read) return unexpected(read.error());
    auto element = XmlElement::parse(text);
    if (!element) return fault(std::move(element.error()));
    return std::move(*element);
}

Outcome document_of(const XmlElement& element, Evaluation& evaluation) {
    std::string xml = element.xml();
    if (auto counted = evaluation.produce(xml.size()); !counted) return unexpected(counted.error());
    return Value(Document{Document::Format::xml, std::move(xml), {}, {}});
}

// The last argument is a name, one in front of it its namespace; without one it is `otherwise`.
struct Name {
    std::string namespace_uri;
    std::string name;
};

Result<Name, Fault> name_in(Arguments arguments, std::string otherwise, Evaluation& evaluation) {
    auto name = to_text(arguments.back(), evaluation);
    if (!name) return unexpected(name.error());
    if (arguments.size() == 1) return Name{std::move(otherwise), std::move(*name)};
    auto uri = to_text(arguments.front(), evaluation);
    if (!uri) return unexpected(uri.error());
    return Name{std::move(*uri), std::move(*name)};
}

Result<std::optional<std::string>, Fault> find_attribute(const Value& base, Arguments arguments,
                                                         Evaluation& evaluation) {
    const auto element = element_of(base, evaluation);
    if (!element) return unexpected(element.error());
    const auto name = name_in(arguments, "", evaluation);
    if (!name) return unexpected(name.error());
    for (XmlAttribute& attribute : element->attributes())
        if (attribute.name == name->name && attribute.namespace_uri == name->namespace_uri)
            return std::optional(std::move(attribute.value));
    return std::nullopt;
}

Outcome attribute(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto found = find_attribute(base, arguments, evaluation);
    if (!found) return unexpected(found.error());
    if (!*found) return fault("the XML element has no attribute " + quoted(*to_text(arguments.back(), evaluation)));
    return evaluation.produced(std::move(**found));
}

Outcome has_attribute(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto found = find_attribute(base, arguments, evaluation);
    if (!found) return unexpected(found.error());
    return Value(found->has_value());
}

// Of all attributes, or of those in a namespace.
template <std::string XmlAttribute::* part>
Outcome attributes(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto element = element_of(base, evaluation);
    if (!element) return unexpected(element.error());
    const auto uri = arguments.empty() ? Result<std::string, Fault>("") : to_text(arguments[0], evaluation);
    if (!uri) return unexpected(uri.error());
    List list;
    for (const XmlAttribute& attribute : element->attributes()) {
        if (!arguments.empty() && attribute.namespace_uri != *uri) continue;
        if (auto counted = evaluation.produce((attribute.*part).size()); !counted) return unexpected(counted.error());
        list.emplace_back(attribute.*part);
    }
    return Value(std::move(list));
}

Outcome child_elements(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto element = element_of(base, evaluation);
    if (!element) return unexpected(element.error());
    const auto name =
        arguments.empty() ? Result<Name, Fault>(Name{}) : name_in(arguments, element->namespace_uri(), evaluation);
    if (!name) return unexpected(name.error());
    List list;
    for (const XmlElement& child : element->children()) {
        if (auto counted = evaluation.read_items(1); !counted) return unexpected(counted.error());
        if (!arguments.empty() && (child.name() != name->name || child.namespace_uri() != name->namespace_uri))
            continue;
        auto document = document_of(child, evaluation);
        if (!document) return document;
        list.push_back(std::move(*document));
    }
    if (list.empty() && !arguments.empty()) return fault("the XML element has no element " + quoted(name->name));
    return Value(std::move(list));
}

Outcome child_element(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto found = child_elements(base, arguments, evaluation);
    if (!found) return found;
    if (found->list()->size() == 1) return found->list()->front();
    return fault("the XML element has " + std::to_string(found->list()->size()) +
                 " elements of that name: use childElements");
}

template <std::string (XmlElement::*read)() const>
Outcome text(const Value& base, Arguments, Evaluation& evaluation) {
    const auto element = element_of(base, evaluation);
    if (!element) return unexpected(element.error());
    return evaluation.produced(((*element).*read)());
}

template <std::string (XmlElement::*read)() const>
Outcome has(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto own = text<read>(base, {}, evaluation);
    if (!own) return own;
    return Value(*own == arguments[0]);
}

Outcome xpath(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto expression = to_text(arguments[0], evaluation);
    if (!expression) return unexpected(expression.error());
    auto query = std::make_shared<XmlQuery>();
    query->document = base;
    query->xpath = std::move(*expression);
    return Value(std::shared_ptr<const Function>(std::move(query)));
}

Result<const XmlQuery*, Fault> query_of(const Value& base) {
    if (const auto* query = dynamic_cast<const XmlQuery*>(base.function())) return query;
    return unknown_method("a function has no methods");
}

Outcome with_prefix(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto known = query_of(base);
    if (!known) return unexpected(known.error());
    auto prefix = to_text(arguments[0], evaluation);
    if (!prefix) return unexpected(prefix.error());
    auto uri = to_text(arguments[1], evaluation);
    if (!uri) return unexpected(uri.error());
    auto query = std::make_shared<XmlQuery>(**known);
    query->prefixes.emplace_back(std::move(*prefix), std::move(*uri));
    return Value(std::shared_ptr<const Function>(std::move(query)));
}

template <XmlSearch wanted>
Outcome search(const Value& base, Arguments, Evaluation& evaluation) {
    const auto query = query_of(base);
    if (!query) return unexpected(query.error());
    for (std::size_t i = 0; i < steps_per_search; ++i)
        if (auto step = evaluation.step(); !step) return unexpected(step.error());
    const auto element = element_of((*query)->document, evaluation);
    if (!element) return unexpected(element.error());
    auto found = element->search((*query)->xpath, (*query)->prefixes, wanted);
    if (!found) return fault(std::move(found.error()));
    const std::string* text = found->string();
    if (auto counted = evaluation.produce(text ? text->size() : 0); !counted) return unexpected(counted.error());
    if (found->list())
        if (auto counted = evaluation.read_items(found->list()->size()); !counted) return unexpected(counted.error());
    return std::move(*found);
}

constexpr std::array of_elements{Method{"attr", 1, 1, attribute},
                                 Method{"attrNs", 2, 2, attribute},
                                 Method{"hasAttr", 1, 1, has_attribute},
                                 Method{"hasAttrNs", 2, 2, has_attribute},
                                 Method{"attrs", 0, 1, attributes<&XmlAttribute::value>},
                                 Method{"attrNames", 0, 1, attributes<&XmlAttribute::name>},
                                 Method{"childElement", 1, 2, child_element},
                                 Method{"childElements", 0, 2, child_elements},
                                 Method{"textContent", 0, 0, text<&XmlElement::text>},
                                 Method{"name", 0, 0, text<&XmlElement::name>},
                                 Method{"prefix", 0, 0, text<&XmlElement::prefix>},
                                 Method{"namespace", 0, 0, text<&XmlElement::namespace_uri>},
                                 Method{"hasPrefix", 1, 1, has<&XmlElement::prefix>},
                                 Method{"hasNamespace", 1, 1, has<&XmlElement::namespace_uri>},
                                 Method{"xPath", 1, 1, xpath}};

constexpr std::array of_queries{Method{"ns", 2, 2, with_prefix},
                                Method{"element", 0, 0, search<XmlSearch::element>},
                                Method{"elementList", 0, 0, search<XmlSearch::elements>},
                                Method{"attribute", 0, 0, search<XmlSearch::attribute>},
                                Method{"attributeList", 0, 0, search<XmlSearch::attributes>},
                                Method{"string", 0, 0, search<XmlSearch::string>},
                                Method{"number", 0, 0, search<XmlSearch::number>},
                                Method{"bool", 0, 0, search<XmlSearch::boolean>}};

}  // namespace

std::span<const Method> xml_methods() { return of_elements; }
std::span<const Method> query_methods() { return of_queries; }

}  // namespace pavane::expression::juel
