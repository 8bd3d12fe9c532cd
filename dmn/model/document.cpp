#include "dmn/model/document.hpp"

#include <array>

namespace pavane::dmn::document {

const BoxedExpression& Expression::base() const {
    return std::visit([](const auto& each) -> const BoxedExpression& { return each; }, kind);
}

std::string camunda_attribute(const Element& element, std::string_view name) {
    constexpr std::array<std::string_view, 3> namespaces{
        "http://camunda.org/schema/1.0/dmn", "http://operaton.org/schema/1.0/dmn", "http://flowable.org/dmn"};
    for (const xml::Attribute& attribute : element.extension_attributes)
        for (const std::string_view uri : namespaces)
            if (attribute.name == name && attribute.namespace_uri == uri) return attribute.value;
    return {};
}

}  // namespace pavane::dmn::document
