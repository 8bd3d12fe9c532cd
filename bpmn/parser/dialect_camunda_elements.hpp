// The elements of the Camunda 7 family, as they stand under <extensionElements>.
#pragma once

#include "bpmn/parser/dialect.hpp"

namespace pavane::bpmn::parser {

bool read_camunda_element(Reading& reading, const xml::Element& element, document::Extensions& into);
const SortedWords& camunda_element_names();

}  // namespace pavane::bpmn::parser
