// Vendors' extensions, recognised by namespace URI and never by prefix, translated into the vendor-neutral
// document::Extensions.
#pragma once

#include "bpmn/parser/reading.hpp"

namespace pavane::bpmn::parser {

// Fills into.extensions from the attributes of `element` and from what stands under its <extensionElements>. One
// dialect speaks for an element, the first in the order of dialects.cpp. What no dialect knows is counted as foreign,
// what its own dialect does not know is reported.
void read_dialects(Reading& reading, const xml::Element& element, document::BaseElement& into);

// Whether a dialect may understand what has this namespace.
bool is_of_dialect(std::string_view namespace_uri);

// What an attribute without a prefix would be in Camunda's family ("camunda:assignee"); empty if nothing there.
std::string with_prefix(const xml::Element& at, std::string_view attribute);

}  // namespace pavane::bpmn::parser
