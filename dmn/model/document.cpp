#include "dmn/model/document.hpp"

namespace pavane::dmn::document {

const BoxedExpression& Expression::base() const {
    return std::visit([](const auto& each) -> const BoxedExpression& { return each; }, kind);
}

std::string camunda_attribute(const Element& element, std::string_view name) {
    for (const xml::Attribute& attribute : element.extension_attributes)
        for (const std::string_view uri : camunda_namespaces)
            if (attribute.name == name && attribute.namespace_uri == uri) return attribute.value;
    return {};
}

}  // namespace pavane::dmn::document
