#include "bpmn/model/document/element.hpp"

namespace pavane::bpmn::document {

BaseElement::BaseElement() = default;
BaseElement::BaseElement(BaseElement&&) noexcept = default;
BaseElement& BaseElement::operator=(BaseElement&&) noexcept = default;
BaseElement::~BaseElement() = default;

const Extensions& extensions_of(const BaseElement& element) {
    static const Extensions none;
    return element.extensions ? *element.extensions : none;
}

}  // namespace pavane::bpmn::document
